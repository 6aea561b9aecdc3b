/** Atlassian's Data Center tokens: base64 of an ID of digits, a colon and 20 random bytes (33 bytes in all). */
import type { CredentialCheck } from './index.ts';

const BYTES = 33;

export const atlassianDataCenter: CredentialCheck = {
  verify: (secret) => {
    const data = Buffer.from(secret, 'base64');
    return { ok: data.length === BYTES && /^\d{12}:/.test(data.toString('latin1')), details: [] };
  },
  seal: (shape) => {
    const body = Buffer.from(shape, 'base64').subarray(13);
    const id = [...shape.slice(0, 12)].map((c) => c.charCodeAt(0) % 10).join('');
    return Buffer.concat([Buffer.from(`${id}:`), body]).toString('base64');
  },
};
