/**
 * Tokens that carry a JSON document of one service: Qdrant and n8n sign it as a JSON Web Token
 * (RFC 7519), Zep writes `z_` in place of the `eyJ` that every such document begins with.
 */
import type { CheckResult, CredentialCheck } from './index.ts';
import { claimsOf } from './example-claims.ts';
import { jsonWebToken } from './jwt.ts';

type Claims = Record<string, unknown>;

const no: CheckResult = { ok: false, details: [] };

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** RFC 7518 section 3.2; the header that both services' libraries write. */
const header = encode({ alg: 'HS256', typ: 'JWT' });

const SIGNATURE = 43;

/** Random lower-case hex digits, drawn from a random text. */
const hexFrom = (shape: string, length: number): string =>
  [...shape]
    .slice(-length)
    .map((character) => (character.charCodeAt(0) & 15).toString(16))
    .join('')
    .padStart(length, '0');

const uuidFrom = (shape: string): string =>
  hexFrom(shape, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');

const webToken = (
  accepts: (claims: Claims) => string[] | null,
  claims: (shape: string) => object,
): CredentialCheck => ({
  verify: (secret) => {
    const result = jsonWebToken.verify(secret);
    const payload = claimsOf(secret.split('.')[1] ?? '');
    const told = result.ok && payload !== null ? accepts(payload) : null;
    return told === null ? no : { ...result, details: [...told, ...result.details] };
  },
  seal: (shape) => [header, encode(claims(shape)), shape.slice(-SIGNATURE)].join('.'),
});

/** What `access` means: qdrant.tech/documentation/guides/security, granular access control. */
const levels: ReadonlyMap<unknown, string> = new Map([
  ['r', 'read'],
  ['m', 'manage'],
]);

export const qdrantToken = webToken(
  ({ access }) => {
    if (Array.isArray(access)) return [`access: ${access.length} collections`];
    const level = levels.get(access);
    return level === undefined ? null : [`access: ${level}`];
  },
  () => ({ access: 'm' }),
);

/** n8n's own source, public-api key service: `iss` n8n, `aud` public-api. */
export const n8nToken = webToken(
  ({ aud }) => (aud === 'public-api' ? [] : null),
  (shape) => ({ sub: uuidFrom(shape), iss: 'n8n', aud: 'public-api', iat: 1_700_000_000 }),
);

const ZEP = 'z_';

export const zepKey: CredentialCheck = {
  verify: (secret) => {
    const [body = ''] = secret.slice(ZEP.length).split('.');
    const claims = claimsOf(`eyJ${body}`);
    return typeof claims?.['uuid'] === 'string' ? { ok: true, details: [] } : no;
  },
  seal: (shape) => {
    const body = encode({ uuid: uuidFrom(shape) }).slice('eyJ'.length);
    return `${ZEP}${body}.${shape.slice(-SIGNATURE)}`;
  },
};
