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
    'access account admin amazon api app application auth aws azure bearer build client cloud code com connection consumer ' +
    'core customer data database default deploy developer endpoint event google host http https id integration io key ' +
    'license live login mail management master message net open org pass password personal platform private project prod ' +
    'production public push read refresh rest root sandbox sdk search secret server service session signing storage ' +
    'store stream string subscription sync system team test token upload url user version web webhook windows work ' +
    'workspace write'
  ).split(' '),
);

/** A longer anchor finds nothing that its beginning does not. */
const LONGEST_ANCHOR = 8;
const SHORTEST_ANCHOR = 3;

interface Word {
  pieces: Uint8Array[];
  /** The piece that is searched for, and how many bytes of it. */
  at: number;
  length: number;
}

const weight = (piece: string): number =>
  piece.length < SHORTEST_ANCHOR ? 0 : commonPieces.has(piece) ? 1 : Math.min(piece.length, 6) + 1;

const readWord = (text: string): Word => {
  const pieces = text
    .toLowerCase()
    .split(/[ _.-]/)
    .filter((piece) => piece !== '');
  let at = 0;
  pieces.forEach((piece, number) => {
    if (weight(piece) > weight(pieces[at] ?? '')) at = number;
  });
  const length = Math.min(pieces[at]?.length ?? 0, LONGEST_ANCHOR);
  return { pieces: pieces.map((piece) => Buffer.from(piece, 'latin1')), at, length };
};

/**
 * What to search for to find a word: the beginning of its least common piece; where no piece is long
 * enough (`z ai`), the first two in every spelling.
 */
export const wordAnchors = (text: string): string[] => {
  const { pieces, at, length } = readWord(text);
  const written = pieces.map((piece) => Buffer.from(piece).toString('latin1'));
  if (length >= SHORTEST_ANCHOR) return [(written[at] ?? '').slice(0, length)];
  const [first = '', second = ''] = written;
  return ['', ' ', '_', '.', '-'].map((separator) => first + separator + second);
};

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
