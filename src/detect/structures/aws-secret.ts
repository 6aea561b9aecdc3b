/** An AWS secret access key, which has no mark of its own, found beside the key ID that it belongs to. */
import { byteClass, isBase64 } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { readsAsWords } from '../assignment/rarity.ts';
import { beginsToken, endsToken } from '../boundary.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';

const idCharacters = byteClass('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
const ID_LENGTH = 20;
const SECRET_LENGTH = 40;

/** Bytes after (or before) the key ID within which its secret is looked for. */
const REACH = 200;

const looksRandom = (text: string): boolean =>
  /[a-z]/.test(text) &&
  /[A-Z]/.test(text) &&
  /[0-9]/.test(text) &&
  new Set(text).size >= 20 &&
  !readsAsWords(text);

const secretAt = (bytes: Uint8Array, at: number, from: number, to: number): boolean => {
  if (at + SECRET_LENGTH > to || !beginsToken(bytes, at, from, true)) return false;
  if (at > from && isBase64[bytes[at - 1] as number] === 1) return false;
  for (let i = at; i < at + SECRET_LENGTH; i += 1)
    if (isBase64[bytes[i] as number] !== 1) return false;
  if (!endsToken(bytes, at + SECRET_LENGTH, to, isBase64)) return false;
  const text = textOf(bytes, at, at + SECRET_LENGTH);
  return looksRandom(text);
};

/** The anchor is the first four letters of the key ID (`AKIA`, `ASIA`). */
export const readAwsSecret: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  const idEnd = begin + ID_LENGTH;
  if (idEnd > to || !beginsToken(bytes, begin, from, true)) return null;
  for (let i = begin; i < idEnd; i += 1) if (idCharacters[bytes[i] as number] !== 1) return null;
  for (let at = idEnd + 1; at <= idEnd + REACH; at += 1) {
    if (secretAt(bytes, at, from, to)) return wholeCandidate(at, at + SECRET_LENGTH, null);
  }
  for (let at = begin - SECRET_LENGTH - 1; at >= Math.max(from, begin - REACH); at -= 1) {
    if (secretAt(bytes, at, from, to)) return wholeCandidate(at, at + SECRET_LENGTH, null);
  }
  return null;
};
