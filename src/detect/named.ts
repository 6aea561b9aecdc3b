/**
 * Values without a literal of their own, recognised by the name that stands before them:
 * `MISTRAL_API_KEY=…`, `mistral: { apiKey: "…" }`, `cohere.Client("…")`.
 */
import type { NamedPattern } from '../model/rule.ts';
import { byteClass, isAlnum, isHexDigit, isLower, isUpper } from './alphabet.ts';
import type { Attempt } from './attempt.ts';
import { endsEscape, endsToken, followsJoiningWord } from './boundary.ts';
import { capturedCandidate } from './candidate.ts';
import { compileElements, firstBytes, lastClass, type Captured } from './elements.ts';
import { containsFolded, isBadge } from './surroundings.ts';
import { textOf } from './text-of.ts';
import { compileWords } from './words.ts';

/** Bytes between the end of the word and the first of the value. */
export const defaultReach = 45;

/** Bytes before the word in which a credential word counts too (`token for writer`). */
const strictBefore = 24;

/** Words that mean a credential, lower case. */
const credentialWords = [
  'key',
  'token',
  'secret',
  'auth',
  'pass',
  'pwd',
  'cred',
  'bearer',
  '_pat',
  '-pat',
  ' pat',
  '_sid',
  '-sid',
  'license',
  'private',
  'access',
];

/** How a short word may go on inside a name: `humeApiKey`, `HUMEKEY`. */
const continuations = [
  'api',
  'key',
  'tok',
  'sec',
  'ai',
  'pat',
  'cred',
  'pas',
  'acc',
  'cli',
  'auth',
  'app',
];

/** Up to this length a word must not be the beginning of another. */
const SHORT_WORD = 5;

/** Whether the word at `[start, end)` is one, not a part of another (`hume` in `exhumed`). */
const standsAlone = (
  bytes: Uint8Array,
  start: number,
  end: number,
  from: number,
  to: number,
): boolean => {
  const first = bytes[start] as number;
  const before = start > from ? (bytes[start - 1] as number) : 0;
  const glued =
    (isLower[before] === 1 && isUpper[first] !== 1) ||
    (isUpper[before] === 1 && isUpper[first] === 1);
  if (glued && !endsEscape(bytes, start, from)) return false;
  if (end - start > SHORT_WORD || end >= to) return true;
  const last = bytes[end - 1] as number;
  const after = bytes[end] as number;
  const goesOn =
    (isLower[after] === 1 && isUpper[last] !== 1) || (isUpper[after] === 1 && isUpper[last] === 1);
  return !goesOn || containsFolded(bytes, end, end + 4, from, to, continuations);
};

/** What stands before a value only where it is a piece of something longer. */
const closes = byteClass(
  '/-.@#%+&_?0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
);

const SLASH = 0x2f;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const AT = 0x40;
const QUESTION = 0x3f;

/** Whether what follows makes the value a piece of something longer: a path, a file name, an address. */
const goesOnAfter = (bytes: Uint8Array, end: number, to: number): boolean => {
  if (end >= to) return false;
  const after = bytes[end] as number;
  if (after === SLASH || after === HYPHEN || after === AT) return true;
  return (
    (after === DOT || after === QUESTION) && end + 1 < to && isAlnum[bytes[end + 1] as number] === 1
  );
};

/** Words before a run of hexadecimal digits that make it a sum of something, lower case. */
const sumWords = [
  'md5',
  'sha1',
  'sha2',
  'sha3',
  'sha5',
  'sha-',
  'hash',
  'checksum',
  'digest',
  'commit',
  'etag',
  'integrity',
  'revision',
  'uuid',
  'guid',
  'blob',
  'crc',
  'sum:',
];
const SUM_LENGTHS: ReadonlySet<number> = new Set([32, 40, 56, 64, 96, 128]);
const SUM_REACH = 24;
const BLANK = 0x20;
const STAR = 0x2a;
const LF = 0x0a;

/** Lengths of SHA-1, SHA-256, SHA-384 and SHA-512 in base64 without padding. */
const ENCODED_SUM_LENGTHS: ReadonlySet<number> = new Set([27, 43, 64, 86]);
const EQUALS = 0x3d;
/** What stands right before a sum in base64: wheels' RECORD, npm's lock files and SRI, go.sum. */
const encodedSumMarks = ['sha1', 'sha256', 'sha384', 'sha512', 'h1'];

/** Whether the value is a checksum in base64 by the mark right before it. */
const isEncodedSum = (bytes: Uint8Array, at: number, end: number, from: number): boolean => {
  let length = end - at;
  while (length > 0 && bytes[at + length - 1] === EQUALS) length -= 1;
  return (
    ENCODED_SUM_LENGTHS.has(length) &&
    containsFolded(bytes, at - 7, at - 1, from, at, encodedSumMarks)
  );
};

/** Whether the value is a checksum by its length, its digits and the words before it. */
const isSum = (bytes: Uint8Array, at: number, end: number, from: number): boolean => {
  if (isEncodedSum(bytes, at, end, from)) return true;
  if (!SUM_LENGTHS.has(end - at)) return false;
  for (let i = at; i < end; i += 1) if (isHexDigit[bytes[i] as number] !== 1) return false;
  // A line `<sum>  path`, as md5sum writes it.
  const opensLine = at === from || bytes[at - 1] === LF;
  const closes = bytes[end] === BLANK && (bytes[end + 1] === BLANK || bytes[end + 1] === STAR);
  if (opensLine && closes) return true;
  return containsFolded(bytes, at - SUM_REACH, at, from, at, sumWords);
};

/** What stands between a name and its own value. */
const assigns = byteClass(' \t=:>(,"\'`');
const LONGEST_ASSIGNMENT = 6;

/** Whether the word is the very name of the value: `kraken = '…'`. */
const isAssigned = (bytes: Uint8Array, wordEnd: number, at: number): boolean => {
  if (at - wordEnd > LONGEST_ASSIGNMENT) return false;
  let marks = 0;
  for (let i = wordEnd; i < at; i += 1) {
    const byte = bytes[i] as number;
    if (assigns[byte] !== 1) return false;
    if (byte !== BLANK) marks += 1;
  }
  return marks > 0;
};

/** Names that lead to something else than a credential, however near a provider is named. */
const otherName =
  /(?:^|[\s"'{,(])["']?(?:(?:[a-z]+[_-])*[a-z]*(?:correlation|request|trace|span|message|event|extern|external|session|object|flow|execution)[_-]?u?id|id|uid|uuid|guid|sha|commit|etag|revision|reference)["']?\s?[:=]\s{0,3}["']?$/;
const NAME_REACH = 32;

/** Whether a name right before the value says that it is something else: `gitlab: {"correlation_id": "…"`. */
const isNamedOtherwise = (bytes: Uint8Array, wordEnd: number, at: number): boolean =>
  otherName.test(textOf(bytes, Math.max(wordEnd, at - NAME_REACH), at));

/** What joins a name to its value; a word behind anything else is prose. */
const joiner = /^[\w.-]{0,24}[\\"'`\])]{0,3}\s{0,3}(?:[=:]|:=|=>|,|\()\s{0,3}[\\"'`]{0,2}$/;
const LETTERS = /^[A-Za-z][a-z_]+\.?$/;

/** Whether a word stands after a name, and nothing joins the two: `MLFLOW_TRACKING_TOKEN through the deployment`. */
const isProseWord = (bytes: Uint8Array, wordEnd: number, at: number, end: number): boolean =>
  LETTERS.test(textOf(bytes, at, end)) && !joiner.test(textOf(bytes, wordEnd, at));

/** `'0e6d7bf4…' => $vendorDir . '/…'`: the key of a table, as composer writes them by the dozen. */
const isTableKey = (bytes: Uint8Array, end: number, to: number): boolean =>
  /^["'] {0,4}=>/.test(textOf(bytes, end, Math.min(to, end + LONGEST_ARROW)));
const LONGEST_ARROW = 7;

/** @returns A function that tries the pattern after a hit of one of its words. */
export const compileNamed = (pattern: NamedPattern): Attempt => {
  const last = lastClass(pattern.elements);
  const walk = compileElements(pattern.elements, (bytes, at, to) =>
    endsToken(bytes, at, to, last) && !goesOnAfter(bytes, at, to) ? at : -1,
  );
  const reach = pattern.reach ?? defaultReach;

  const findWord = compileWords(pattern.words);
  const opens = firstBytes(pattern.elements);
  if (opens === null) throw new Error('a named value must not be empty');

  return (bytes, anchorStart, _anchorEnd, from, to) => {
    const word = findWord(bytes, anchorStart, from, to);
    if (word === null) return null;
    const { start: wordStart, end: wordEnd } = word;
    if (!standsAlone(bytes, wordStart, wordEnd, from, to)) return null;
    const stop = Math.min(to, wordEnd + reach + 1);
    const captured: Captured = { secretStart: -1, secretEnd: -1, bodyStart: 0, bodyEnd: 0 };
    for (let at = wordEnd + 1; at < stop; at += 1) {
      if (opens[bytes[at] as number] !== 1) continue;
      if (
        closes[bytes[at - 1] as number] === 1 &&
        !endsEscape(bytes, at, wordEnd) &&
        !followsJoiningWord(bytes, at, wordEnd)
      ) {
        continue;
      }
      const end = walk(bytes, at, to, captured);
      if (end < 0) continue;
      if (
        isSum(bytes, at, end, from) ||
        isNamedOtherwise(bytes, wordEnd, at) ||
        isTableKey(bytes, end, to) ||
        isBadge(bytes, wordStart, from) ||
        isProseWord(bytes, wordEnd, at, end)
      ) {
        at = end - 1;
        continue;
      }
      if (
        pattern.strict &&
        !isAssigned(bytes, wordEnd, at) &&
        !containsFolded(bytes, wordStart - strictBefore, at, from, to, credentialWords)
      ) {
        at = end - 1;
        continue;
      }
      return capturedCandidate(captured, at, end);
    }
    return null;
  };
};
