/** Speech services that opened or grew in 2025 and 2026. */
import { base64, hex, named, possible, rule, run, strict } from '../format.ts';

export const voiceApi = [
  rule({
    id: 'smallest-api-key',
    provider: 'Smallest.ai',
    name: 'API key',
    category: 'ai-media',
    patterns: [named(['smallest api', 'smallest ai'], 'sk_', run(hex, 32))],
    env: ['SMALLEST_API_KEY'],
    revoke: 'delete the key at https://console.smallest.ai/apikeys',
    source: 'docs.smallest.ai; the shape of one key in public code',
  }),
  rule({
    id: 'soniox-api-key',
    provider: 'Soniox',
    name: 'API key',
    category: 'ai-media',
    patterns: [possible(strict(['soniox'], run(hex, 64)))],
    env: ['SONIOX_API_KEY'],
    verify: 'GET https://api.soniox.com/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://console.soniox.com',
    source: 'soniox.com/docs; the shape is from memory',
  }),
  rule({
    id: 'inworld-api-key',
    provider: 'Inworld',
    name: 'API key (Basic, base64 of key and secret)',
    category: 'ai-media',
    patterns: [strict(['inworld'], run(base64, 60, 160), run('=', 0, 2))],
    env: ['INWORLD_API_KEY'],
    verify:
      'GET https://api.inworld.ai/tts/v1/voices with Authorization: Basic; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.inworld.ai/api-keys',
    source: 'docs.inworld.ai, authentication; the shape of one key in public code',
  }),
];
