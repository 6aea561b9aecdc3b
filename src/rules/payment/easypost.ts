/** EasyPost buys shipping labels. Production and test keys differ in their prefix. */
import { alnum, anchored, rule, run } from '../format.ts';

export const easypost = [
  rule({
    id: 'easypost-api-key',
    provider: 'EasyPost',
    name: 'production API key',
    category: 'payment',
    patterns: [anchored('EZAK', run(alnum, 54))],
    env: ['EASYPOST_API_KEY'],
    verify: 'GET https://api.easypost.com/v2/users with Basic KEY:; 200: alive, 401: not',
    revoke: 'disable the key at https://www.easypost.com/account/api-keys',
    source: 'docs.easypost.com, authentication',
  }),
  rule({
    id: 'easypost-test-api-key',
    provider: 'EasyPost',
    name: 'test API key',
    category: 'payment',
    severity: 'low',
    patterns: [anchored('EZTK', run(alnum, 54))],
    env: ['EASYPOST_TEST_API_KEY'],
    verify: 'GET https://api.easypost.com/v2/addresses with Basic KEY:; 200: alive, 401: not',
    revoke: 'disable the key at https://www.easypost.com/account/api-keys',
    source: 'docs.easypost.com, authentication',
  }),
];
