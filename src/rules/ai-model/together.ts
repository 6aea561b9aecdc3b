/** Together AI. */
import { anchored, base64url, base64urlEnd4, hex, possible, rule, run, strict } from '../format.ts';

const verify =
  'GET https://api.together.xyz/v1/models with Authorization: Bearer; 200: alive, 401: not';
const revoke = 'delete the key at https://api.together.ai/settings/api-keys';

export const together = [
  rule({
    id: 'together-api-key',
    provider: 'Together AI',
    name: 'API key',
    category: 'ai-model',
    // 32 bytes in base64url: the last character holds four bits.
    patterns: [
      anchored('tgp_v1_', run(base64url, 42), run(base64urlEnd4, 1)),
      possible(anchored('tgp_v1_', run(base64url, 43))),
    ],
    env: ['TOGETHER_API_KEY', 'TOGETHERAI_API_KEY'],
    verify,
    revoke,
    source: 'docs.together.ai; keys in public code',
  }),
  rule({
    id: 'together-legacy-key',
    provider: 'Together AI',
    name: 'API key (before tgp_v1_)',
    category: 'ai-model',
    patterns: [
      possible(
        strict(
          ['together api', 'together ai', 'together key', 'together xyz', 'together token'],
          run(hex, 64),
        ),
      ),
    ],
    env: ['TOGETHER_API_KEY'],
    verify,
    revoke,
    source: 'examples of litellm and langchain',
  }),
];
