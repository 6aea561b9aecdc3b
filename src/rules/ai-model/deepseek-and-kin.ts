/**
 * Vendors whose keys are `sk-` and 32 hex digits or 48 letters and digits: the shape tells no vendor,
 * the variable's name before the key or the vendor's host beside it does (openai-compatible.ts has
 * the rest). A host name near is weaker than a name: a list of keys has hosts between them.
 */
import { alnum, anchored, base64url, hex, named, near, possible, rule, run } from '../format.ts';
import type { Element, Pattern } from '../../model/rule.ts';

/** How far from a key a client's `base_url` usually stands. */
const CLIENT_CALL = 120;

const keyOf = (words: string[], hosts: string[], body: Element): Pattern[] => [
  named(words, 'sk-', body),
  possible(near(hosts, anchored('sk-', body), CLIENT_CALL)),
];

const publicCode = 'shapes of keys in public code';

export const deepseekAndKin = [
  rule({
    id: 'deepseek-api-key',
    provider: 'DeepSeek',
    name: 'API key',
    category: 'ai-model',
    patterns: keyOf(['deepseek', 'deep seek'], ['api.deepseek.com'], run(hex, 32)),
    env: ['DEEPSEEK_API_KEY'],
    verify:
      'GET https://api.deepseek.com/user/balance with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.deepseek.com/api_keys',
    source: `api-docs.deepseek.com; ${publicCode}`,
  }),
  rule({
    id: 'baichuan-api-key',
    provider: 'Baichuan',
    name: 'API key',
    category: 'ai-model',
    patterns: keyOf(['baichuan'], ['api.baichuan-ai.com'], run(hex, 32)),
    env: ['BAICHUAN_API_KEY'],
    revoke: 'delete the key at https://platform.baichuan-ai.com',
    source: `platform.baichuan-ai.com; ${publicCode}`,
  }),
  rule({
    id: 'stability-api-key',
    provider: 'Stability AI',
    name: 'API key',
    category: 'ai-model',
    patterns: keyOf(
      ['stability', 'stable diffusion', 'dreamstudio', 'dream studio'],
      ['api.stability.ai'],
      run(alnum, 48),
    ),
    env: ['STABILITY_API_KEY'],
    verify:
      'GET https://api.stability.ai/v1/user/account with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.stability.ai/account/keys',
    source: `platform.stability.ai/docs; ${publicCode}`,
  }),
  rule({
    id: 'siliconflow-api-key',
    provider: 'SiliconFlow',
    name: 'API key',
    category: 'ai-model',
    patterns: keyOf(
      ['siliconflow', 'silicon flow', 'siliconcloud', 'silicon cloud'],
      ['api.siliconflow.cn', 'api.siliconflow.com'],
      run(alnum, 48),
    ),
    env: ['SILICONFLOW_API_KEY', 'SILICON_CLOUD_API_KEY'],
    verify:
      'GET https://api.siliconflow.cn/v1/user/info with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://cloud.siliconflow.cn/account/ak',
    source: `docs.siliconflow.cn; ${publicCode}`,
  }),
  rule({
    id: 'infini-ai-api-key',
    provider: 'Infini-AI',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      possible(named(['infini ai', 'infinigence', 'infini api'], 'sk-', run(base64url, 16, 64))),
    ],
    env: ['INFINI_AI_API_KEY'],
    verify:
      'GET https://cloud.infini-ai.com/maas/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://cloud.infini-ai.com/genstudio',
    source: 'docs.infini-ai.com; the shape is unconfirmed',
  }),
];
