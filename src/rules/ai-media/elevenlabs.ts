/**
 * ElevenLabs. Keys of today are `sk_` and 48 hex digits, older ones 32 hex digits without a prefix.
 */
import { anchored, hex, rule, run, strict } from '../format.ts';

const verify =
  'GET https://api.elevenlabs.io/v1/user with xi-api-key; 200, or 401 with missing_permissions: alive, other 401: not';
const revoke = 'delete the key at https://elevenlabs.io/app/settings/api-keys';
const source = 'elevenlabs.io/docs, authentication; shapes of keys in public code';

export const elevenlabs = [
  rule({
    id: 'elevenlabs-api-key',
    provider: 'ElevenLabs',
    name: 'API key',
    category: 'ai-media',
    patterns: [anchored('sk_', run(hex, 48))],
    env: ['ELEVENLABS_API_KEY', 'ELEVEN_API_KEY', 'XI_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'elevenlabs-legacy-api-key',
    provider: 'ElevenLabs',
    name: 'API key (32 hex digits)',
    category: 'ai-media',
    patterns: [strict(['elevenlabs', 'eleven labs', 'eleven api', 'xi api'], run(hex, 32))],
    env: ['XI_API_KEY', 'ELEVENLABS_API_KEY'],
    verify,
    revoke,
    source,
  }),
];
