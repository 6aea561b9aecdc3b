/** Hume AI. An API key goes with a secret; neither has a prefix. */
import { alnum, possible, rule, run, strict } from '../format.ts';

export const hume = [
  rule({
    id: 'hume-api-key',
    provider: 'Hume AI',
    name: 'API key',
    category: 'ai-media',
    patterns: [possible(strict(['hume'], run(alnum, 48)))],
    companion: { rule: 'hume-secret-key', within: 200 },
    env: ['HUME_API_KEY'],
    verify:
      'GET https://api.hume.ai/v0/evi/configs?page_size=1 with X-Hume-Api-Key; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://platform.hume.ai/settings/keys',
    source: 'dev.hume.ai, getting your API keys; the shape is unconfirmed',
  }),
  rule({
    id: 'hume-secret-key',
    provider: 'Hume AI',
    name: 'secret key',
    category: 'ai-media',
    patterns: [possible(strict(['hume'], run(alnum, 64)))],
    env: ['HUME_SECRET_KEY'],
    verify: 'POST https://api.hume.ai/oauth2-cc/token with Basic key:secret; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.hume.ai/settings/keys',
    source: 'dev.hume.ai, getting your API keys; the shape is unconfirmed',
  }),
];
