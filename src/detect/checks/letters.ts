/** What the letters of a token say against it. Nothing here proves one. */
import type { CredentialCheck } from './index.ts';

const mixed = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text);

/** Characters from the end that are looked at: too few, and a drawn text may lack a case by chance. */
const TAIL = 16;

const tailOf = (secret: string): string => secret.slice(-TAIL);

/**
 * The end of the token has letters of both cases, as one drawn from both has: a hash in hex and a
 * name in snake case have not.
 */
export const mixedCase: CredentialCheck = {
  verify: (secret) => ({ ok: mixed(tailOf(secret)), details: [] }),
  seal: (shape) => (mixed(tailOf(shape)) ? shape : `${shape.slice(0, -2)}aZ`),
  proves: false,
};
