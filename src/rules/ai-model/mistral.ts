/** Mistral AI. Its keys have no prefix: the name beside them tells. */
import { alnum, named, rule, run } from '../format.ts';

export const mistral = [
  rule({
    id: 'mistral-api-key',
    provider: 'Mistral AI',
    name: 'API key',
    category: 'ai-model',
    patterns: [named(['mistral'], run(alnum, 32))],
    env: ['MISTRAL_API_KEY'],
    verify: 'GET https://api.mistral.ai/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://console.mistral.ai/api-keys',
    source: 'docs.mistral.ai quickstart; shapes of keys in public code',
  }),
];
