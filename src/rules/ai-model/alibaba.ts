/** Alibaba Cloud Model Studio (DashScope, Bailian) and ModelScope. */
import { anchored, base64url, hex, named, near, possible, rule, run, uuid } from '../format.ts';

export const alibabaModels = [
  rule({
    id: 'alibaba-dashscope-key',
    provider: 'Alibaba Cloud',
    name: 'Model Studio (DashScope) API key',
    category: 'ai-model',
    patterns: [
      named(
        ['dashscope', 'dash scope', 'qwen', 'tongyi', 'bailian', 'aliyun', 'alibaba'],
        'sk-',
        run(hex, 32),
      ),
      possible(
        near(
          ['dashscope.aliyuncs.com', 'dashscope-intl.aliyuncs.com'],
          anchored('sk-', run(hex, 32)),
          120,
        ),
      ),
    ],
    env: ['DASHSCOPE_API_KEY', 'QWEN_API_KEY'],
    verify:
      'GET https://dashscope.aliyuncs.com/compatible-mode/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://bailian.console.aliyun.com, API-KEY',
    source: 'help.aliyun.com/model-studio about API keys; shapes of keys in public code',
  }),
  rule({
    id: 'alibaba-coding-plan-key',
    provider: 'Alibaba Cloud',
    name: 'Model Studio coding plan key',
    category: 'ai-model',
    patterns: [
      possible(
        near(
          [
            'bailian',
            'dashscope',
            'qwen',
            'aliyun',
            'alibaba',
            'coding_plan',
            'anthropic_auth_token',
          ],
          anchored('sk-sp-', run(base64url + '.', 20, 140)),
        ),
      ),
    ],
    env: ['BAILIAN_CODING_PLAN_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
    revoke: 'reset the key at https://bailian.console.aliyun.com, coding plan',
    source: 'keys in public code; the length is unconfirmed',
  }),
  rule({
    id: 'modelscope-token',
    provider: 'ModelScope',
    name: 'access token',
    category: 'ai-model',
    patterns: [
      named(['modelscope', 'model scope'], 'ms-', ...uuid),
      near(['modelscope'], anchored('ms-', ...uuid)),
    ],
    env: ['MODELSCOPE_API_KEY', 'MODELSCOPE_SDK_TOKEN'],
    verify: 'GET https://api-inference.modelscope.cn/v1/models with Authorization: Bearer',
    revoke: 'delete the token at https://modelscope.cn/my/myaccesstoken',
    source: 'modelscope.cn/docs; tokens in public code',
  }),
];
