/**
 * A token to which a word or the next token was joined without a blank, as where texts are put together
 * and in Go's table of strings: the format is there in full, and letters follow at once. Read so is only
 * what says by itself where it begins and ends; a match is no more than `possible`.
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

/** Whether a format begins with a mark that has a sign in it and ends after a fixed number of characters. */
export const endsByItself = (elements: readonly Element[]): boolean => {
  const { min, max } = lengthRange(elements);
  const tail = tailOf(elements);
  const fixed =
    min === max || (tail?.kind === 'run' && tail.min === tail.max && tail.min >= SHORTEST_TAIL);
  const marked = marks(elements).every(
    (mark) => mark.length >= SHORTEST_MARK && punctuation.test(mark),
  );
  return fixed && marked && min >= SHORTEST_TOKEN;
};

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
