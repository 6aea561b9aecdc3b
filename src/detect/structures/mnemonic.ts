/**
 * The words from which a wallet's keys are derived (BIP-39): 12 to 24 words of three to eight letters.
 * Prose has shorter words among them, so the lengths alone tell the two apart behind the right name.
 */
import { isAlnum } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';

/** Bytes between the name and the first word. */
const REACH = 40;
/** 24 words of eight letters and the blanks between them. */
const LONGEST = 24 * 9;
/** Bytes from the name that any decision may depend on. */
export const mnemonicReach = REACH + LONGEST + 64;

const counts: ReadonlySet<number> = new Set([12, 15, 18, 21, 24]);
/** Development chains all start from one phrase that repeats a word. */
const FEWEST_DIFFERENT = 9;

const assignment = /^[\w\s.-]{0,20}["']?\s{0,3}(?:=>|:=|=|:|\()\s{0,3}\\?["'`]?/;
const phrase = /^[a-z]{3,8}(?: [a-z]{3,8}){11,23}(?![\w-]| [a-z])/;

/** The anchor is a name such as `mnemonic` or `seed_phrase`. */
export const readMnemonic: Attempt = (bytes, begin, anchorEnd, from, to) => {
  if (begin > from && isAlnum[bytes[begin - 1] as number] === 1) return null;
  const head = assignment.exec(textOf(bytes, anchorEnd, Math.min(to, anchorEnd + REACH)));
  if (head === null) return null;
  const start = anchorEnd + head[0].length;
  const found = phrase.exec(textOf(bytes, start, Math.min(to, start + LONGEST + 16)))?.[0];
  if (found === undefined) return null;
  const words = found.split(' ');
  if (!counts.has(words.length) || new Set(words).size < FEWEST_DIFFERENT) return null;
  const end = start + found.length;
  const details = [`words: ${words.length}`];
  return wholeCandidate(start, end, null, details);
};
