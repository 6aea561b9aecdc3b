/** Hugging Face. Its tokens hold letters only, which keeps C identifiers such as `hf_frame_1` out. */
import { alnum, anchored, letters, near, possible, rule, run } from '../format.ts';

const verify =
  'GET https://huggingface.co/api/whoami-v2 with Authorization: Bearer; 200: alive, 401: not';

export const huggingface = [
  rule({
    id: 'huggingface-access-token',
    provider: 'Hugging Face',
    name: 'user access token',
    category: 'ai-model',
    patterns: [
      anchored('hf_', run(letters, 34)),
      possible(near(['hugging', 'hf_token', 'hf_api'], anchored('hf_', run(alnum, 34, 40)))),
    ],
    env: ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HUGGINGFACEHUB_API_TOKEN'],
    verify,
    revoke: 'delete the token at https://huggingface.co/settings/tokens',
    source: 'huggingface.co/docs/hub/security-tokens; tokens in public code',
  }),
  rule({
    id: 'huggingface-organization-token',
    provider: 'Hugging Face',
    name: 'organization API token',
    category: 'ai-model',
    patterns: [anchored('api_org_', run(letters, 34))],
    env: ['HF_TOKEN'],
    verify,
    revoke:
      'ask an owner of the organization to invalidate it in its settings, or write to support',
    source: 'GitHub secret scanning partners; tokens in public code',
  }),
];
