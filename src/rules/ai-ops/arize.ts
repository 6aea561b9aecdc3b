/** Arize: the AX platform, and Phoenix, whose keys are JSON Web Tokens. */
import { alnum, anchored, base64url, near, rule, run, should, uuid } from '../format.ts';

export const arize = [
  rule({
    id: 'arize-api-key',
    provider: 'Arize',
    name: 'AX API key',
    category: 'ai-ops',
    patterns: [anchored('ak-', ...uuid, '-', run(alnum, 32))],
    env: ['ARIZE_API_KEY'],
    verify:
      'GET https://api.arize.com/v2/datasets?limit=1 with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://app.arize.com under API keys',
    source: 'shapes of keys in public code',
  }),
  rule({
    id: 'phoenix-api-key',
    provider: 'Arize',
    name: 'Phoenix API key',
    category: 'ai-ops',
    patterns: [
      near(
        ['phoenix_api_key', 'phoenixapikey', 'app.phoenix.arize', 'phoenix_client_headers'],
        anchored(
          'eyJ',
          run(base64url, 12, 200),
          '.eyJ',
          run(base64url, 12, 1000),
          '.',
          run(base64url, 43, 200),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['PHOENIX_API_KEY'],
    verify: 'GET {instance}/v1/projects with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key under Settings at https://app.phoenix.arize.com',
    source: 'arize.com/docs/phoenix, API keys (system and user keys)',
  }),
];
