/** Tencent: Hunyuan's OpenAI-compatible keys, and the cloud's SecretId and SecretKey that it also takes. */
import { alnum, anchored, either, named, near, possible, rule, run } from '../format.ts';

const revoke = 'disable and delete the key at https://console.cloud.tencent.com/cam/capi';

export const tencent = [
  rule({
    id: 'tencent-hunyuan-key',
    provider: 'Tencent',
    name: 'Hunyuan API key',
    category: 'ai-model',
    patterns: [
      named(['hunyuan', 'tencent'], 'sk-', run(alnum, 48)),
      possible(near(['api.hunyuan.cloud.tencent.com'], anchored('sk-', run(alnum, 48)), 120)),
    ],
    env: ['HUNYUAN_API_KEY'],
    verify:
      'GET https://api.hunyuan.cloud.tencent.com/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://console.cloud.tencent.com/hunyuan/api-key',
    source: 'cloud.tencent.com/document/product/1729; shapes of keys in public code',
  }),
  rule({
    id: 'tencent-secret-id',
    provider: 'Tencent',
    name: 'cloud SecretId',
    category: 'ai-model',
    severity: 'medium',
    patterns: [anchored(either('AKID', 'IKID'), run(alnum, 32))],
    companion: { rule: 'tencent-secret-key', within: 300 },
    env: ['TENCENTCLOUD_SECRET_ID', 'HUNYUAN_SECRET_ID'],
    verify: 'GetCallerIdentity at sts.tencentcloudapi.com, signed with the SecretKey beside it',
    revoke,
    source: 'cloud.tencent.com/document/product/598; GitHub secret scanning partners',
  }),
  rule({
    id: 'tencent-secret-key',
    provider: 'Tencent',
    name: 'cloud SecretKey',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      named(
        [
          'tencentcloud secret key',
          'tencentcloud secretkey',
          'tencent secret key',
          'hunyuan secret key',
          'cos secret key',
          'qcloud secret key',
        ],
        run(alnum, 32),
      ),
    ],
    companion: { rule: 'tencent-secret-id', within: 300 },
    env: ['TENCENTCLOUD_SECRET_KEY', 'HUNYUAN_SECRET_KEY'],
    verify:
      'a signed sts GetCallerIdentity at https://sts.tencentcloudapi.com with its SecretId; AuthFailure: not',
    revoke,
    source: 'cloud.tencent.com/document/product/598',
  }),
];
