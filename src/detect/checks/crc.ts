/** Checksums at the end of a token: all of them are CRC-32 (ISO 3309), they differ in what and how. */
import { crc32 } from './crc32.ts';
import type { CredentialCheck } from './index.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base62LowerFirst = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

const inBase62 = (value: number, alphabet: string): string => {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) {
    text = alphabet.charAt(rest % 62) + text;
  }
  return text.padStart(6, '0');
};

/** A check whose last `length` characters follow from those before; `fold` where case does not count. */
const tail = (
  length: number,
  compute: (head: string) => string,
  fold = false,
): CredentialCheck => ({
  verify: (secret) => {
    const told = secret.slice(-length);
    const right = compute(secret.slice(0, -length));
    return { ok: fold ? told.toLowerCase() === right.toLowerCase() : told === right, details: [] };
  },
  seal: (shape) => shape.slice(0, -length) + compute(shape.slice(0, -length)),
});

/** GitHub, npm, Vercel: CRC of what stands between `_` and the last six, base62. Source: github.blog 2021-04-05 on token formats. */
export const githubChecksum = tail(6, (head) =>
  inBase62(crc32(head.slice(head.indexOf('_') + 1)), base62),
);

/** Apify: CRC of all before the last six, base62 with lower case first. */
export const apifyChecksum = tail(6, (head) => inBase62(crc32(head), base62LowerFirst));

/** Atlassian, Bitbucket: CRC of all before the last eight, in hex. */
export const hexTailChecksum = tail(
  8,
  (head) => crc32(head).toString(16).toUpperCase().padStart(8, '0'),
  true,
);

/** Zuplo: CRC of all before the last `_`, in hex. */
export const zuploChecksum = tail(
  8,
  (head) => crc32(head.replace(/_$/, '')).toString(16).padStart(8, '0'),
  true,
);

/** Confluent: the last six are base64 of the little-endian CRC of the 54 before (without padding). */
export const confluentChecksum = tail(6, (head) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc32(head.slice(-54)));
  return bytes.toString('base64').slice(0, 6);
});

/**
 * GitLab's routable tokens: the last seven are the CRC of all before, in base36. Source: GitLab
 * handbook, design document "Routable tokens".
 */
export const gitlabChecksum = tail(7, (head) => crc32(head).toString(36).padStart(7, '0'), true);

/** Grafana: after the last `_`, the CRC of all before it, low byte first, in hex. Source: grafana/grafana satokengen. */
export const grafanaChecksum = tail(8, (head) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc32(head.replace(/_$/, '')));
  return bytes.toString('hex');
});
