/** npm. The last six characters of a token are a CRC-32 in base62, as with GitHub. */
import {
  alnum,
  anchored,
  anyUuid,
  named,
  possible,
  rule,
  run,
  secret,
  should,
  strict,
} from '../format.ts';

const verify =
  'GET https://registry.npmjs.org/-/whoami with Authorization: Bearer; 200: alive, 401: not';

export const npm = [
  rule({
    id: 'npm-access-token',
    provider: 'npm',
    name: 'access token',
    category: 'registry',
    severity: 'critical',
    patterns: [anchored('npm_', run(alnum, 36))],
    checks: [should('github-crc')],
    env: ['NPM_TOKEN', 'NODE_AUTH_TOKEN'],
    lifetime: 'up to 90 days where it may publish',
    verify,
    revoke: 'npm token revoke ID, or https://www.npmjs.com/settings/USER/tokens',
    source: 'github.blog 2021-09-23 "Announcing npm\'s new access token format"; docs.npmjs.com',
  }),
  rule({
    id: 'npm-old-token',
    provider: 'npm',
    name: 'legacy token',
    category: 'registry',
    severity: 'medium',
    patterns: [
      anchored('_authToken', run(' \t":=', 1, 6), secret(...anyUuid)),
      named(['npm token', 'npm auth token'], ...anyUuid),
      possible(strict(['npm secret', 'npm key', 'npm access'], ...anyUuid)),
    ],
    env: ['NPM_TOKEN'],
    lifetime: 'over at registry.npmjs.org since November 2025; other registries keep them',
    verify,
    revoke: 'npm token revoke ID',
    source: 'docs.npmjs.com/about-access-tokens',
  }),
];
