/** Services that speak, translate and talk: speech synthesis, voice agents, translation. */
import {
  alnum,
  anchored,
  base64url,
  either,
  hex,
  maybe,
  named,
  near,
  possible,
  rule,
  run,
  strict,
  upperAlnum,
  uuid,
} from '../format.ts';

export const voiceAndText = [
  rule({
    id: 'vapi-private-key',
    provider: 'Vapi',
    name: 'private API key',
    category: 'ai-media',
    // Assistants and phone numbers have UUIDs too, so the name must say that it is a key.
    patterns: [
      named(['vapi private key', 'vapi api key', 'vapi key', 'vapi token', 'vapi secret'], ...uuid),
    ],
    env: ['VAPI_PRIVATE_KEY', 'VAPI_API_KEY'],
    verify:
      'GET https://api.vapi.ai/assistant?limit=1 with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://dashboard.vapi.ai/org/api-keys',
    source: 'docs.vapi.ai; shapes of keys in public code',
  }),
  rule({
    id: 'retell-api-key',
    provider: 'Retell AI',
    name: 'API key',
    category: 'ai-media',
    patterns: [
      near(['retell'], anchored('key_', run(hex, 28))),
      possible(anchored('key_', run(hex, 28))),
    ],
    env: ['RETELL_API_KEY'],
    verify:
      'GET https://api.retellai.com/get-concurrency with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://dashboard.retellai.com under API keys',
    source: 'docs.retellai.com; shapes of keys in public code',
  }),
  rule({
    id: 'bland-api-key',
    provider: 'Bland AI',
    name: 'API key',
    category: 'ai-media',
    patterns: [
      possible(
        near(
          ['bland.ai', 'bland_ai', 'bland_api', 'blandapi', 'bland-ai'],
          anchored(either('org_', 'sk-'), run(base64url, 40, 160)),
        ),
      ),
    ],
    env: ['BLAND_API_KEY'],
    verify: 'GET https://api.bland.ai/v1/me with authorization: KEY; 200: alive, 401: not',
    revoke: 'rotate the key at https://app.bland.ai under API keys',
    source: 'docs.bland.ai; the shape is unconfirmed',
    related: ['openai-compatible-key'],
  }),
  rule({
    id: 'cartesia-api-key',
    provider: 'Cartesia',
    name: 'API key',
    category: 'ai-media',
    patterns: [anchored('sk_car_', run(alnum, 20, 24))],
    env: ['CARTESIA_API_KEY'],
    verify:
      'GET https://api.cartesia.ai/voices?limit=1 with X-API-Key and Cartesia-Version; 200: alive, 401: not',
    revoke: 'delete the key at https://play.cartesia.ai/keys',
    source: 'docs.cartesia.ai, API conventions; shapes of keys in public code',
  }),
  rule({
    id: 'murf-api-key',
    provider: 'Murf AI',
    name: 'API key',
    category: 'ai-media',
    patterns: [anchored('ap2_', ...uuid)],
    env: ['MURF_API_KEY'],
    verify: 'GET https://api.murf.ai/v1/speech/voices with api-key; 200: alive, 403: not',
    revoke: 'delete the key at https://murf.ai/api/dashboard',
    source: 'murf.ai/api/docs; shapes of keys in public code',
  }),
  rule({
    id: 'wit-ai-access-token',
    provider: 'Wit.ai',
    name: 'server access token',
    category: 'ai-media',
    patterns: [
      named(
        ['wit ai', 'wit token', 'wit access token', 'wit api', 'wit key', 'wit server token'],
        run(upperAlnum, 32),
      ),
    ],
    env: ['WIT_ACCESS_TOKEN', 'WIT_TOKEN'],
    verify:
      'GET https://api.wit.ai/apps?offset=0&limit=1 with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'reset the token in the settings of the app at https://wit.ai',
    source: 'wit.ai/docs/http',
  }),
  rule({
    id: 'deepl-api-key',
    provider: 'DeepL',
    name: 'API key',
    category: 'ai-media',
    // Keys of the free plan end in `:fx`.
    patterns: [anchored(...uuid, ':fx'), strict(['deepl'], ...uuid, maybe(':fx'))],
    env: ['DEEPL_AUTH_KEY', 'DEEPL_API_KEY'],
    verify:
      'GET https://api-free.deepl.com/v2/usage (api.deepl.com without :fx) with Authorization: DeepL-Auth-Key; 200: alive, 403: not',
    revoke: 'deactivate the key at https://www.deepl.com/your-account/keys',
    source: 'developers.deepl.com, authentication',
  }),
];
