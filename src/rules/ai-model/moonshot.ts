/** Moonshot AI (Kimi). The open platform's keys have OpenAI's shape, those of the coding plan say `kimi`. */
import {
  alnum,
  anchored,
  base64url,
  named,
  near,
  possible,
  rule,
  run,
  toolFile,
} from '../format.ts';

export const moonshot = [
  rule({
    id: 'moonshot-api-key',
    provider: 'Moonshot AI',
    name: 'Kimi open platform API key',
    category: 'ai-model',
    patterns: [
      named(['moonshot', 'kimi'], 'sk-', run(base64url, 48)),
      possible(near(['api.moonshot.ai', 'api.moonshot.cn'], anchored('sk-', run(alnum, 48)), 120)),
    ],
    env: ['MOONSHOT_API_KEY', 'KIMI_API_KEY'],
    verify:
      'GET https://api.moonshot.ai/v1/users/me/balance (or api.moonshot.cn) with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.moonshot.ai/console/api-keys',
    source: 'platform.moonshot.ai/docs; shapes of keys in public code',
  }),
  rule({
    id: 'moonshot-coding-plan-key',
    provider: 'Moonshot AI',
    name: 'Kimi coding plan key',
    category: 'ai-model',
    patterns: [anchored('sk-kimi-', run(alnum, 64))],
    env: ['KIMI_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
    verify:
      'GET https://api.kimi.com/coding/v1/usages with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://www.kimi.com/code',
    source: 'keys in public code; the open platform answers 401 to them',
  }),
  rule({
    id: 'kimi-code-token',
    provider: 'Moonshot AI',
    name: 'Kimi Code access or refresh token',
    category: 'ai-model',
    patterns: [toolFile('kimi')],
    related: ['json-web-token'],
    lifetime: '15 minutes, and until a log-out',
    verify:
      'GET https://api.kimi.com/coding/v1/usages with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'log out of all devices at https://www.kimi.com/code/console',
    source: 'clients of Kimi Code that read ~/.kimi/credentials/kimi-code.json',
  }),
];
