/** iFlytek Spark: an application has an ID, a key and a secret; the HTTP interface takes one password. */
import { alnum, base64, hex, possible, rule, run, strict } from '../format.ts';

const revoke = 'reset the key of the application at https://console.xfyun.cn';
const source = 'www.xfyun.cn/doc/spark; names of langchain; shapes of keys in public code';

export const iflytek = [
  rule({
    id: 'iflytek-api-password',
    provider: 'iFlytek',
    name: 'Spark APIPassword',
    category: 'ai-model',
    patterns: [
      possible(
        strict(
          ['iflytek', 'xfyun', 'xunfei', 'spark api', 'sparkai', 'spark ai'],
          run(alnum, 20, 32),
          ':',
          run(alnum, 20, 32),
        ),
      ),
    ],
    env: ['SPARK_API_PASSWORD'],
    revoke,
    source,
  }),
  rule({
    id: 'iflytek-api-secret',
    provider: 'iFlytek',
    name: 'Spark API secret',
    category: 'ai-model',
    patterns: [
      possible(
        strict(
          [
            'iflytek api secret',
            'iflytek secret',
            'spark api secret',
            'xfyun api secret',
            'xunfei secret',
            'xunfei api secret',
          ],
          run(base64, 32),
        ),
      ),
    ],
    companion: { rule: 'iflytek-api-key', within: 300 },
    env: ['IFLYTEK_SPARK_API_SECRET', 'SPARK_API_SECRET'],
    revoke,
    source,
  }),
  rule({
    id: 'iflytek-api-key',
    provider: 'iFlytek',
    name: 'Spark API key',
    category: 'ai-model',
    severity: 'medium',
    patterns: [
      possible(
        strict(
          ['iflytek api key', 'spark api key', 'xfyun api key', 'xunfei key', 'xunfei api key'],
          run(hex, 32),
        ),
      ),
    ],
    companion: { rule: 'iflytek-api-secret', within: 300 },
    env: ['IFLYTEK_SPARK_API_KEY', 'SPARK_API_KEY'],
    revoke,
    source,
  }),
];
