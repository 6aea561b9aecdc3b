/** GoDaddy: domains. A key goes with a secret. */
import { alnum, named, rule, run, strict } from '../format.ts';

const revoke = 'delete the key at https://developer.godaddy.com/keys';

export const godaddy = [
  rule({
    id: 'godaddy-api-key',
    provider: 'GoDaddy',
    name: 'API key',
    category: 'cloud',
    patterns: [
      named(
        ['godaddy', 'go daddy', 'gd key', 'gd api'],
        run(alnum, 8, 16),
        '_',
        run(alnum, 18, 24),
      ),
    ],
    companion: { rule: 'godaddy-api-secret', within: 200 },
    env: ['GODADDY_API_KEY'],
    verify:
      'GET https://api.godaddy.com/v1/domains?limit=1 with Authorization: sso-key KEY:SECRET; 200: alive, 401: not',
    revoke,
    source: 'developer.godaddy.com/getstarted; shapes of keys in public code',
  }),
  rule({
    id: 'godaddy-api-secret',
    provider: 'GoDaddy',
    name: 'API secret',
    category: 'cloud',
    severity: 'critical',
    patterns: [strict(['godaddy', 'go daddy'], run(alnum, 21, 24))],
    env: ['GODADDY_API_SECRET'],
    verify:
      'GET https://api.godaddy.com/v1/domains?limit=1 with Authorization: sso-key KEY:SECRET; 200: alive, 401: not',
    revoke,
    source: 'developer.godaddy.com/getstarted',
  }),
];
