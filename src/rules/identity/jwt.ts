/** JSON Web Tokens of any issuer. What they open nobody can say from outside; an expired one opens nothing. */
import { anchored, base64, base64url, either, must, possible, rule, run } from '../format.ts';

const source = 'RFC 7519, RFC 7515 section 3.1';
const revoke = 'ask its issuer (claim iss) to end the session, or change the key that signed it';

export const jsonWebTokens = [
  rule({
    id: 'json-web-token',
    provider: 'JWT',
    name: 'signed token',
    category: 'identity',
    severity: 'medium',
    // `eyJ` is base64url of `{"`, with which both documents begin. The check makes a match certain;
    // `possible` lets every rule that knows the issuer come first.
    patterns: [
      possible(
        anchored(
          'eyJ',
          run(base64url, 10, 1000),
          '.eyJ',
          run(base64url, 10, 6000),
          '.',
          run(base64url, 20, 1400),
        ),
      ),
    ],
    checks: [must('jwt')],
    env: ['JWT', 'JWT_TOKEN', 'ACCESS_TOKEN', 'ID_TOKEN'],
    lifetime: 'until its claim exp',
    revoke,
    source,
  }),
  rule({
    id: 'json-web-token-base64',
    provider: 'JWT',
    name: 'signed token, written in base64',
    category: 'identity',
    severity: 'medium',
    // Base64 of `eyJ`.
    patterns: [possible(anchored('ZXlK', run(base64, 60, 12_000), run('=', 0, 2)))],
    checks: [must('jwt-base64')],
    env: ['JWT_BASE64'],
    lifetime: 'until its claim exp',
    revoke,
    source: `${source}; RFC 4648 section 4`,
  }),
  rule({
    id: 'json-web-signature',
    provider: 'JWT',
    name: 'signed message that is no JSON inside',
    category: 'identity',
    severity: 'medium',
    // Base64url of `{"alg":`, `{"typ":` and `{"kid":`.
    patterns: [
      possible(
        anchored(
          'eyJ',
          either('hbGciOi', '0eXAiOi', 'raWQiOi'),
          run(base64url, 10, 1000),
          '.',
          run(base64url, 40, 6000),
          '.',
          run(base64url, 43, 1400),
        ),
      ),
    ],
    checks: [must('jws')],
    env: ['JWS', 'SIGNED_TOKEN'],
    revoke: 'change the key that signed it',
    source: 'RFC 7515 section 7.1',
    related: ['json-web-token'],
  }),
];
