/**
 * Where a token begins and ends. A credential inside a longer run of the same characters is another
 * thing (a hash, a blob of base64); an escape such as `\n` or `%3D` before it is not part of it.
 */
import { isAlnum, isHexDigit } from './alphabet.ts';
import { containsFolded } from './surroundings.ts';

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const UNDERSCORE = 0x5f;
const HYPHEN = 0x2d;
const LOWER_U = 0x75;
const LOWER_X = 0x78;

/** The letters after a backslash that end an escape of one letter in JSON, JavaScript, shell or C. */
const escapeLetters: ReadonlySet<number> = new Set([...'nrtbfv0'].map((c) => c.charCodeAt(0)));

/** Whether the byte before `at` ends an escape: `\n`, `%3D`, `\u003d`, `\x3d`. */
export const endsEscape = (bytes: Uint8Array, at: number, from: number): boolean => {
  const last = bytes[at - 1] ?? 0;
  if (at - 2 >= from && bytes[at - 2] === BACKSLASH) return escapeLetters.has(last);
  if (isHexDigit[last] !== 1 || at - 3 < from || isHexDigit[bytes[at - 2] ?? 0] !== 1) return false;
  if (bytes[at - 3] === PERCENT) return true;
  if (at - 4 >= from && bytes[at - 3] === LOWER_X && bytes[at - 4] === BACKSLASH) return true;
  return (
    at - 6 >= from &&
    bytes[at - 6] === BACKSLASH &&
    bytes[at - 5] === LOWER_U &&
    isHexDigit[bytes[at - 4] ?? 0] === 1 &&
    isHexDigit[bytes[at - 3] ?? 0] === 1
  );
};

/**
 * Whether a token may begin at `at`.
 * @param from First byte of the text that may be looked at.
 * @param joins Whether `_` and `-` before the token make it a part of a longer one.
 */
export const beginsToken = (
  bytes: Uint8Array,
  at: number,
  from: number,
  joins: boolean,
): boolean => {
  if (at <= from) return true;
  const before = bytes[at - 1] ?? 0;
  if (joins && (before === UNDERSCORE || before === HYPHEN)) return false;
  return isAlnum[before] !== 1 || endsEscape(bytes, at, from);
};

/**
 * Whether a token may end before `at`.
 * @param to End of the text that may be looked at.
 * @param last Class of the token's last characters: one more of these would lengthen it.
 */
export const endsToken = (
  bytes: Uint8Array,
  at: number,
  to: number,
  last: Uint8Array | null,
): boolean => {
  if (at >= to) return true;
  const after = bytes[at] ?? 0;
  return isAlnum[after] !== 1 && after !== UNDERSCORE && (last === null || last[after] !== 1);
};

const PLUS = 0x2b;
const SLASH = 0x2f;
const isMark = (byte: number | undefined): boolean => byte === PLUS || byte === SLASH;

/** How far a blob must reach on either side of what lies in it, and how far it is followed. */
const SHORTEST_BLOB = 24;
const LONGEST_BLOB = 128;

/**
 * Whether `[start, end)` lies between two marks of a run of base64 (a font in a script): a few letters
 * and their alphabet come up there by chance. A run without `+` may be a path and is none.
 */
export const liesInBlob = (
  bytes: Uint8Array,
  start: number,
  end: number,
  from: number,
  to: number,
): boolean => {
  if (start <= from || end >= to || !isMark(bytes[start - 1]) || !isMark(bytes[end])) return false;
  let plus = false;
  const follow = (at: number, step: number): number => {
    let count = 0;
    for (; at >= from && at < to && count < LONGEST_BLOB; at += step, count += 1) {
      const byte = bytes[at] as number;
      if (isAlnum[byte] !== 1 && !isMark(byte)) break;
      plus ||= byte === PLUS;
    }
    return count;
  };
  return follow(start - 1, -1) >= SHORTEST_BLOB && follow(end, 1) >= SHORTEST_BLOB && plus;
};

/** Words that a hyphen joins to their value: `datadog-token-…`, `PRIVATE-…`. */
const joiningWords = ['key', 'token', 'secret', 'private', 'access'];

/** Whether a credential's word and a hyphen stand right before `at`: the hyphen parts name and value. */
export const followsJoiningWord = (bytes: Uint8Array, at: number, from: number): boolean =>
  bytes[at - 1] === HYPHEN &&
  joiningWords.some((word) =>
    containsFolded(bytes, at - 1 - word.length, at - 1, from, at, [word]),
  );
