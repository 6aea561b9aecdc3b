/** Keys that web services sign with: JSON Web Keys, web push, Tink keysets. */
import { base64url, base64urlEnd4, named, rule, run, secret, structure } from '../format.ts';

export const webKeys = [
  rule({
    id: 'private-key-jwk',
    provider: 'Private key',
    name: 'JSON Web Key with its private part',
    category: 'private-key',
    severity: 'critical',
    patterns: [structure('json-web-key', ['"kty'], 6100)],
    env: ['JWK', 'JWK_PRIVATE_KEY', 'JWKS'],
    revoke: 'make a new key, publish its public part in the key set, remove the old one',
    source: 'RFC 7517, RFC 7518 section 6',
  }),
  rule({
    id: 'private-key-vapid',
    provider: 'Web push',
    name: 'VAPID private key',
    category: 'private-key',
    patterns: [
      named(['vapid'], run(base64url, 42), run(base64urlEnd4, 1)),
      // As web-push takes them: the public key, which begins with 04 (SEC 1 section 2.3.3), then the private.
      {
        ...named(
          ['vapid'],
          'B',
          run(base64url, 86),
          run(`"', \n\r\t:`, 1, 40),
          secret(run(base64url, 42), run(base64urlEnd4, 1)),
        ),
        reach: 120,
      },
    ],
    env: ['VAPID_PRIVATE_KEY'],
    revoke: 'make a new key pair; every subscription has to be made anew',
    source: 'RFC 8292 section 3.2: P-256, 32 bytes in base64url',
  }),
  rule({
    id: 'private-key-tink',
    provider: 'Tink',
    name: 'keyset in the clear',
    category: 'private-key',
    severity: 'critical',
    patterns: [
      structure('tink-keyset', ['type.googleapis.com/google.crypto.tink.'], 6100),
      // Base64 of `google.crypto.tink`, as its position in the document has it.
      structure(
        'tink-keyset-base64',
        ['Z29vZ2xlLmNyeXB0by50aW5r', 'dvb2dsZS5jcnlwdG8udGlua', 'nb29nbGUuY3J5cHRvLnRpbm'],
        13_000,
      ),
    ],
    env: ['TINK_KEYSET'],
    revoke: 'tinkey rotate-keyset, then delete the old key',
    source: 'developers.google.com/tink/wire-format',
  }),
];
