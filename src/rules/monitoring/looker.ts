/** Looker. A client ID goes with a secret. */
import { lowerAlnum, named, possible, rule, run, strict } from '../format.ts';

const source = 'cloud.google.com/looker/docs, API authentication';

export const looker = [
  rule({
    id: 'looker-client-secret',
    provider: 'Looker',
    name: 'API client secret',
    category: 'monitoring',
    patterns: [strict(['looker'], run(lowerAlnum, 24))],
    companion: { rule: 'looker-client-id', within: 200 },
    env: ['LOOKERSDK_CLIENT_SECRET', 'LOOKER_CLIENT_SECRET'],
    verify:
      'POST https://{host}/api/4.0/login with client_id and client_secret; 200: alive, 404: not',
    revoke: 'delete the key under Admin > Users > API keys',
    source,
  }),
  rule({
    id: 'looker-client-id',
    provider: 'Looker',
    name: 'API client ID',
    category: 'monitoring',
    severity: 'low',
    patterns: [
      possible(named(['looker client id', 'lookersdk client id'], run(lowerAlnum, 20))),
      possible(strict(['looker'], run(lowerAlnum, 20))),
    ],
    env: ['LOOKERSDK_CLIENT_ID'],
    revoke: 'none: it is no secret without its secret',
    source,
  }),
];
