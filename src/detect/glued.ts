/**
 * A token to which other letters are joined: the format is there in full, and a word or the next token
 * follows at once, as where texts are put together; or it stands in a program, whose linker lays strings
 * side by side (of Go by length, cmd/link/internal/ld/data.go; of Rust and C in merged sections). Read so
 * is only what says by itself where it begins and ends; a match that no check proves is `possible`.
 */
import type { Element } from '../model/rule.ts';
import { isLower, isUpper } from './alphabet.ts';
import { lengthRange } from './elements.ts';

const punctuation = /[^A-Za-z0-9]/;

/** Below these lengths too much else looks alike. */
const SHORTEST_MARK = 3;
const SHORTEST_TAIL = 16;
const SHORTEST_TOKEN = 30;

const marks = (elements: readonly Element[]): string[] => {
  const first = elements[0];
  if (first?.kind === 'literal') return [first.text];
  if (first?.kind === 'secret') return marks(first.elements);
  if (first?.kind === 'either') return first.options.flatMap((option) => marks(option));
  return [''];
};

const tailOf = (elements: readonly Element[]): Element | undefined => {
  const tail = elements.at(-1);
  return tail?.kind === 'secret' ? tailOf(tail.elements) : tail;
};

/** Whether a format ends after a fixed number of characters. */
const hasFixedEnd = (elements: readonly Element[]): boolean => {
  const { min, max } = lengthRange(elements);
  const tail = tailOf(elements);
  return (
    min === max || (tail?.kind === 'run' && tail.min === tail.max && tail.min >= SHORTEST_TAIL)
  );
};

/** Whether a format begins with a mark that has a sign in it and ends after a fixed number of characters. */
export const endsByItself = (elements: readonly Element[]): boolean => {
  const marked = marks(elements).every(
    (mark) => mark.length >= SHORTEST_MARK && punctuation.test(mark),
  );
  return hasFixedEnd(elements) && marked && lengthRange(elements).min >= SHORTEST_TOKEN;
};

/** A short mark without a sign is of letters that differ: `AAAA` is in all base64 of zeros, `D000` in all hex. */
const ownWord = (mark: string): boolean =>
  new Set(mark).size >= 3 && (mark.length > 5 || /^[A-Za-z]+$/.test(mark));
const SHORTEST_ALONE = 20;
/** Three characters end many a name; behind them only letters and digits may follow, and so many. */
const SHORTEST_BEHIND_THREE = 32;

const hasNoSign = (elements: readonly Element[]): boolean =>
  elements.every((element) => {
    if (element.kind === 'secret') return hasNoSign(element.elements);
    return (
      element.kind === 'literal' || (element.kind === 'run' && !punctuation.test(element.alphabet))
    );
  });

/** A mark that tells so much that a format without a fixed end is taken as long as it may be. */
const tellsMuch = (mark: string, min: number): boolean =>
  /^\w[\w.-]*[-_.]/.test(mark) && mark.length >= (min < 64 ? 5 : 4);

/** Whether a format can be told in the middle of other letters. */
export const standsAlone = (elements: readonly Element[]): boolean => {
  const { min } = lengthRange(elements);
  const all = marks(elements);
  if (min < SHORTEST_ALONE) return false;
  if (!hasFixedEnd(elements))
    return min >= SHORTEST_TOKEN && all.every((mark) => tellsMuch(mark, min));
  return all.every((mark) => {
    if (mark.length > SHORTEST_MARK) return punctuation.test(mark) || ownWord(mark);
    if (mark.length < SHORTEST_MARK || !punctuation.test(mark)) return false;
    return min >= SHORTEST_MARK + SHORTEST_BEHIND_THREE && hasNoSign(elements);
  });
};

/**
 * Whether the byte before a token is its length, as many formats write before a string (protocol
 * buffers, Dalvik's files): then what stands before that is no text, or the length once more.
 */
export const standsBehindLength = (
  bytes: Uint8Array,
  at: number,
  from: number,
  length: number,
): boolean => {
  if (at <= from || bytes[at - 1] !== length) return false;
  const before = at - 2 < from ? 0 : (bytes[at - 2] as number);
  return before < 0x20 || before >= 0x80 || before === length;
};

/** Names that Rust's compiler makes (RFC 2603): paths, nested in crates and in what was named before. */
const mangledByRust = /Nt[BCN][A-Za-z0-9]/;

/** Whether what stands in the middle of letters may have been drawn; a mark of letters alone asks for a digit. */
export const looksAlone = (secret: string): boolean =>
  !mangledByRust.test(secret) && (/[^A-Za-z0-9]/.test(secret) || /[0-9]/.test(secret));

/** Letters of one case in a row make a word; one character more makes another token. */
const SHORTEST_WORD = 3;

/** Whether a word begins at `at`. */
export const beginsWord = (bytes: Uint8Array, at: number, to: number): boolean => {
  if (at + SHORTEST_WORD > to) return false;
  const letters = bytes.subarray(at, at + SHORTEST_WORD);
  return (
    letters.every((byte) => isLower[byte] === 1) || letters.every((byte) => isUpper[byte] === 1)
  );
};

/** @returns Whether the format's own mark stands at a place: the next token of the kind. */
export const beginsAnother = (
  elements: readonly Element[],
): ((bytes: Uint8Array, at: number, to: number) => boolean) => {
  const own = marks(elements).map((mark) => Buffer.from(mark, 'latin1'));
  return (bytes, at, to) =>
    own.some(
      (mark) => at + mark.length <= to && mark.every((byte, offset) => bytes[at + offset] === byte),
    );
};
