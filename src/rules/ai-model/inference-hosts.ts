/**
 * Services that run other people's models behind an API, with one kind of key each and a prefix by
 * which it is known.
 */
import {
  alnum,
  anchored,
  base64url,
  base64urlEnd4,
  hex,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
  uuid,
} from '../format.ts';

const publicCode = 'keys in public code';

export const inferenceHosts = [
  rule({
    id: 'groq-api-key',
    provider: 'Groq',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      // Base64 of "XgroqX", in every key that was ever seen.
      anchored('gsk_', run(alnum, 20), 'WGdyb3FY', run(alnum, 24)),
      anchored('gsk_', run(alnum, 52)),
      possible(anchored('gsk_', run(alnum, 50, 54))),
    ],
    env: ['GROQ_API_KEY'],
    verify:
      'GET https://api.groq.com/openai/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://console.groq.com/keys',
    source: `console.groq.com/docs; ${publicCode}`,
  }),
  rule({
    id: 'cerebras-api-key',
    provider: 'Cerebras',
    name: 'API key',
    category: 'ai-model',
    patterns: [anchored('csk-', run(lowerAlnum, 48))],
    env: ['CEREBRAS_API_KEY'],
    verify:
      'GET https://api.cerebras.ai/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://cloud.cerebras.ai',
    source: `inference-docs.cerebras.ai; ${publicCode}`,
  }),
  rule({
    id: 'fireworks-api-key',
    provider: 'Fireworks AI',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      // The ID behind `fw_` is base58 of a number that makes every one of them begin with 3Z.
      anchored('fw_3Z', run(alnum, 22)),
      named(['fireworks'], 'fw_', run(alnum, 20, 48)),
      possible(anchored('fw_', run(alnum, 24))),
    ],
    env: ['FIREWORKS_API_KEY', 'FIREWORKS_AI_API_KEY'],
    verify:
      'GET https://api.fireworks.ai/inference/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://app.fireworks.ai/settings/users/api-keys',
    source: `docs.fireworks.ai; ${publicCode}`,
  }),
  rule({
    id: 'replicate-api-token',
    provider: 'Replicate',
    name: 'API token',
    category: 'ai-model',
    patterns: [anchored('r8_', run(alnum, 37)), possible(anchored('r8_', run(base64url, 37)))],
    env: ['REPLICATE_API_TOKEN'],
    verify:
      'GET https://api.replicate.com/v1/account with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'disable the token at https://replicate.com/account/api-tokens',
    source: `replicate.com/docs; GitHub secret scanning partners; ${publicCode}`,
  }),
  rule({
    id: 'friendli-token',
    provider: 'FriendliAI',
    name: 'personal access token',
    category: 'ai-model',
    patterns: [anchored('flp_', run(alnum, 46))],
    env: ['FRIENDLI_TOKEN'],
    revoke: 'delete the token at https://friendli.ai/suite, personal settings',
    source: `friendli.ai/docs; ${publicCode}`,
  }),
  rule({
    id: 'novita-api-key',
    provider: 'Novita AI',
    name: 'API key',
    category: 'ai-model',
    patterns: [named(['novita'], 'sk_', run(base64url, 42), run(base64urlEnd4, 1))],
    env: ['NOVITA_API_KEY'],
    verify:
      'GET https://api.novita.ai/v3/user/balance with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://novita.ai/settings/key-management',
    source: publicCode,
  }),
  rule({
    id: 'ppio-api-key',
    provider: 'PPIO',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      named(['ppio', 'ppinfra', 'paiou'], 'sk_', run(base64url, 42), run(base64urlEnd4, 1)),
    ],
    env: ['PPIO_API_KEY', 'PPINFRA_API_KEY'],
    verify:
      'GET https://api.ppinfra.com/v3/user with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://ppio.com/settings/key-management',
    source: 'ppio.com/docs; the same platform as Novita AI',
  }),
  rule({
    id: 'chutes-api-key',
    provider: 'Chutes',
    name: 'API key',
    category: 'ai-model',
    patterns: [anchored('cpk_', run(hex, 32), '.', run(hex, 32), '.', run(alnum, 30, 36))],
    env: ['CHUTES_API_KEY', 'CHUTES_API_TOKEN'],
    verify: 'GET https://api.chutes.ai/users/me with Authorization: Bearer',
    revoke: 'delete the key at https://chutes.ai/app/api',
    source: publicCode,
  }),
  rule({
    id: 'featherless-api-key',
    provider: 'Featherless AI',
    name: 'API key',
    category: 'ai-model',
    patterns: [anchored('rc_', run(hex, 64))],
    env: ['FEATHERLESS_API_KEY'],
    revoke: 'delete the key at https://featherless.ai/account/api-keys',
    source: publicCode,
  }),
  rule({
    id: 'parasail-api-key',
    provider: 'Parasail',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(named(['parasail'], 'psk-', run(alnum, 8, 20), '-', run(alnum, 12, 40)))],
    env: ['PARASAIL_API_KEY'],
    verify:
      'GET https://api.parasail.io/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://saas.parasail.io/keys',
    source: `${publicCode}; the lengths are unconfirmed`,
  }),
  rule({
    id: 'predibase-api-token',
    provider: 'Predibase',
    name: 'API token',
    category: 'ai-model',
    patterns: [possible(named(['predibase'], 'pb_', run(base64url, 16, 64)))],
    env: ['PREDIBASE_API_TOKEN', 'PREDIBASE_API_KEY'],
    revoke: 'delete the token at https://app.predibase.com/settings',
    source: 'docs.predibase.com; the length is unconfirmed',
  }),
  rule({
    id: 'digitalocean-model-access-key',
    provider: 'DigitalOcean',
    name: 'Gradient AI model access key',
    category: 'ai-model',
    patterns: [
      anchored('sk-do-v1-', run(base64url, 32, 100)),
      possible(
        named(
          ['gradient', 'digitalocean', 'digital ocean', 'do ai', 'model access key'],
          'sk-do-',
          run(base64url, 24, 100),
        ),
      ),
    ],
    env: ['GRADIENT_MODEL_ACCESS_KEY', 'DIGITALOCEAN_INFERENCE_KEY'],
    verify: 'GET https://inference.do-ai.run/v1/models with Authorization: Bearer',
    revoke: 'delete the key at https://cloud.digitalocean.com/gen-ai, model access keys',
    source: 'docs.digitalocean.com/products/gradient-ai-platform; the length is unconfirmed',
  }),
  rule({
    id: 'synthetic-api-key',
    provider: 'Synthetic',
    name: 'API key',
    category: 'ai-model',
    patterns: [anchored('syn_', run(hex, 32)), anchored('glhf_', run(hex, 32))],
    env: ['SYNTHETIC_API_KEY', 'GLHF_API_KEY'],
    verify:
      'GET https://api.synthetic.new/v2/quotas with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://synthetic.new/user-settings/api',
    source: publicCode,
  }),
  rule({
    id: 'inference-net-api-key',
    provider: 'Inference.net',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(named(['inference net', 'inference api key'], run(alnum + '-', 32, 64)))],
    env: ['INFERENCE_API_KEY'],
    revoke: 'delete the key at https://inference.net/dashboard/api-keys',
    source: 'docs.inference.net; the shape is unconfirmed',
  }),
  rule({
    id: 'targon-api-key',
    provider: 'Targon',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(named(['targon'], 'sn4_', run(alnum, 20, 40)))],
    env: ['TARGON_API_KEY'],
    verify:
      'GET https://api.targon.com/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://targon.com/settings',
    source: 'docs.targon.com; the length is unconfirmed',
  }),
  rule({
    id: 'venice-api-key',
    provider: 'Venice.ai',
    name: 'inference key',
    category: 'ai-model',
    patterns: [
      anchored('VENICE-INFERENCE-KEY-', run(base64url, 40, 46)),
      anchored('VENICE_INFERENCE_KEY_', run(base64url, 40, 46)),
      possible(named(['venice api', 'venice ai', 'venice key'], run(base64url, 42, 43))),
    ],
    env: ['VENICE_API_KEY'],
    verify:
      'GET https://api.venice.ai/api/v1/api_keys/rate_limits with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://venice.ai/settings/api',
    source: `docs.venice.ai; ${publicCode}`,
  }),
  rule({
    id: 'venice-admin-key',
    provider: 'Venice.ai',
    name: 'admin key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      anchored('VENICE-ADMIN-KEY-', run(base64url, 40, 46)),
      anchored('VENICE_ADMIN_KEY_', run(base64url, 40, 46)),
    ],
    env: ['VENICE_ADMIN_KEY'],
    verify:
      'GET https://api.venice.ai/api/v1/api_keys with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://venice.ai/settings/api',
    source: `docs.venice.ai; ${publicCode}`,
  }),
  rule({
    id: 'kluster-api-key',
    provider: 'kluster.ai',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(named(['kluster api', 'kluster ai', 'klusterai', 'kluster key'], ...uuid))],
    env: ['KLUSTER_API_KEY'],
    verify:
      'GET https://api.kluster.ai/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://platform.kluster.ai/apikeys',
    source: 'docs.kluster.ai; the shape is unconfirmed',
  }),
];
