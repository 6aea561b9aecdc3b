/** Looks for words in the bytes around a match. */
import { foldByte } from './alphabet.ts';

/**
 * Whether one of `words` (lower case) stands, in any case, in the part of `[start, end)` that lies
 * within `[from, to)`.
 */
export const containsFolded = (
  bytes: Uint8Array,
  start: number,
  end: number,
  from: number,
  to: number,
  words: readonly string[],
): boolean => {
  const begin = Math.max(start, from);
  const stop = Math.min(end, to);
  for (let at = begin; at < stop; at += 1) {
    const byte = foldByte(bytes[at] as number);
    for (const word of words) {
      if (word.charCodeAt(0) === byte && at + word.length <= stop && matches(bytes, at, word)) {
        return true;
      }
    }
  }
  return false;
};

const matches = (bytes: Uint8Array, at: number, word: string): boolean => {
  for (let i = 1; i < word.length; i += 1) {
    if (foldByte(bytes[at + i] as number) !== word.charCodeAt(i)) return false;
  }
  return true;
};

const BADGE_REACH = 24;

/** `badge.svg?token=…`: the token of a picture that everybody may see. */
export const isBadge = (bytes: Uint8Array, nameStart: number, from: number): boolean =>
  containsFolded(bytes, nameStart - BADGE_REACH, nameStart, from, nameStart, ['badge', '.svg?']);
