/** JSON Web Tokens of any issuer. What they open nobody can say from outside; an expired one opens nothing. */
import { anchorAt, anchored, base64url, must, rule, run } from '../format.ts';

export const jsonWebTokens = [
  rule({
    id: 'json-web-token',
    provider: 'JWT',
    name: 'signed token',
    category: 'identity',
    severity: 'medium',
    // `eyJ` is base64url of `{"`, with which both documents begin.
    patterns: [
      anchorAt(
        '.eyJ',
        anchored(
          'eyJ',
          run(base64url, 10, 1500),
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
    revoke: 'ask its issuer (claim iss) to end the session, or change the key that signed it',
    source: 'RFC 7519, RFC 7515 section 3.1',
  }),
];
