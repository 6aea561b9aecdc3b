/** Delivery networks and hosts. */
import { base64url, possible, rule, run, strict } from '../format.ts';

export const contentDelivery = [
  rule({
    id: 'fastly-api-token',
    provider: 'Fastly',
    name: 'API token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      strict(['fastly'], run(base64url, 32)),
      possible(strict(['fastly'], run(`${base64url}=`, 32))),
    ],
    env: ['FASTLY_API_TOKEN'],
    verify: 'GET https://api.fastly.com/tokens/self with Fastly-Key; 200: alive, 401 or 403: not',
    revoke:
      'DELETE https://api.fastly.com/tokens/self, or at https://manage.fastly.com/account/personal/tokens',
    source: 'fastly.com/documentation, using API tokens',
  }),
  rule({
    id: 'infomaniak-api-token',
    provider: 'Infomaniak',
    name: 'API token',
    category: 'cloud',
    patterns: [strict(['infomaniak'], run(base64url, 60, 100))],
    env: ['INFOMANIAK_API_TOKEN'],
    verify:
      'GET https://api.infomaniak.com/1/profile with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token at https://manager.infomaniak.com/v3/ng/accounts/token/list',
    source: 'developer.infomaniak.com, getting started',
  }),
];
