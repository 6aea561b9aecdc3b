/** E2B: keys of a team, access tokens of a person. */
import { anchored, hex, rule, run } from '../format.ts';

const source = 'e2b.dev/docs/api-key; kingfisher';

export const e2b = [
  rule({
    id: 'e2b-api-key',
    provider: 'E2B',
    name: 'team API key',
    category: 'ai-agent',
    patterns: [anchored('e2b_', run(hex, 40))],
    env: ['E2B_API_KEY'],
    verify: 'GET https://api.e2b.dev/sandboxes with X-API-Key; 200: alive, 401: not',
    revoke: 'delete the key at https://e2b.dev/dashboard > API keys',
    source,
  }),
  rule({
    id: 'e2b-access-token',
    provider: 'E2B',
    name: 'access token',
    category: 'ai-agent',
    patterns: [anchored('sk_e2b_', run(hex, 40))],
    env: ['E2B_ACCESS_TOKEN'],
    verify: 'GET https://api.e2b.dev/teams with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token at https://e2b.dev/dashboard > account',
    source,
  }),
];
