/**
 * Ollama's cloud. (Its local identity is an OpenSSH key in `.ollama/id_ed25519`: the rules for
 * private keys have that.)
 */
import { base64url, hex, named, rule, run } from '../format.ts';

export const ollama = [
  rule({
    id: 'ollama-api-key',
    provider: 'Ollama',
    name: 'cloud API key',
    category: 'ai-model',
    patterns: [named(['ollama'], run(hex, 32), '.', run(base64url, 24))],
    env: ['OLLAMA_API_KEY'],
    verify: 'POST https://ollama.com/api/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://ollama.com/settings/keys',
    source: 'docs.ollama.com/cloud; keys in public code',
  }),
];
