/** Services with which people label training data. */
import {
  alnum,
  anchored,
  base64url,
  base64urlEnd4,
  either,
  hex,
  near,
  possible,
  rule,
  run,
  should,
  strict,
} from '../format.ts';

const verify =
  'POST https://api.labelbox.com/graphql {user{id}} with Authorization: Bearer; 200: alive, 401: not';
const revoke = 'delete the key at https://app.labelbox.com under Workspace settings > API';
const source = 'docs.labelbox.com, create API key';

export const dataLabelling = [
  rule({
    id: 'scale-api-key',
    provider: 'Scale AI',
    name: 'API key',
    category: 'ai-ops',
    patterns: [
      near(
        [
          'scale_api',
          'scaleapi',
          'scale_key',
          'api.scale.com',
          'scale.ai',
          'scale ai',
          'scaleai',
          'scale_ai',
        ],
        anchored(either('live_', 'test_'), run(hex, 32)),
      ),
      possible(anchored('live_', run(hex, 32))),
    ],
    env: ['SCALE_API_KEY'],
    verify: 'GET https://api.scale.com/v1/teams with Basic KEY:; 200: alive, 401: not',
    revoke: 'delete the key at https://dashboard.scale.com/settings/api-keys',
    source: 'scale.com/docs, authentication',
  }),
  rule({
    id: 'labelbox-api-key',
    provider: 'Labelbox',
    name: 'API key',
    category: 'ai-ops',
    // 32 bytes in base64url, so the last character is one of sixteen.
    patterns: [anchored('lbx_', run(base64url, 42), run(base64urlEnd4, 1))],
    env: ['LABELBOX_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'labelbox-legacy-api-key',
    provider: 'Labelbox',
    name: 'API key (JSON Web Token)',
    category: 'ai-ops',
    patterns: [
      near(
        ['labelbox'],
        anchored(
          'eyJ',
          run(base64url, 12, 200),
          '.eyJ',
          run(base64url, 12, 1000),
          '.',
          run(base64url, 43),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['LABELBOX_API_KEY'],
    verify,
    revoke,
    source: 'docs.labelbox.com, create API key (before the prefix)',
  }),
  rule({
    id: 'label-studio-token',
    provider: 'Label Studio',
    name: 'access token',
    category: 'ai-ops',
    patterns: [possible(strict(['label studio'], run(hex, 40)))],
    env: ['LABEL_STUDIO_API_KEY'],
    verify: 'GET {url}/api/current-user/whoami with Authorization: Token; 200: alive, 401: not',
    revoke: 'reset the token under Account & Settings',
    source: 'labelstud.io/guide, access tokens (legacy token)',
  }),
  rule({
    id: 'argilla-api-key',
    provider: 'Argilla',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['argilla'], run(base64url, 40, 100)))],
    env: ['ARGILLA_API_KEY'],
    verify: 'GET {url}/api/v1/me with X-Argilla-Api-Key; 200: alive, 401: not',
    revoke: 'change the key of the user on the server',
    source: 'docs.argilla.io; the shape is unconfirmed',
  }),
  rule({
    id: 'roboflow-api-key',
    provider: 'Roboflow',
    name: 'private API key',
    category: 'ai-ops',
    // Publishable keys begin with `rf_` and do not match.
    patterns: [strict(['roboflow'], run(alnum, 20))],
    env: ['ROBOFLOW_API_KEY'],
    verify: 'GET https://api.roboflow.com/?api_key=KEY; 200: alive, 401: not',
    revoke: 'revoke the key at https://app.roboflow.com/settings/api',
    source: 'docs.roboflow.com, authentication; shapes of keys in public code',
  }),
  rule({
    id: 'civitai-api-key',
    provider: 'Civitai',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['civitai'], run(hex, 32)))],
    env: ['CIVITAI_API_KEY', 'CIVITAI_TOKEN'],
    verify: 'GET https://civitai.com/api/v1/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://civitai.com/user/account',
    source: 'developer.civitai.com, authorization; the shape is unconfirmed',
  }),
];
