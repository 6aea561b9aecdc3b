/** Base58Check (en.bitcoin.it/wiki/Base58Check_encoding): the last four bytes are of a double SHA-256. */
import { createHash } from 'node:crypto';
import type { CredentialCheck } from './index.ts';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const CHECKSUM = 4;

const decode = (text: string): Buffer => {
  let number = 0n;
  for (const character of text) number = number * 58n + BigInt(alphabet.indexOf(character));
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
};

const encode = (bytes: Buffer): string => {
  let text = '';
  for (let rest = BigInt(`0x${bytes.toString('hex')}`); rest > 0n; rest /= 58n) {
    text = alphabet.charAt(Number(rest % 58n)) + text;
  }
  return text;
};

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const checksumOf = (covered: Buffer): Buffer => sha256(sha256(covered)).subarray(0, CHECKSUM);

export const base58Check: CredentialCheck = {
  verify: (secret) => {
    if ([...secret].some((character) => !alphabet.includes(character))) {
      return { ok: false, details: [] };
    }
    const bytes = decode(secret);
    const told = bytes.subarray(-CHECKSUM);
    return { ok: checksumOf(bytes.subarray(0, -CHECKSUM)).equals(told), details: [] };
  },
  seal: (shape) => {
    const covered = decode(shape).subarray(0, -CHECKSUM);
    return encode(Buffer.concat([covered, checksumOf(covered)]));
  },
};
