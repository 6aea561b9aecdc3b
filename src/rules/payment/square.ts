/** Square. Tokens and secrets have prefixes of their own, newer tokens begin as base64 of a tag. */
import { anchored, base64url, must, near, possible, rule, run, strict } from '../format.ts';

export const square = [
  rule({
    id: 'square-access-token',
    provider: 'Square',
    name: 'access token',
    category: 'payment',
    severity: 'critical',
    patterns: [
      anchored('sq0atp-', run(base64url, 22)),
      near(['square', 'sq0'], anchored('EAAA', run(base64url, 60))),
      possible(anchored('EAAA', run(base64url, 60))),
      possible(strict(['square'], 'EAAA', run(base64url, 22, 60))),
      possible(anchored('sq0atp-', run(base64url, 22, 60))),
    ],
    checks: [must('mixed-case')],
    env: ['SQUARE_ACCESS_TOKEN'],
    verify:
      'GET https://connect.squareup.com/v2/locations with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'replace the token at https://developer.squareup.com/apps',
    source: 'developer.squareup.com, access tokens',
  }),
  rule({
    id: 'square-application-secret',
    provider: 'Square',
    name: 'OAuth application secret',
    category: 'payment',
    patterns: [anchored('sq0csp-', run(base64url, 43))],
    env: ['SQUARE_APPLICATION_SECRET'],
    revoke: 'replace the secret at https://developer.squareup.com/apps',
    source: 'developer.squareup.com, OAuth API',
  }),
];
