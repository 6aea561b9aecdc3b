/**
 * Companies that train models and sell one kind of key for them: the prefix tells where there is
 * one, else the company's name beside the value. Names that are English words ask for a credential
 * word in between.
 */
import {
  alnum,
  anchored,
  base64url,
  digits,
  hex,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
  should,
  strict,
  uuid,
} from '../format.ts';

export const modelMakers = [
  rule({
    id: 'cohere-api-key',
    provider: 'Cohere',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      // Strict, for a commit's hash has the same length.
      strict(['cohere'], run(alnum, 40)),
      named(['cohere client', 'cohere clientv2', 'co api key'], run(alnum, 40)),
    ],
    env: ['CO_API_KEY', 'COHERE_API_KEY'],
    verify:
      'GET https://api.cohere.com/v1/models?page_size=1 with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://dashboard.cohere.com/api-keys',
    source: 'docs.cohere.com; shapes of keys in public code',
  }),
  rule({
    id: 'ai21-api-key',
    provider: 'AI21 Labs',
    name: 'Studio API key',
    category: 'ai-model',
    patterns: [strict(['ai21'], ...uuid), possible(strict(['ai21'], run(alnum, 32)))],
    env: ['AI21_API_KEY'],
    verify:
      'GET https://api.ai21.com/studio/v1/library/files with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://studio.ai21.com/v2/account/api-key',
    source: 'docs.ai21.com; shapes of keys in public code',
  }),
  rule({
    id: 'perplexity-api-key',
    provider: 'Perplexity',
    name: 'API key',
    category: 'ai-model',
    patterns: [anchored('pplx-', run(alnum, 48))],
    env: ['PERPLEXITY_API_KEY', 'PPLX_API_KEY'],
    verify:
      'GET https://api.perplexity.ai/async/chat/completions with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://www.perplexity.ai/account/api/keys',
    source: 'docs.perplexity.ai; keys in public code',
  }),
  rule({
    id: 'meta-llama-api-key',
    provider: 'Meta',
    name: 'Llama API key',
    category: 'ai-model',
    // App ID, then the key: the form of Meta's app tokens.
    patterns: [anchored('LLM|', run(digits, 13, 20), '|', run(base64url, 27))],
    env: ['LLAMA_API_KEY'],
    verify: 'GET https://api.llama.com/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://llama.developer.meta.com',
    source: 'llama.developer.meta.com/docs; keys in public code',
  }),
  rule({
    id: 'writer-api-key',
    provider: 'Writer',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      possible(
        strict(['writer api', 'writer key', 'writer ai', 'writer token'], run(alnum, 30, 64)),
      ),
    ],
    env: ['WRITER_API_KEY'],
    verify: 'GET https://api.writer.com/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'revoke the key at https://app.writer.com/aistudio',
    source: 'dev.writer.com; the length is unconfirmed',
  }),
  rule({
    id: 'reka-api-key',
    provider: 'Reka',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(strict(['reka'], run(alnum, 32, 64)))],
    env: ['REKA_API_KEY'],
    verify:
      'GET https://api.reka.ai/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://platform.reka.ai/apikeys',
    source: 'docs.reka.ai; the shape is unconfirmed',
  }),
  rule({
    id: 'aleph-alpha-token',
    provider: 'Aleph Alpha',
    name: 'API token',
    category: 'ai-model',
    patterns: [
      possible(
        named(
          ['aleph alpha', 'aa token', 'pharia ai', 'pharia api'],
          run(base64url + '.', 32, 600),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['ALEPH_ALPHA_API_KEY', 'AA_TOKEN', 'PHARIA_AI_TOKEN'],
    revoke: 'delete the token in the account settings of https://app.aleph-alpha.com',
    source: 'docs.aleph-alpha.com; a JWT or an opaque text',
  }),
  rule({
    id: 'upstage-api-key',
    provider: 'Upstage',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      named(['upstage', 'solar api'], 'up_', run(alnum, 24, 36)),
      strict(['upstage'], run(alnum, 40, 50)),
    ],
    env: ['UPSTAGE_API_KEY', 'SOLAR_API_KEY'],
    verify:
      'GET https://api.upstage.ai/v1/solar/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://console.upstage.ai/api-keys',
    source: 'console.upstage.ai/docs; shapes of keys in public code',
  }),
  rule({
    id: 'inception-api-key',
    provider: 'Inception',
    name: 'API key',
    category: 'ai-model',
    patterns: [named(['inception', 'inceptionlabs', 'mercury coder'], 'sk_', run(hex, 32))],
    env: ['INCEPTION_API_KEY'],
    verify:
      'POST https://api.inceptionlabs.ai/v1/chat/completions {} with Authorization: Bearer; 401: not, another error: alive (the list of models needs no key)',
    revoke: 'delete the key at https://platform.inceptionlabs.ai',
    source: 'docs.inceptionlabs.ai; shapes of keys in public code',
  }),
  rule({
    id: 'sarvam-api-key',
    provider: 'Sarvam AI',
    name: 'API subscription key',
    category: 'ai-model',
    patterns: [named(['sarvam'], 'sk_', run(lowerAlnum, 8), '_', run(alnum, 24))],
    env: ['SARVAM_API_KEY'],
    revoke: 'delete the key at https://dashboard.sarvam.ai',
    source: 'docs.sarvam.ai; keys in public code',
  }),
  rule({
    id: 'ai71-api-key',
    provider: 'AI71',
    name: 'API key',
    category: 'ai-model',
    patterns: [anchored('ai71-api-', ...uuid)],
    env: ['AI71_API_KEY'],
    revoke: 'delete the key at https://marketplace.ai71.ai/api-keys',
    source: 'docs.ai71.ai; keys in public code',
  }),
  rule({
    id: 'lighton-paradigm-key',
    provider: 'LightOn',
    name: 'Paradigm API key',
    category: 'ai-model',
    patterns: [
      named(['lighton'], run(base64url, 40, 80)),
      strict(['paradigm'], run(base64url, 40, 80)),
    ],
    env: ['PARADIGM_API_KEY'],
    verify:
      'GET https://paradigm.lighton.ai/api/v2/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://paradigm.lighton.ai, API keys',
    source: 'docs.lighton.ai; shapes of keys in public code',
  }),
  rule({
    id: 'maritaca-api-key',
    provider: 'Maritaca AI',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      possible(named(['maritaca', 'maritalk'], run(digits, 18, 22), '_', run(hex, 14, 18))),
    ],
    env: ['MARITALK_API_KEY', 'MARITACA_API_KEY'],
    revoke: 'revoke the key at https://plataforma.maritaca.ai/chaves-de-api',
    source: 'docs.maritaca.ai; the shape is unconfirmed',
  }),
  rule({
    id: 'lamini-api-key',
    provider: 'Lamini',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(strict(['lamini'], run(alnum, 32, 64)))],
    env: ['LAMINI_API_KEY', 'POWERML__PRODUCTION__KEY'],
    revoke: 'reset the key at https://app.lamini.ai/account',
    source: 'lamini-ai.github.io; the length is unconfirmed',
  }),
  rule({
    id: 'h2o-gpte-api-key',
    provider: 'H2O.ai',
    name: 'h2oGPTe API key',
    category: 'ai-model',
    patterns: [named(['h2ogpte', 'h2o gpte', 'h2o gpt'], 'sk-', run(alnum, 40, 64))],
    env: ['H2OGPTE_API_KEY'],
    revoke: 'delete the key in the settings of the h2oGPTe instance',
    source: 'h2oai.github.io/h2ogpte about API keys',
  }),
  rule({
    id: 'morph-api-key',
    provider: 'Morph',
    name: 'API key',
    category: 'ai-model',
    patterns: [named(['morph api', 'morphllm', 'morph llm'], 'sk-', run(base64url, 48))],
    env: ['MORPH_API_KEY'],
    verify:
      'GET https://api.morphllm.com/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://morphllm.com/dashboard/api-keys',
    source: 'docs.morphllm.com; shapes of keys in public code',
  }),
];
