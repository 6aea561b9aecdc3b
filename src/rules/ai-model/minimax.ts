/** MiniMax: two worded prefixes, and JSON Web Tokens from before them. */
import { anchored, base64url, must, named, near, possible, rule, run } from '../format.ts';

const verify =
  'GET https://api.minimax.io/v1/models with Authorization: Bearer; 200: alive, 401: not';
const revoke = 'delete the key at https://platform.minimax.io, API keys';

export const minimax = [
  rule({
    id: 'minimax-api-key',
    provider: 'MiniMax',
    name: 'API key',
    category: 'ai-model',
    patterns: [anchored('sk-api-', run(base64url, 119))],
    env: ['MINIMAX_API_KEY'],
    verify,
    revoke,
    source: 'platform.minimax.io/docs; keys in public code',
  }),
  rule({
    id: 'minimax-coding-plan-key',
    provider: 'MiniMax',
    name: 'coding plan key',
    category: 'ai-model',
    patterns: [
      anchored('sk-cp-', run(base64url, 100, 140)),
      possible(near(['minimax', 'hailuo'], anchored('sk-cp-', run(base64url, 40, 140)))),
    ],
    env: ['MINIMAX_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
    verify,
    revoke,
    source: 'keys in public code (about 119 characters)',
  }),
  rule({
    id: 'minimax-token',
    provider: 'MiniMax',
    name: 'API token (JWT, before the prefixed keys)',
    category: 'ai-model',
    patterns: [
      named(
        ['minimax', 'mini max', 'hailuo'],
        'eyJhbGciOiJSUzI1NiIs',
        run(base64url, 12, 200),
        '.eyJ',
        run(base64url, 40, 2000),
        '.',
        run(base64url, 43, 700),
      ),
    ],
    checks: [must('jwt-minimax')],
    env: ['MINIMAX_API_KEY'],
    verify,
    revoke,
    source: 'platform.minimaxi.com examples; the issuer is minimax',
  }),
];
