/** xAI (Grok). */
import { anchored, base64url, near, possible, rule, run, word } from '../format.ts';

const revoke = 'delete the key at https://console.x.ai';

export const xai = [
  rule({
    id: 'xai-api-key',
    provider: 'xAI',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      anchored('xai-', run(word, 80, 84)),
      possible(
        near(['xai_', 'xaitoken', 'grok', 'x.ai'], anchored('xai-', run(base64url, 70, 120))),
      ),
    ],
    env: ['XAI_API_KEY', 'GROK_API_KEY'],
    verify:
      'GET https://api.x.ai/v1/api-key with Authorization: Bearer; 200: alive, 400 or 401: not',
    revoke,
    source: 'docs.x.ai; keys in public code',
  }),
  rule({
    id: 'xai-management-key',
    provider: 'xAI',
    name: 'management key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [anchored('xai-token-', run(word, 80))],
    env: ['XAI_MANAGEMENT_API_KEY'],
    verify:
      'GET https://management-api.x.ai/auth/teams/ffffffff-ffff-ffff-ffff-ffffffffffff/api-keys with Authorization: Bearer; 401: not alive, else alive',
    revoke,
    source: 'docs.x.ai/docs/management-api; detectors of osv-scalibr',
  }),
];
