/**
 * Private keys in PEM (RFC 7468; RFC 4880 section 6.2 for PGP; PROTOCOL.key of OpenSSH), as they lie
 * in files, in JSON or YAML with escaped line ends, in shell strings and in one line.
 */
import { byteClass } from '../alphabet.ts';
import type { Attempt, Candidate } from '../attempt.ts';
import { containsFolded } from '../surroundings.ts';

/** Longest block in bytes: an RSA key of 16,384 bits is below 13 KB, a PGP block may be larger. */
export const longestPem = 32 * 1024;

const bodyBytes = byteClass(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=' +
    // Line ends and indentation, also as escapes; quotes and joins of string literals; PGP and RFC 1421 headers.
    ' \t\r\n\\"\'`,.:;()<>|#&',
);
const HYPHEN = 0x2d;
const SMALLEST_BODY = 40;

interface Block {
  end: number;
  /** Letters of the base64 body, with headers and line ends gone. */
  body: string;
  encrypted: boolean;
}

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
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + headerEnd, end - headerEnd)
    .toString('latin1')
    .replace(/\\[rnt]/g, '\n');
  const encrypted = /ENCRYPTED|DEK-Info/.test(text);
  const body = text.replace(headerLine, '').replace(/[^A-Za-z0-9+/=]/g, '');
  if (body.length < SMALLEST_BODY) return null;
  const closing = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + end,
    Math.min(to - end, 80),
  ).toString('latin1');
  const close = /^-----END [A-Z0-9 ]{1,50}-----/.exec(closing);
  return { end: end + (close?.[0].length ?? 0), body, encrypted };
};

/** Whether the body is what its header says: DER SEQUENCE, OpenSSH's magic, or PGP packets. */
const decodes = (body: string): boolean => {
  const data = Buffer.from(body, 'base64');
  if (data.length < 30) return false;
  if (data.subarray(0, 15).toString('latin1') === 'openssh-key-v1\0') return true;
  if (data[0] === 0x30) {
    const first = data[1] ?? 0;
    if (first < 0x80) return data.length >= first + 2;
    const octets = first & 0x7f;
    if (octets < 1 || octets > 3) return false;
    const length = data.readUIntBE(2, octets);
    return data.length >= length + 2 + octets;
  }
  // RFC 4880 section 4.2: bit 7 is always set, tag 5 is a secret key.
  const tag = data[0] as number;
  return (tag & 0x80) !== 0 && ((tag & 0x40) !== 0 ? tag & 0x3f : (tag >> 2) & 0x0f) === 5;
};

/** OpenSSH names the cipher after its magic; `none` is an open key. */
const opensshEncrypted = (body: string): boolean => {
  const data = Buffer.from(body.slice(0, 64), 'base64');
  if (data.subarray(0, 15).toString('latin1') !== 'openssh-key-v1\0') return false;
  return data.subarray(19, 23).toString('latin1') !== 'none';
};

const candidate = (begin: number, block: Block, details: string[]): Candidate => ({
  secretStart: begin,
  secretEnd: block.end,
  bodyStart: begin,
  bodyEnd: block.end,
  verified: decodes(block.body),
  details,
});

const isEncrypted = (bytes: Uint8Array, begin: number, headerEnd: number, block: Block): boolean =>
  block.encrypted ||
  opensshEncrypted(block.body) ||
  containsFolded(bytes, begin, headerEnd, begin, headerEnd, ['encrypted']);

/** An open private key; the anchor is its BEGIN line. */
export const readPem: Attempt = (bytes, begin, headerEnd, _from, to) => {
  const block = readBlock(bytes, begin, headerEnd, to);
  if (block === null || isEncrypted(bytes, begin, headerEnd, block)) return null;
  return candidate(begin, block, []);
};

/** A private key under a passphrase. */
export const readEncryptedPem: Attempt = (bytes, begin, headerEnd, _from, to) => {
  const block = readBlock(bytes, begin, headerEnd, to);
  if (block === null || !isEncrypted(bytes, begin, headerEnd, block)) return null;
  return candidate(begin, block, ['encrypted: with a passphrase']);
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
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, stop - start).toString('latin1');
  const mail = accountMail.exec(text)?.[1];
  if (mail === undefined && !text.includes('service_account')) return null;
  return { ...found, details: mail === undefined ? [] : [`account: ${mail}`] };
};
