/** A 1Password service account token: `ops_` and a JSON document in base64 (developer.1password.com). */
import type { CheckResult, CredentialCheck } from './index.ts';

const PREFIX = 'ops_';

const documentOf = (secret: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(secret.slice(PREFIX.length), 'base64').toString('utf8'),
    );
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

const verify = (secret: string): CheckResult => {
  const document = documentOf(secret);
  if (document === null) return { ok: false, details: [] };
  const address = document['signInAddress'];
  const told = typeof address === 'string' && /^[a-z0-9.-]{3,100}$/i.test(address);
  return { ok: true, details: told ? [`account: ${address}`] : [] };
};

export const onepasswordToken: CredentialCheck = {
  verify,
  seal: (shape) => {
    const document = {
      signInAddress: 'team.1password.com',
      userAuth: { method: 'SRPg-4096', alg: 'PBES2g-HS256', iterations: 650_000 },
      email: 'abcdefghijklm@1passwordserviceaccounts.com',
      srpX: Buffer.from(shape.slice(7, 60)).toString('hex'),
      muk: { alg: 'A256GCM', kty: 'oct', k: shape.slice(7, 50) },
    };
    return PREFIX + Buffer.from(JSON.stringify(document)).toString('base64url');
  },
};
