/** Makers of 3D models and videos, and the paid nodes of ComfyUI. */
import {
  alnum,
  anchored,
  base64url,
  hex,
  named,
  near,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

export const threeDAndVideo = [
  rule({
    id: 'comfy-org-api-key',
    provider: 'Comfy Org',
    name: 'ComfyUI account API key',
    category: 'ai-media',
    patterns: [anchored('comfyui-', run(hex, 64))],
    env: ['API_KEY_COMFY_ORG', 'COMFY_API_KEY'],
    revoke: 'delete the key at https://platform.comfy.org/profile/api-keys',
    source: 'docs.comfy.org, API key integration; checks of the form in public code',
  }),
  rule({
    id: 'meshy-api-key',
    provider: 'Meshy',
    name: 'API key',
    category: 'ai-media',
    // The key for tests that the documentation gives is of the same length, with underscores.
    patterns: [
      anchored('msy_', run(alnum, 36)),
      possible(near(['meshy'], anchored('msy_', run(alnum, 24, 64)))),
    ],
    env: ['MESHY_API_KEY'],
    verify:
      'GET https://api.meshy.ai/openapi/v1/balance with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://www.meshy.ai/settings/api',
    source:
      'docs.meshy.ai/en/api/authentication: keys begin with msy_; the length is that of its test key',
  }),
  rule({
    id: 'tripo-api-key',
    provider: 'Tripo',
    name: 'API key',
    category: 'ai-media',
    patterns: [
      near(
        ['tripo_', 'tripo3d', 'tripo api', 'tripoapi'],
        anchored('tsk_', run(base64url, 32, 64)),
      ),
    ],
    env: ['TRIPO_API_KEY'],
    verify:
      'GET https://api.tripo3d.ai/v2/openapi/user/balance with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.tripo3d.ai/api-keys',
    source: 'platform.tripo3d.ai/docs: keys begin with tsk_; the length is unconfirmed',
  }),
  rule({
    id: 'vidu-api-key',
    provider: 'Vidu',
    name: 'API key',
    category: 'ai-media',
    patterns: [
      near(['vidu_', 'vidu.com', 'vidu.cn', 'viduapi'], anchored('vda_', run(alnum + '_', 16, 80))),
    ],
    env: ['VIDU_API_KEY'],
    verify:
      'GET https://api.vidu.com/ent/v2/credits with Authorization: Token; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.vidu.com/api-keys',
    source: 'platform.vidu.com/docs: keys begin with vda_; the length is not documented',
  }),
  rule({
    id: 'pixverse-api-key',
    provider: 'PixVerse',
    name: 'API key',
    category: 'ai-media',
    patterns: [named(['pixverse'], 'sk-', run(hex, 32))],
    env: ['PIXVERSE_API_KEY'],
    related: ['openai-compatible-key'],
    verify:
      'GET https://app-api.pixverse.ai/openapi/v2/account/balance with API-KEY; the body tells',
    revoke: 'delete the key at https://platform.pixverse.ai/api-key',
    source: 'docs.platform.pixverse.ai; shapes of keys in public code',
  }),
  rule({
    id: 'decart-api-key',
    provider: 'Decart',
    name: 'API key',
    category: 'ai-media',
    patterns: [possible(near(['decart'], anchored('dct_', run(base64url, 24, 120))))],
    env: ['DECART_API_KEY'],
    revoke: 'delete the key at https://platform.decart.ai/api-keys',
    source: 'docs.platform.decart.ai: keys begin with dct_; the length is not documented',
  }),
  rule({
    id: 'runware-api-key',
    provider: 'Runware',
    name: 'API key',
    category: 'ai-media',
    patterns: [possible(strict(['runware'], run(alnum, 32)))],
    env: ['RUNWARE_API_KEY'],
    verify: 'GET https://api.runware.ai/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://my.runware.ai/keys',
    source: 'runware.ai/docs; the length is from memory',
  }),
];
