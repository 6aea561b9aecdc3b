/**
 * JSON Web Tokens of one issuer (RFC 7519 section 4.1.1): the shape is everybody's, the `iss` claim
 * says whose it is.
 */
import type { CredentialCheck } from './index.ts';
import { jsonWebToken } from './jwt.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** RFC 7518 section 3.3; both issuers sign with it. */
const header = encode({ alg: 'RS256', typ: 'JWT' });

/** @param issuer What `iss` must be, compared whole and without case. */
const issuedBy = (issuer: string): CredentialCheck => ({
  verify: (secret) => {
    const result = jsonWebToken.verify(secret);
    const told = result.details.find((detail) => detail.startsWith('issuer: '))?.slice(8);
    const ok = result.ok && told?.toLowerCase() === issuer;
    return ok ? result : { ok: false, details: [] };
  },
  seal: (shape) => {
    const random = shape.replaceAll('.', '');
    const claims = encode({ iss: issuer, sub: random.slice(-60, -43), iat: 1_700_000_000 });
    return [header, claims, random.slice(-43)].join('.');
  },
});

export const openaiToken = issuedBy('https://auth.openai.com');
export const minimaxToken = issuedBy('minimax');
export const cursorToken = issuedBy('https://authentication.cursor.sh');
