/**
 * Services that run models and whose keys have no prefix: the service's name beside the value tells,
 * and the value's shape is the weaker part of the evidence.
 */
import {
  alnum,
  base64url,
  base64urlEnd4,
  hex,
  possible,
  rule,
  run,
  should,
  strict,
  uuid,
} from '../format.ts';

export const inferenceHostsByName = [
  rule({
    id: 'sambanova-api-key',
    provider: 'SambaNova',
    name: 'Cloud API key',
    category: 'ai-model',
    patterns: [possible(strict(['sambanova', 'samba nova', 'sambacloud'], ...uuid))],
    env: ['SAMBANOVA_API_KEY'],
    verify:
      'POST https://api.sambanova.ai/v1/chat/completions {} with Authorization: Bearer; 401: not, another error: alive (the list of models needs no key)',
    revoke: 'delete the key at https://cloud.sambanova.ai/apis',
    source: 'docs.sambanova.ai; the shape is unconfirmed',
  }),
  rule({
    id: 'deepinfra-api-token',
    provider: 'DeepInfra',
    name: 'API token',
    category: 'ai-model',
    patterns: [possible(strict(['deepinfra', 'deep infra'], run(alnum, 32)))],
    env: ['DEEPINFRA_API_TOKEN', 'DEEPINFRA_API_KEY'],
    verify: 'GET https://api.deepinfra.com/v1/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token at https://deepinfra.com/dash/api_keys',
    source: 'deepinfra.com/docs; the shape is unconfirmed',
  }),
  rule({
    id: 'hyperbolic-api-key',
    provider: 'Hyperbolic',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      possible(
        strict(
          ['hyperbolic api', 'hyperbolic key', 'hyperbolic token', 'hyperbolic xyz'],
          run(base64url + '.', 32, 500),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['HYPERBOLIC_API_KEY'],
    verify:
      'GET https://api.hyperbolic.xyz/billing/get_current_balance with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://app.hyperbolic.ai/settings',
    source: 'docs.hyperbolic.xyz; a JWT, or an opaque text in later keys',
  }),
  rule({
    id: 'nebius-api-key',
    provider: 'Nebius',
    name: 'Token Factory (AI Studio) key',
    category: 'ai-model',
    patterns: [possible(strict(['nebius'], run(base64url + '.', 80, 1200)))],
    checks: [should('jwt')],
    env: ['NEBIUS_API_KEY'],
    verify:
      'GET https://api.tokenfactory.nebius.com/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://tokenfactory.nebius.com, API keys',
    source: 'docs.tokenfactory.nebius.com; a JWT, or v1. and an opaque text',
  }),
  rule({
    id: 'nscale-service-token',
    provider: 'Nscale',
    name: 'service token',
    category: 'ai-model',
    patterns: [possible(strict(['nscale'], run(base64url + '.', 32, 1200)))],
    checks: [should('jwt')],
    env: ['NSCALE_SERVICE_TOKEN', 'NSCALE_API_KEY'],
    verify:
      'GET https://inference.api.nscale.com/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the token at https://console.nscale.com',
    source: 'docs.nscale.com; a JWT',
  }),
  rule({
    id: 'poe-api-key',
    provider: 'Poe',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(strict(['poe'], run(base64url, 42), run(base64urlEnd4, 1)))],
    env: ['POE_API_KEY'],
    verify:
      'GET https://api.poe.com/usage/current_balance with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'regenerate the key at https://poe.com/api_key',
    source: 'creator.poe.com/docs; the length is unconfirmed',
  }),
  rule({
    id: 'nlpcloud-token',
    provider: 'NLP Cloud',
    name: 'API token',
    category: 'ai-model',
    patterns: [possible(strict(['nlpcloud', 'nlp cloud'], run(hex, 40)))],
    env: ['NLPCLOUD_API_KEY', 'NLP_CLOUD_API_KEY'],
    revoke: 'regenerate the token at https://nlpcloud.com/home/token',
    source: 'docs.nlpcloud.com; the shape is unconfirmed',
  }),
  rule({
    id: 'bytez-api-key',
    provider: 'Bytez',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(strict(['bytez'], run(hex, 32)))],
    env: ['BYTEZ_API_KEY', 'BYTEZ_KEY'],
    verify:
      'GET https://api.bytez.com/models/v2/list/tasks with Authorization: KEY; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://bytez.com/api',
    source: 'docs.bytez.com; the shape is unconfirmed',
  }),
  rule({
    id: 'arliai-api-key',
    provider: 'Arli AI',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(strict(['arliai', 'arli ai'], ...uuid))],
    env: ['ARLIAI_API_KEY'],
    verify:
      'GET https://api.arliai.com/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://www.arliai.com/account',
    source: 'www.arliai.com/docs; the shape is unconfirmed',
  }),
  rule({
    id: 'modelslab-api-key',
    provider: 'ModelsLab',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      possible(
        strict(
          ['modelslab', 'models lab', 'stablediffusionapi', 'stable diffusion api'],
          run(alnum, 56, 60),
        ),
      ),
    ],
    env: ['MODELSLAB_API_KEY'],
    revoke: 'delete the key at https://modelslab.com/dashboard/api-keys',
    source: 'docs.modelslab.com; the shape is unconfirmed',
  }),
  rule({
    id: 'gmi-cloud-api-key',
    provider: 'GMI Cloud',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      possible(
        strict(['gmi cloud', 'gmicloud', 'gmi api', 'gmi serving'], run(base64url + '.', 60, 1200)),
      ),
    ],
    checks: [should('jwt')],
    env: ['GMI_CLOUD_API_KEY', 'GMI_API_KEY'],
    verify:
      'GET https://api.gmi-serving.com/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://console.gmicloud.ai, API keys',
    source: 'docs.gmicloud.ai; a JWT',
  }),
  rule({
    id: 'ai-horde-api-key',
    provider: 'AI Horde',
    name: 'API key',
    category: 'ai-model',
    severity: 'medium',
    patterns: [
      possible(
        strict(
          ['aihorde', 'ai horde', 'stablehorde', 'stable horde', 'koboldai', 'horde api'],
          run(base64url, 22),
        ),
      ),
    ],
    env: ['AI_HORDE_API_KEY', 'HORDE_API_KEY'],
    verify: 'GET https://aihorde.net/api/v2/find_user with apikey; 200: alive, 404: not',
    revoke: 'reset the key at https://aihorde.net/register',
    source: 'aihorde.net; secrets.token_urlsafe(16) in its source',
  }),
];
