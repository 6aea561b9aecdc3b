/**
 * Braintrust. Its user keys look like many others (`sk-` and 48 characters): the name beside them tells.
 */
import { alnum, anchored, base64url, near, rule, run } from '../format.ts';

export const braintrust = [
  rule({
    id: 'braintrust-api-key',
    provider: 'Braintrust',
    name: 'API key',
    category: 'ai-ops',
    patterns: [
      near(['braintrust'], anchored('sk-', run(alnum, 48))),
      anchored('sk-bt-', run(base64url, 32, 64)),
      anchored('bt-st-', run(alnum, 32, 64)),
    ],
    env: ['BRAINTRUST_API_KEY'],
    verify:
      'GET https://api.braintrust.dev/v1/project?limit=1 with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://www.braintrust.dev/app/settings',
    source: 'braintrust.dev/docs/reference/api; shapes of keys in public code',
    related: ['openai-compatible-key'],
  }),
];
