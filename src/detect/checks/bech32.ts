/** Bech32 (BIP-173), in which age writes its keys: six characters at the end are a BCH checksum. */
import type { CredentialCheck } from './index.ts';

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM = 6;

const polymod = (values: readonly number[]): number => {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, bit) => {
      if ((top >>> bit) & 1) sum ^= generator;
    });
  }
  return sum;
};

/** The part before the last `1`, spread as BIP-173 has it: upper bits, a zero, lower bits. */
const expanded = (prefix: string): number[] => {
  const codes = [...prefix].map((character) => character.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
};

const split = (text: string): { prefix: string; data: number[] } => {
  const lower = text.toLowerCase();
  const at = lower.lastIndexOf('1');
  const data = [...lower.slice(at + 1)].map((character) => alphabet.indexOf(character));
  return { prefix: lower.slice(0, at), data };
};

export const bech32: CredentialCheck = {
  verify: (secret) => {
    const { prefix, data } = split(secret);
    const valid =
      prefix !== '' && !data.includes(-1) && polymod([...expanded(prefix), ...data]) === 1;
    return { ok: valid, details: [] };
  },
  seal: (shape) => {
    const { prefix, data } = split(shape);
    const head = data.slice(0, -CHECKSUM);
    const sum = polymod([...expanded(prefix), ...head, ...Array<number>(CHECKSUM).fill(0)]) ^ 1;
    const tail = Array.from({ length: CHECKSUM }, (_, n) =>
      alphabet.charAt((sum >>> (5 * (CHECKSUM - 1 - n))) & 31),
    ).join('');
    const upper = shape === shape.toUpperCase();
    return shape.slice(0, -CHECKSUM) + (upper ? tail.toUpperCase() : tail);
  },
};
