/**
 * Key files in JSON that were written in base64 as a whole, as build systems ask for them. The anchor is
 * base64 of a word in the middle of the document, in one of the three ways in which it can fall.
 */
import { isBase64 } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';

/** Bytes on either side of the anchor that are looked at: such a file has below 4 KB, in base64 6. */
export const base64JsonReach = 6 * 1024;

const EQUALS = 0x3d;

/** The document around the anchor, decoded, and where its base64 stands; null where none can be. */
const documentAround = (
  bytes: Uint8Array,
  begin: number,
  from: number,
  to: number,
): { text: string; start: number; end: number } | null => {
  let start = begin;
  const first = Math.max(from, begin - base64JsonReach);
  while (start > first && isBase64[bytes[start - 1] as number] === 1) start -= 1;
  // Base64 of `{` or `[`, of blanks before it, of a protocol buffer's first tag.
  if (!/^(?:e[wy3]|W[wy3]|[IC][A-Za-z])/.test(textOf(bytes, start, start + 2))) return null;
  let end = begin;
  const last = Math.min(to, begin + base64JsonReach);
  while (end < last && isBase64[bytes[end] as number] === 1) end += 1;
  for (let padding = 0; padding < 2 && end < to && bytes[end] === EQUALS; padding += 1) end += 1;
  return { text: Buffer.from(textOf(bytes, start, end), 'base64').toString('latin1'), start, end };
};

const reader =
  (isKey: RegExp, detail: RegExp, name: string): Attempt =>
  (bytes, begin, _anchorEnd, from, to) => {
    const found = documentAround(bytes, begin, from, to);
    if (found === null) return null;
    const { text, start, end } = found;
    if (!/^\s*[[{]/.test(text) || !isKey.test(text)) return null;
    const told = detail.exec(text)?.[1];
    const details = ['written in base64', ...(told === undefined ? [] : [`${name}: ${told}`])];
    return wholeCandidate(start, end, true, details);
  };

/** The key file of a Google Cloud service account. */
export const readBase64ServiceAccount = reader(
  /"private_key"\s*:\s*"-----BEGIN PRIVATE KEY-----(?:\\n|\s)*[A-Za-z0-9+/]{20}/,
  /"client_email"\s*:\s*"([a-z0-9.@-]{1,120})"/,
  'account',
);

/** A Tink keyset that is not encrypted, in JSON. */
const readTinkJson = reader(
  /"keyMaterialType"\s*:\s*"(?:SYMMETRIC|ASYMMETRIC_PRIVATE)"/,
  /"keyMaterialType"\s*:\s*"([A-Z_]{1,40})"/,
  'material',
);

/**
 * The same as a protocol buffer (tink.proto): the primary key's ID is field 1; in a key's data the type
 * is field 1, the key field 2, the kind of material field 3, of which 1 is symmetric and 2 private.
 */
const tinkBinary =
  /^\x08[^]*type\.googleapis\.com\/google\.crypto\.tink\.\w+\x12[^]{8,}?\x18[\x01\x02]\x10/;

/** A Tink keyset that is not encrypted. */
export const readBase64Tink: Attempt = (bytes, begin, anchorEnd, from, to) => {
  const json = readTinkJson(bytes, begin, anchorEnd, from, to);
  if (json !== null) return json;
  const found = documentAround(bytes, begin, from, to);
  if (found === null || !tinkBinary.test(found.text)) return null;
  return wholeCandidate(found.start, found.end, true, ['written in base64']);
};
