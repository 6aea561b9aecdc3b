/** JSON Web Tokens (RFC 7519, RFC 7515 section 3.1): both documents parse, `alg` is there, `exp` is told. */
import { areExampleClaims, claimsOf } from './example-claims.ts';
import type { CheckResult, CredentialCheck } from './index.ts';

const plain = (value: unknown): string | null =>
  typeof value === 'string' && /^[\w.:/@|-]{1,80}$/.test(value) ? value : null;

const verify = (secret: string): CheckResult => {
  const [head = '', body = ''] = secret.split('.');
  const header = claimsOf(head);
  if (header === null || typeof header['alg'] !== 'string') return { ok: false, details: [] };
  const payload = claimsOf(body);
  if (payload === null) return { ok: header['enc'] !== undefined, details: [] };
  if (areExampleClaims(payload)) return { ok: false, details: [] };
  const details: string[] = [];
  const issuer = plain(payload['iss']);
  if (issuer !== null) details.push(`issuer: ${issuer}`);
  const expires = payload['exp'];
  if (typeof expires !== 'number' || !(expires > 0 && expires < 1e11)) return { ok: true, details };
  details.push(`expires: ${new Date(expires * 1000).toISOString().slice(0, 10)}`);
  return { ok: true, details, alive: expires * 1000 > Date.now() };
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What a generated sample says in its header and payload. */
export const jsonWebToken: CredentialCheck = {
  verify,
  seal: (shape) =>
    [
      encode({ alg: 'HS256', typ: 'JWT' }),
      encode({ sub: shape.slice(3, 19), iat: 1_700_000_000 }),
      shape.slice(-43),
    ].join('.'),
};

/**
 * A signed message (RFC 7515 section 7.1): the header is JSON and names an algorithm, what is signed is
 * none of a JSON Web Token's documents.
 */
export const jsonWebSignature: CredentialCheck = {
  proves: false,
  verify: (secret) => {
    const [head = '', body = ''] = secret.split('.');
    const header = claimsOf(head);
    const signed = typeof header?.['alg'] === 'string' && header['alg'] !== 'none';
    // What begins as JSON and is none is a token cut or mistyped.
    return { ok: signed && !body.startsWith('eyJ') && claimsOf(body) === null, details: [] };
  },
  seal: (shape) => {
    const [, body = '', signature = ''] = shape.split('.');
    return [encode({ alg: 'HS256', typ: 'JWT' }), body, signature].join('.');
  },
};
