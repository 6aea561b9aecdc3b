/**
 * Credentials that everybody can read: in documentation, and as test keys in packages. They are known
 * by hash, so that the table gives none away and a re-wrapped key is still the same.
 */
import { createHash } from 'node:crypto';
import { packedExamples } from './known-examples-table.ts';

/** Bytes of a hash that the table keeps: a chance hit is one in 10^16 for a thousand entries. */
export const hashBytes = 8;

const digest = (bytes: Uint8Array): string =>
  createHash('sha256')
    .update(bytes)
    .digest('hex')
    .slice(0, 2 * hashBytes);

/** Hash of a credential as it stands. */
export const exampleHash = (secret: Uint8Array): string => digest(secret);

/** Hash of what a PEM block decodes to, whatever its line ends and indentation; null for no block. */
export const pemBodyHash = (secret: Uint8Array): string | null => {
  const text = Buffer.from(secret).toString('latin1');
  if (!text.startsWith('-----BEGIN')) return null;
  const body = text
    .replace(/-----(?:BEGIN|END)[^-]*-----/g, '')
    .replace(/\\[rnt]/g, '')
    .replace(/[^A-Za-z0-9+/=]/g, '');
  return digest(Buffer.from(body, 'base64'));
};

let known: Set<string> | null = null;

const table = (): Set<string> => {
  if (known === null) {
    const hex = Buffer.from(packedExamples, 'base64').toString('hex');
    known = new Set(hex.match(new RegExp(`.{${2 * hashBytes}}`, 'g')) ?? []);
  }
  return known;
};

/** Empties the table for this process, so that what is in it can be found again and a new one made. */
export const forgetExamples = (): void => {
  known = new Set();
};

/** AWS documentation ends its key IDs and secrets so; LocalStack's begin so. */
const marked = /(?:EXAMPLE|EXAMPLEKEY)$|^(?:AKIA|ASIA)(?:I?OSFODNN|LKIAQAAAAAAA)/;

/** Whether a credential is a public example. */
export const isKnownExample = (secret: Uint8Array): boolean => {
  const hash = pemBodyHash(secret) ?? exampleHash(secret);
  return table().has(hash) || marked.test(Buffer.from(secret.subarray(0, 128)).toString('latin1'));
};
