/** Clouds of one country or one company whose general API key is also the key to their models. */
import { alnum, anchored, base64url, named, possible, rule, run, strict } from '../format.ts';

export const nationalClouds = [
  rule({
    id: 'watsonx-api-key',
    provider: 'IBM',
    name: 'watsonx API key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [strict(['watsonx', 'watson', 'wml'], run(base64url, 44))],
    env: ['WATSONX_APIKEY', 'WATSONX_API_KEY', 'WML_API_KEY'],
    verify:
      'GET https://iam.cloud.ibm.com/v1/apikeys/details with the IAM-Apikey header; 200: alive, 400 or 404: not',
    revoke: 'delete the key at https://cloud.ibm.com/iam/apikeys, or ibmcloud iam api-key-delete',
    source: 'cloud.ibm.com/docs/account about API keys; detector of trufflehog',
  }),
  rule({
    id: 'yandex-cloud-api-key',
    provider: 'Yandex Cloud',
    name: 'API key (foundation models)',
    category: 'ai-model',
    severity: 'critical',
    // Google's keys of nearly this beginning have a dot behind the Q.
    patterns: [anchored('AQVN', run(base64url, 35, 38))],
    env: ['YC_API_KEY', 'YANDEX_API_KEY'],
    verify:
      'GET https://llm.api.cloud.yandex.net/v1/models with Authorization: Api-Key; 200: alive, 401 or 403: not',
    revoke: 'yc iam api-key delete, or the service account in https://console.yandex.cloud',
    source: 'yandex.cloud/docs/iam; GitHub secret scanning partners',
  }),
  rule({
    id: 'yandex-cloud-iam-token',
    provider: 'Yandex Cloud',
    name: 'IAM token',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      anchored(
        't1.',
        run(base64url, 1, 220),
        run('=', 0, 2),
        '.',
        run(base64url, 86),
        run('=', 0, 2),
      ),
    ],
    env: ['YC_TOKEN', 'YANDEX_IAM_TOKEN'],
    lifetime: '12 hours',
    verify:
      'GET https://resource-manager.api.cloud.yandex.net/resource-manager/v1/clouds with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'yc iam revoke-token; it expires within 12 hours',
    source: 'yandex.cloud/docs/iam/concepts/authorization/iam-token: a pattern of the token',
  }),
  rule({
    id: 'yandex-cloud-static-key',
    provider: 'Yandex Cloud',
    name: 'static access key (AWS-compatible)',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      named(
        ['yandex', 'yandexcloud', 'yc access', 'yc secret', 'yc storage', 'aws secret'],
        'YC',
        run(base64url, 38),
      ),
      possible(strict(['yandex'], run(`${alnum}.`, 83))),
    ],
    env: ['YC_STORAGE_SECRET_KEY'],
    verify:
      'a signed S3 ListBuckets at https://storage.yandexcloud.net; 200 or AccessDenied: alive, SignatureDoesNotMatch: not',
    revoke: 'yc iam access-key delete, or the service account in https://console.yandex.cloud',
    source: 'yandex.cloud/docs/iam about static access keys',
  }),
  rule({
    id: 'gigachat-authorization-key',
    provider: 'Sber',
    name: 'GigaChat authorization key',
    category: 'ai-model',
    patterns: [
      // Base64 of `client ID:client secret`, two UUIDs: the colon shows as `O`, four of the hyphens
      // as `t` and three as `L`, where they fall on the last or first six bits of a triple.
      named(
        ['gigachat', 'giga chat', 'sber', 'salute speech'],
        run(alnum, 11),
        't',
        run(alnum, 12),
        'L',
        run(alnum, 6),
        't',
        run(alnum, 16),
        'O',
        run(alnum, 11),
        'L',
        run(alnum, 6),
        't',
        run(alnum, 12),
        'L',
        run(alnum, 17),
        '==',
      ),
    ],
    env: ['GIGACHAT_CREDENTIALS', 'GIGACHAT_API_KEY'],
    verify:
      'POST https://ngw.devices.sberbank.ru:9443/api/v2/oauth with basic authentication (makes a token); 200: alive, 401: not',
    revoke: 'generate a new key at https://developers.sber.ru/studio',
    source: 'developers.sber.ru/docs/ru/gigachat',
  }),
  rule({
    id: 'clova-studio-api-key',
    provider: 'Naver',
    name: 'CLOVA Studio API key',
    category: 'ai-model',
    patterns: [
      possible(named(['clovastudio', 'clova', 'naver', 'ncp'], 'nv-', run(alnum, 24, 64))),
      possible(strict(['clovastudio', 'clova studio'], run(alnum + '+/', 40, 88), run('=', 0, 2))),
    ],
    env: ['CLOVASTUDIO_API_KEY', 'NCP_CLOVASTUDIO_API_KEY'],
    verify:
      'GET https://clovastudio.stream.ntruss.com/v1/openai/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://clovastudio.ncloud.com, API keys',
    source: 'api.ncloud-docs.com; keys in public code, older ones are base64',
  }),
  rule({
    id: 'krutrim-api-key',
    provider: 'Krutrim',
    name: 'cloud API key',
    category: 'ai-model',
    patterns: [possible(strict(['krutrim'], run(base64url, 32, 64)))],
    env: ['KRUTRIM_CLOUD_API_KEY', 'KRUTRIM_API_KEY'],
    revoke: 'delete the key at https://cloud.olakrutrim.com',
    source: 'docs of Krutrim Cloud; the length is unconfirmed',
  }),
];
