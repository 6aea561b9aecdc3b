/** JSON Web Tokens that were written in base64 once more, as in a Kubernetes secret. */
import type { CredentialCheck } from './index.ts';
import { jsonWebToken } from './jwt.ts';

const compact = /^[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}\s*$/;

export const encodedJsonWebToken: CredentialCheck = {
  verify: (secret) => {
    const token = Buffer.from(secret, 'base64').toString('latin1');
    return compact.test(token) ? jsonWebToken.verify(token.trim()) : { ok: false, details: [] };
  },
  seal: (shape) =>
    Buffer.from(jsonWebToken.seal(shape.replace(/[^A-Za-z0-9]/g, 'x'))).toString('base64'),
};
