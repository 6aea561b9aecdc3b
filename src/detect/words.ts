/**
 * The words of a named pattern: `open ai` is written `OPENAI`, `open_ai`, `open-ai` or `open.ai`. One
 * piece of a word, the least common, is searched for; the others are compared where it is found, so
 * that a word costs one anchor and not one for each spelling.
 */
import { byteClass, foldByte } from './alphabet.ts';

/** What may stand between two pieces of a word, or nothing. */
const separators = byteClass(' _.-');

/** Pieces that stand in every program: found everywhere, they tell little. */
const commonPieces: ReadonlySet<string> = new Set(
  (
    'access account addon admin attribute amazon api app application auth aws azure bearer base build client cloud code com connection consumer ' +
    'core customer data database default deploy developer endpoint event elements export file form function get google hash host http https id integration interface io key ' +
    'license line literal live location login mail management master message net one open operator org pass password personal platform private project prod ' +
    'production public push read refresh request response rest root run sandbox sdk search secret server service session signature signing storage ' +
    'stack status store stream string subscription sync system team template test time token upload url user version web webhook windows with work ' +
    'workspace write'
  ).split(' '),
);

/** A longer anchor finds nothing that its beginning does not. */
const LONGEST_ANCHOR = 8;

interface Word {
  pieces: Uint8Array[];
  /** The piece at which an anchor begins. */
  at: number;
  anchors: string[];
}

/** How telling a piece is; from TELLING on it is searched for alone. */
const weight = (piece: string): number =>
  commonPieces.has(piece) ? Math.min(piece.length, 2) : piece.length;
const TELLING = 5;

const spellings = ['', ' ', '_', '.', '-'];

const readWord = (text: string): Word => {
  const written = text
    .toLowerCase()
    .split(/[ _.-]/)
    .filter((piece) => piece !== '');
  const pieces = written.map((piece) => Buffer.from(piece, 'latin1'));
  let at = 0;
  written.forEach((piece, number) => {
    if (weight(piece) > weight(written[at] ?? '')) at = number;
  });
  const piece = written[at] ?? '';
  if (written.length === 1 || weight(piece) >= TELLING) {
    return { pieces, at, anchors: [piece.slice(0, LONGEST_ANCHOR)] };
  }
  // Two pieces that tell little alone tell more side by side.
  const pair = (number: number): number =>
    number < 0 || number + 1 >= written.length
      ? -1
      : (written[number] ?? '').length + (written[number + 1] ?? '').length;
  const first = pair(at) >= pair(at - 1) ? at : at - 1;
  const anchors = spellings.map((separator) =>
    ((written[first] ?? '') + separator + (written[first + 1] ?? '')).slice(0, LONGEST_ANCHOR),
  );
  return { pieces, at: first, anchors };
};

/**
 * What to search for to find a word: the beginning of its least common piece; where no piece tells
 * enough (`z ai`, `api key`), two side by side in every spelling.
 */
export const wordAnchors = (text: string): string[] => readWord(text).anchors;

const holds = (bytes: Uint8Array, at: number, piece: Uint8Array): boolean => {
  for (let i = 0; i < piece.length; i += 1) {
    if (foldByte(bytes[at + i] as number) !== piece[i]) return false;
  }
  return true;
};

export interface WordPlace {
  start: number;
  end: number;
}

const placeWord = (
  { pieces, at }: Word,
  bytes: Uint8Array,
  anchorStart: number,
  from: number,
  to: number,
): WordPlace | null => {
  let start = anchorStart;
  const anchor = pieces[at] as Uint8Array;
  let end = anchorStart + anchor.length;
  if (end > to || !holds(bytes, anchorStart, anchor)) return null;
  for (let number = at - 1; number >= 0; number -= 1) {
    const piece = pieces[number] as Uint8Array;
    if (start > from && separators[bytes[start - 1] as number] === 1) start -= 1;
    start -= piece.length;
    if (start < from || !holds(bytes, start, piece)) return null;
  }
  for (let number = at + 1; number < pieces.length; number += 1) {
    const piece = pieces[number] as Uint8Array;
    if (end < to && separators[bytes[end] as number] === 1) end += 1;
    if (end + piece.length > to || !holds(bytes, end, piece)) return null;
    end += piece.length;
  }
  return { start, end };
};

/**
 * @returns A function that gives the bounds of the word around a hit of one of the words' anchors, or
 *   null where no word stands there.
 */
export const compileWords = (
  words: readonly string[],
): ((bytes: Uint8Array, anchorStart: number, from: number, to: number) => WordPlace | null) => {
  const compiled = words.map(readWord);
  return (bytes, anchorStart, from, to) => {
    let best: WordPlace | null = null;
    for (const word of compiled) {
      const place = placeWord(word, bytes, anchorStart, from, to);
      if (place !== null && (best === null || place.end > best.end)) best = place;
    }
    return best;
  };
};

/** Bytes of the longest spelling of the longest word. */
export const longestWord = (words: readonly string[]): number =>
  Math.max(
    ...words
      .map(readWord)
      .map(({ pieces }) => pieces.reduce((sum, piece) => sum + piece.length + 1, 0)),
  );
