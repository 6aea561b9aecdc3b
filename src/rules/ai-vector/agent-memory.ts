/** Memory for agents as a service, one kind of key each. */
import { alnum, anchored, base64url, must, near, possible, rule, run } from '../format.ts';

export const agentMemory = [
  rule({
    id: 'mem0-api-key',
    provider: 'Mem0',
    name: 'API key',
    category: 'ai-vector',
    patterns: [
      near(['mem0'], anchored('m0-', run(alnum, 24, 44))),
      anchored('m0-', run(alnum, 40)),
    ],
    env: ['MEM0_API_KEY'],
    verify: 'GET https://api.mem0.ai/v1/ping/ with Authorization: Token; 200: alive, 401: not',
    revoke: 'delete the key at https://app.mem0.ai/dashboard/api-keys',
    source: 'docs.mem0.ai/platform/quickstart; betterleaks; kingfisher',
  }),
  rule({
    id: 'zep-api-key',
    provider: 'Zep',
    name: 'Cloud API key',
    category: 'ai-vector',
    // `z_`, then base64url of `{"uuid":"` without its first three characters.
    patterns: [anchored('z_1dWlkIjoi', run(base64url, 30, 400), '.', run(base64url, 40, 100))],
    checks: [must('zep-key')],
    env: ['ZEP_API_KEY'],
    verify:
      'GET https://api.getzep.com/api/v2/users-ordered with Authorization: Api-Key; 200: alive, 401: not',
    revoke: 'delete the key at https://app.getzep.com > project settings',
    source: 'help.getzep.com; keys in public code',
  }),
  rule({
    id: 'supermemory-api-key',
    provider: 'Supermemory',
    name: 'API key',
    category: 'ai-vector',
    patterns: [
      possible(near(['supermemory'], anchored('sm_', run(alnum, 22), '_', run(alnum, 24, 120)))),
    ],
    env: ['SUPERMEMORY_API_KEY'],
    verify:
      'GET https://api.supermemory.ai/v3/settings with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://console.supermemory.ai',
    source: 'supermemory.ai/docs; one key in public code',
  }),
];
