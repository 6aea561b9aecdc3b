/** LinkedIn. Secrets of today begin with a product and version, older ones are 16 characters. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  digits,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

export const linkedin = [
  rule({
    id: 'linkedin-client-secret',
    provider: 'LinkedIn',
    name: 'client secret',
    category: 'saas',
    patterns: [
      anchored(
        'WPL_AP',
        run(digits, 1, 2),
        '.',
        run(alnum, 16),
        '.',
        run(base64, 6, 8),
        run('=', 0, 2),
      ),
      strict(['linkedin'], run(alnum, 16)),
      possible(strict(['linked in'], run(lowerAlnum, 16))),
    ],
    env: ['LINKEDIN_CLIENT_SECRET'],
    verify:
      'POST https://www.linkedin.com/oauth/v2/accessToken with client_id and client_secret; invalid_client: not alive',
    revoke: 'rotate the secret at https://www.linkedin.com/developers/apps',
    source: 'learn.microsoft.com/linkedin, client credentials flow; shapes of keys in public code',
  }),
  rule({
    id: 'linkedin-client-id',
    provider: 'LinkedIn',
    name: 'client ID',
    category: 'saas',
    severity: 'low',
    patterns: [
      possible(named(['linkedin client id'], run(lowerAlnum, 14))),
      possible(strict(['linkedin'], run(lowerAlnum, 14))),
    ],
    env: ['LINKEDIN_CLIENT_ID'],
    revoke: 'none: it is no secret without its secret',
    source: 'learn.microsoft.com/linkedin, client credentials flow',
  }),
  rule({
    id: 'linkedin-access-token',
    provider: 'LinkedIn',
    name: 'access token',
    category: 'saas',
    patterns: [named(['linkedin', 'li access token'], 'AQ', run(base64url, 150, 600))],
    env: ['LINKEDIN_ACCESS_TOKEN'],
    lifetime: '60 days',
    verify:
      'GET https://api.linkedin.com/v2/userinfo with Authorization: Bearer; 200 or 403: alive, 401: not',
    revoke: "rotate the app's secret, or wait for its end",
    source: 'learn.microsoft.com/linkedin, OAuth 2.0',
  }),
];
