/**
 * Supabase's JSON Web Tokens (supabase.com/docs, legacy JWT keys): the payload names the project and
 * the role. `anon` is meant to be public, `service_role` passes every row-level rule.
 */
import { claimsOf } from './example-claims.ts';
import type { CheckResult, CredentialCheck } from './index.ts';

const verify = (secret: string): CheckResult => {
  const payload = claimsOf(secret.split('.')[1] ?? '');
  if (payload === null || payload['role'] !== 'service_role') return { ok: false, details: [] };
  const ref = payload['ref'];
  const details =
    typeof ref === 'string' && /^[a-z0-9]{1,40}$/.test(ref) ? [`Supabase project: ${ref}`] : [];
  const expires = payload['exp'];
  const over = typeof expires === 'number' && expires * 1000 < Date.now();
  return { ok: true, details, alive: !over };
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const supabaseServiceRole: CredentialCheck = {
  verify,
  seal: (shape) =>
    [
      encode({ alg: 'HS256', typ: 'JWT' }),
      encode({
        iss: 'supabase',
        ref: shape
          .slice(70, 90)
          .toLowerCase()
          .replace(/[^a-z]/g, 'k'),
        role: 'service_role',
        iat: 1_700_000_000,
      }),
      shape.slice(-43),
    ].join('.'),
};
