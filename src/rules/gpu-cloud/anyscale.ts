/** Anyscale: keys of its hosted endpoints, and tokens of the platform that runs clusters. */
import { alnum, anchored, base64url, near, possible, rule, run } from '../format.ts';

export const anyscale = [
  rule({
    id: 'anyscale-endpoints-key',
    provider: 'Anyscale',
    name: 'Endpoints API key',
    category: 'gpu-cloud',
    patterns: [anchored('esecret_', run(alnum, 24, 44))],
    env: ['ANYSCALE_API_KEY'],
    revoke: 'delete the key at https://console.anyscale.com > API keys',
    source: 'RouteLLM documentation; keys in public code',
  }),
  rule({
    id: 'anyscale-cli-token',
    provider: 'Anyscale',
    name: 'platform token',
    category: 'gpu-cloud',
    severity: 'critical',
    patterns: [possible(near(['anyscale'], anchored('aph0_', run(base64url, 30, 160))))],
    env: ['ANYSCALE_CLI_TOKEN'],
    lifetime: '7 days from `anyscale login`, else long',
    verify:
      'GET https://console.anyscale.com/api/v2/userinfo/ with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token at https://console.anyscale.com/v2/api-keys',
    source: 'docs.anyscale.com/reference/quickstart-cli; the prefix is from memory',
  }),
];
