/**
 * Azure DevOps' personal access tokens before 2024: 52 characters of base32 with a CRC-32 spread over
 * four of their 32 bytes. Source: microsoft/security-utilities SEC101/102.
 */
import { crc32 } from './crc32.ts';
import type { CredentialCheck } from './index.ts';

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';
const BYTES = 32;

/** Where the checksum's bytes stand, the lowest first. */
const checksumAt = [22, 8, 7, 2];
/** What the checksum is combined with by exclusive or, for a user's token and for an application's. */
const masks = [0xe0b9692d, 0x1019f92e];

const decode = (text: string): Buffer => {
  const bytes = Buffer.alloc(BYTES);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text) {
    held = ((held << 5) | base32.indexOf(character)) & 0xfff;
    bits += 5;
    if (bits < 8 || at >= BYTES) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
};

const encode = (bytes: Buffer): string => {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += base32.charAt((held >> (bits - 5)) & 31);
  }
  return bits === 0 ? text : text + base32.charAt((held << (5 - bits)) & 31);
};

const checksumOf = (bytes: Buffer): number =>
  crc32(Buffer.from(bytes.filter((_, at) => !checksumAt.includes(at))).toString('latin1'));

export const azureDevopsToken: CredentialCheck = {
  verify: (secret) => {
    if (!/^[a-z2-7]{52}$/.test(secret)) return { ok: false, details: [] };
    const bytes = decode(secret);
    const told = checksumAt.reduce((sum, at, n) => sum + (bytes[at] ?? 0) * 256 ** n, 0);
    return { ok: masks.some((mask) => (checksumOf(bytes) ^ mask) >>> 0 === told), details: [] };
  },
  seal: (shape) => {
    const bytes = decode(shape);
    const sum = (checksumOf(bytes) ^ (masks[0] ?? 0)) >>> 0;
    checksumAt.forEach((at, n) => {
      bytes[at] = (sum >>> (8 * n)) & 0xff;
    });
    return encode(bytes);
  },
};
