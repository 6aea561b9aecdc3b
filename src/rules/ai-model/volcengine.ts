/** Volcengine (ByteDance): the Ark model platform (Doubao) and the cloud's access keys. */
import { alnum, anchored, base64, named, possible, rule, run, strict, uuid } from '../format.ts';

const revoke = 'delete the key at https://console.volcengine.com/iam/keymanage';

export const volcengine = [
  rule({
    id: 'volcengine-ark-key',
    provider: 'Volcengine',
    name: 'Ark (Doubao) API key',
    category: 'ai-model',
    patterns: [
      named(['ark api key', 'volc ark'], ...uuid),
      // Model and endpoint IDs beside the name are of other shapes, request IDs are UUIDs too.
      strict(['volcengine', 'doubao', 'volc engine', 'byteplus'], ...uuid),
      // Behind the address of the API: its path stands between.
      { ...strict(['volces'], ...uuid), reach: 100 },
    ],
    env: ['ARK_API_KEY', 'VOLCENGINE_API_KEY'],
    verify:
      'GET https://ark.cn-beijing.volces.com/api/v3/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://console.volcengine.com/ark, API key',
    source: 'volcengine.com/docs/82379; shapes of keys in public code',
  }),
  rule({
    id: 'volcengine-access-key-id',
    provider: 'Volcengine',
    name: 'access key ID',
    category: 'ai-model',
    severity: 'medium',
    patterns: [anchored('AKLT', run(alnum + '_', 40, 48))],
    companion: { rule: 'volcengine-secret-key', within: 300 },
    env: ['VOLC_ACCESSKEY', 'VOLCENGINE_ACCESS_KEY'],
    revoke,
    source: 'GitHub secret scanning partners; IDs in public code',
  }),
  rule({
    id: 'volcengine-secret-key',
    provider: 'Volcengine',
    name: 'secret access key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      possible(
        named(
          ['volc secretkey', 'volc secret', 'volcengine secret', 'volcengine sk', 'volc sk'],
          run(base64, 40, 64),
          run('=', 0, 2),
        ),
      ),
    ],
    env: ['VOLC_SECRETKEY', 'VOLCENGINE_SECRET_KEY'],
    revoke,
    source: 'github.com/volcengine SDKs; base64 of 40 or so characters',
  }),
];
