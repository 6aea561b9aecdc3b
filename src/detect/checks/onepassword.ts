/** A 1Password service account token: `ops_` and a JSON document in base64 (developer.1password.com). */
import { claimsOf } from './example-claims.ts';
import type { CheckResult, CredentialCheck } from './index.ts';

const PREFIX = 'ops_';

const verify = (secret: string): CheckResult => {
  const document = claimsOf(secret.slice(PREFIX.length));
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
