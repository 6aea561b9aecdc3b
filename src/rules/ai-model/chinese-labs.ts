/**
 * Chinese model makers with one kind of key, which is known by the company's name or by a dot in a
 * fixed place. Those with OpenAI's shape of key are in deepseek-and-kin.ts.
 */
import { alnum, base64url, hex, named, possible, rule, run, should, strict } from '../format.ts';

export const chineseLabs = [
  rule({
    id: 'zhipu-api-key',
    provider: 'Zhipu (Z.ai)',
    name: 'BigModel API key',
    category: 'ai-model',
    // The ID of the key, a dot, its secret.
    patterns: [
      {
        ...named(
          [
            'zhipu',
            'bigmodel',
            'z ai',
            // `zai-coding-plan`, as opencode calls it; `coding` alone would be found in every text.
            'zai co',
            'chatglm',
            'glm api',
            'glm key',
            'glm token',
            'glm secret',
            'glm access',
            'zai org',
            // The name under which Claude Code is pointed at Z.ai; nobody else's key has this shape.
            'anthropic auth token',
          ],
          run(hex, 32),
          '.',
          run(alnum, 16),
        ),
        reach: 100,
      },
    ],
    env: ['ZHIPUAI_API_KEY', 'ZAI_API_KEY', 'BIGMODEL_API_KEY', 'GLM_API_KEY'],
    verify:
      'GET https://open.bigmodel.cn/api/paas/v4/files with Authorization: Bearer; 200: alive, 401: not',
    revoke:
      'delete the key at https://bigmodel.cn/usercenter/apikeys or https://z.ai/manage-apikey',
    source: 'docs.bigmodel.cn; keys in public code',
  }),
  rule({
    id: 'stepfun-api-key',
    provider: 'StepFun',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(strict(['stepfun', 'step api', 'jieyue'], run(alnum, 40, 80)))],
    env: ['STEPFUN_API_KEY', 'STEP_API_KEY'],
    verify:
      'GET https://api.stepfun.com/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.stepfun.com/interface-key',
    source: 'platform.stepfun.com/docs; the length is unconfirmed',
  }),
  rule({
    id: 'yi-api-key',
    provider: '01.AI',
    name: 'Yi API key',
    category: 'ai-model',
    patterns: [
      possible(strict(['yi api', 'lingyiwanwu', 'zeroone', '01ai', '01 ai'], run(hex, 32))),
    ],
    env: ['YI_API_KEY'],
    verify:
      'GET https://api.lingyiwanwu.com/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.lingyiwanwu.com/apikeys',
    source: 'platform.lingyiwanwu.com/docs; shapes of keys in public code',
  }),
  rule({
    id: 'sensenova-api-key',
    provider: 'SenseNova',
    name: 'API key or signed token',
    category: 'ai-model',
    patterns: [
      possible(strict(['sensenova', 'sense nova', 'sensetime'], run(base64url + '.', 32, 400))),
    ],
    checks: [should('jwt')],
    env: ['SENSENOVA_API_KEY', 'SENSENOVA_ACCESS_KEY_SECRET'],
    revoke: 'delete the key at https://console.sensecore.cn/iam',
    source: 'platform.sensenova.cn/doc: a JWT, or an opaque text',
  }),
  rule({
    id: 'gitee-ai-token',
    provider: 'Gitee AI',
    name: 'access token',
    category: 'ai-model',
    patterns: [possible(strict(['gitee ai', 'giteeai', 'moark'], run(alnum, 40)))],
    env: ['GITEE_AI_API_KEY', 'GITEEAI_API_KEY'],
    revoke: 'delete the token at https://ai.gitee.com/dashboard/settings/tokens',
    source: 'ai.gitee.com/docs; shapes of tokens in public code',
  }),
  rule({
    id: 'longcat-api-key',
    provider: 'LongCat (Meituan)',
    name: 'API key',
    category: 'ai-model',
    patterns: [named(['longcat'], 'ak_', run(alnum, 28, 30))],
    env: ['LONGCAT_API_KEY'],
    revoke: 'delete the key at https://longcat.chat/platform/api_keys',
    source: 'longcat.chat/platform/docs; shapes of keys in public code',
  }),
  rule({
    id: 'xiaomi-mimo-api-key',
    provider: 'Xiaomi MiMo',
    name: 'API key',
    category: 'ai-model',
    patterns: [named(['mimo', 'xiaomi'], 'sk-', run(base64url, 32, 64))],
    env: ['MIMO_API_KEY', 'XIAOMI_API_KEY'],
    verify:
      'GET https://api.xiaomimimo.com/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://platform.xiaomimimo.com',
    source: 'platform.xiaomimimo.com/docs; shapes of keys in public code',
  }),
  rule({
    id: 'qiniu-ai-api-key',
    provider: 'Qiniu',
    name: 'AI inference API key',
    category: 'ai-model',
    patterns: [named(['qiniu', 'qnaigc'], 'sk-', run(hex, 64))],
    env: ['QINIU_API_KEY', 'QINIU_LLM_API_KEY'],
    revoke: 'delete the key at https://portal.qiniu.com/ai-inference/api-key',
    source: 'developer.qiniu.com/aitokenapi; shapes of keys in public code',
  }),
];
