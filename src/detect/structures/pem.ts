/**
 * Private keys in PEM (RFC 7468; RFC 4880 section 6.2 for PGP; PROTOCOL.key of OpenSSH), as they lie
 * in files, in JSON or YAML with escaped line ends, in shell strings and in one line.
 */
import { byteClass, isBase64 } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { wholeCandidate } from '../candidate.ts';
import { containsFolded } from '../surroundings.ts';
import { textOf } from '../text-of.ts';
import { keyState, type KeyState } from './private-key-data.ts';

/** Longest block in bytes: an RSA key of 16,384 bits is below 13 KB, a PGP block may be larger. */
export const longestPem = 32 * 1024;

const bodyBytes = byteClass(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=' +
    // Line ends and indentation, also as escapes; quotes and joins of string literals; PGP and RFC 1421 headers.
    ' \t\r\n\\"\'`,.:;()<>|#&@_',
);
const HYPHEN = 0x2d;
const SMALLEST_BODY = 40;

/** Shortest line of a key whose bytes nobody can read; prose and fillers have none as long. */
const SHORTEST_LINE = 32;
const keyLine = new RegExp(`[A-Za-z0-9+/]{${SHORTEST_LINE}}`);
/** Left out in the middle, or not meant: `MIIE...9w==`, `<your key>`, `EXAMPLE` among the letters. */
const elision = /^[\s"'`]{0,8}\.{3}|\.{2,}\s*[A-Za-z0-9+/]{4}|<[^>]*>|EXAMPLE[A-Za-z0-9+/]/;

interface Block {
  end: number;
  /** Letters of the base64 body, with headers and line ends gone. */
  body: string;
  encrypted: boolean;
  /** Whether a filler stands in the key's place; only asked where the bytes tell nothing. */
  filler: boolean;
}

/** Between two string literals of a program: `" + "`, `" . "`, `" \` and a line end. */
const stringJoin = /["'`][ \t]{0,8}[+.&]?[ \t]{0,8}\\?\s{0,80}[+.&]?[ \t]{0,8}["'`]/g;

const headerLine = /^[A-Za-z][A-Za-z-]*: .*$/gm;

const readBlock = (
  bytes: Uint8Array,
  begin: number,
  headerEnd: number,
  to: number,
): Block | null => {
  const limit = Math.min(to, begin + longestPem);
  let end = headerEnd;
  while (end < limit) {
    const byte = bytes[end] as number;
    // `Proc-Type` and `DEK-Info` hold a hyphen, and so do the dashes of the END line.
    if (byte === HYPHEN) {
      if (bytes[end + 1] === HYPHEN) break;
    } else if (bodyBytes[byte] !== 1) break;
    end += 1;
  }
  const text = textOf(bytes, headerEnd, end)
    .replace(/\\[rnt]/g, '\n')
    .replace(stringJoin, '');
  const encrypted = /ENCRYPTED|DEK-Info/.test(text);
  const body = text.replace(headerLine, '').replace(/[^A-Za-z0-9+/=]/g, '');
  if (body.length < SMALLEST_BODY) return null;
  const closing = textOf(bytes, end, Math.min(to, end + 80));
  const close = /^-{4,5} ?END [A-Z0-9 ]{1,50} ?-{4,5}/.exec(closing);
  const filler = elision.test(text) || !keyLine.test(text);
  return { end: end + (close?.[0].length ?? 0), body, encrypted, filler };
};

/** A key's state as its bytes tell it, or its armour where these are encrypted as a whole (RFC 1421). */
const stateOf = (bytes: Uint8Array, begin: number, headerEnd: number, block: Block): KeyState => {
  const state = keyState(Buffer.from(block.body, 'base64'));
  if (state !== 'unknown') return state;
  const told = containsFolded(bytes, begin, headerEnd, begin, headerEnd, ['encrypted']);
  return block.encrypted || told ? 'encrypted' : 'unknown';
};

/** An open private key; the anchor is its BEGIN line. One whose bytes do not decode is doubtful. */
export const readPem: Attempt = (bytes, begin, headerEnd, _from, to) => {
  const block = readBlock(bytes, begin, headerEnd, to);
  if (block === null) return null;
  const state = stateOf(bytes, begin, headerEnd, block);
  if (state === 'encrypted' || (state === 'unknown' && block.filler)) return null;
  return wholeCandidate(begin, block.end, state === 'open');
};

/** A private key under a passphrase. */
export const readEncryptedPem: Attempt = (bytes, begin, headerEnd, _from, to) => {
  const block = readBlock(bytes, begin, headerEnd, to);
  if (block === null) return null;
  const state = stateOf(bytes, begin, headerEnd, block);
  return state === 'encrypted'
    ? wholeCandidate(begin, block.end, null, ['encrypted: with a passphrase'])
    : null;
};

/** Base64 of `-----BEGIN `, with which a PEM file begins that was encoded as a whole. */
export const base64OfPem = 'LS0tLS1CRUdJTi';
const EQUALS = 0x3d;

/** A PEM file in base64, as it stands in variables; the anchor is its beginning. */
export const readBase64Pem: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  if (!beginsToken(bytes, begin, from, false)) return null;
  if (begin > from && isBase64[bytes[begin - 1] as number] === 1) return null;
  const limit = Math.min(to, begin + Math.ceil((longestPem * 4) / 3));
  let end = begin;
  while (end < limit && isBase64[bytes[end] as number] === 1) end += 1;
  for (let padding = 0; padding < 2 && end < to && bytes[end] === EQUALS; padding += 1) end += 1;
  const text = textOf(bytes, begin, end);
  const inner = Buffer.from(text, 'base64');
  const header = /^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/.exec(
    inner.toString('latin1', 0, 100),
  );
  if (header === null) return null;
  const block = readBlock(inner, 0, header[0].length, inner.length);
  if (block === null) return null;
  const state = stateOf(inner, 0, header[0].length, block);
  const details = [
    'written in base64',
    ...(state === 'encrypted' ? ['encrypted: with a passphrase'] : []),
  ];
  const verified = state === 'open' ? true : state === 'encrypted' ? null : false;
  return wholeCandidate(begin, end, verified, details);
};

/** How far from the key the other members of a Google key file may stand. */
const MEMBERS = 2500;
const accountMail = /"client_email\\?"\s*:\s*\\?"([a-z0-9.@-]{1,120})/;

/** The key of a Google Cloud service account: a PKCS #8 key beside `client_email`. */
export const readGoogleServiceAccount: Attempt = (bytes, begin, headerEnd, from, to) => {
  const found = readPem(bytes, begin, headerEnd, from, to);
  if (found === null) return null;
  const start = Math.max(from, begin - MEMBERS);
  const stop = Math.min(to, found.secretEnd + MEMBERS);
  const text = textOf(bytes, start, stop);
  const mail = accountMail.exec(text)?.[1];
  if (mail === undefined && !text.includes('service_account')) return null;
  return { ...found, details: mail === undefined ? [] : [`account: ${mail}`] };
};
