/** Mistral AI. Its keys have no prefix: the name beside them tells. */
import { alnum, named, rule, run, strict } from '../format.ts';

export const mistral = [
  rule({
    id: 'mistral-api-key',
    provider: 'Mistral AI',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      // A model's file name often has its MD5 beside it: of the same length and alphabet.
      strict(['mistral', 'codestral'], run(alnum, 32)),
      named(['mistral client', 'chat mistral ai', 'new mistral'], run(alnum, 32)),
    ],
    env: ['MISTRAL_API_KEY', 'CODESTRAL_API_KEY'],
    verify: 'GET https://api.mistral.ai/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://console.mistral.ai/api-keys',
    source: 'docs.mistral.ai quickstart; shapes of keys in public code',
  }),
];
