/**
 * AWS key IDs carry the account: the 16 characters after the four letters are base32, and bits of
 * their first six bytes are the account number. Source: A. Dolan, "A short note on AWS KEY ID", 2023.
 */
import { isPlaceholder } from '../randomness.ts';
import type { CredentialCheck } from './index.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const FIRST_WITH_ACCOUNT = 'Q';

const accountOf = (id: string): string => {
  let bits = 0n;
  for (const character of id.slice(4, 14)) bits = (bits << 5n) | BigInt(base32.indexOf(character));
  // Ten characters are 50 bits; the first six bytes are the upper 48 of these.
  const account = ((bits >> 2n) & 0x7fff_ffff_ff80n) >> 7n;
  return account.toString().padStart(12, '0');
};

export const awsKeyId: CredentialCheck = {
  verify: (secret) => {
    const shaped = /^[A-Z]{4}[A-Z2-7]{16}$/.test(secret);
    if (!shaped || isPlaceholder(secret.slice(4))) return { ok: false, details: [] };
    // IDs from before 2019 begin otherwise and do not tell an account.
    if (secret.charAt(4) < FIRST_WITH_ACCOUNT) return { ok: true, details: [] };
    const account = accountOf(secret);
    return { ok: account.length === 12, details: [`AWS account: ${account}`] };
  },
  seal: (shape) => shape,
};
