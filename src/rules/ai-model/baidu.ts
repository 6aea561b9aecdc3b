/** Baidu Qianfan (ERNIE): the current key names its owner's access ID, the older came in pairs. */
import { alnum, anchored, hex, named, possible, rule, run } from '../format.ts';

export const baiduQianfan = [
  rule({
    id: 'baidu-qianfan-key',
    provider: 'Baidu',
    name: 'Qianfan API key',
    category: 'ai-model',
    patterns: [anchored('bce-v3/ALTAK-', run(alnum, 21), '/', run(hex, 40))],
    env: ['QIANFAN_API_KEY', 'BAIDU_API_KEY', 'QIANFAN_BEARER_TOKEN'],
    verify:
      'GET https://qianfan.baidubce.com/v2/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://console.bce.baidu.com/iam/#/iam/apikey',
    source: 'cloud.baidu.com/doc/WENXINWORKSHOP; keys in public code',
  }),
  rule({
    id: 'baidu-qianfan-secret-key',
    provider: 'Baidu',
    name: 'Qianfan application secret (ERNIE Bot)',
    category: 'ai-model',
    patterns: [
      possible(
        named(
          [
            'qianfan sk',
            'qianfan secret',
            'qianfan secret key',
            'ernie client secret',
            'ernie secret',
            'wenxin secret',
            'baidu secret key',
          ],
          run(alnum, 32),
        ),
      ),
    ],
    companion: { rule: 'baidu-qianfan-access-key', within: 300 },
    env: ['QIANFAN_SK', 'ERNIE_CLIENT_SECRET'],
    verify:
      'POST https://aip.baidubce.com/oauth/2.0/token with client_id, client_secret and grant_type=client_credentials; 200: alive, 401: not',
    revoke: 'reset the secret at https://console.bce.baidu.com/qianfan, applications',
    source: 'cloud.baidu.com/doc/WENXINWORKSHOP; names of langchain and qianfan SDK',
  }),
  rule({
    id: 'baidu-qianfan-access-key',
    provider: 'Baidu',
    name: 'Qianfan application key (ERNIE Bot)',
    category: 'ai-model',
    severity: 'medium',
    patterns: [
      possible(
        named(
          ['qianfan ak', 'qianfan access key', 'ernie client id', 'wenxin api key'],
          run(alnum, 24),
        ),
      ),
    ],
    companion: { rule: 'baidu-qianfan-secret-key', within: 300 },
    env: ['QIANFAN_AK', 'ERNIE_CLIENT_ID'],
    revoke: 'delete the application at https://console.bce.baidu.com/qianfan',
    source: 'cloud.baidu.com/doc/WENXINWORKSHOP; names of langchain and qianfan SDK',
  }),
];
