/** HeyGen: video avatars. The older keys are base64 of a hex text and a time. */
import { alnum, anchored, base64url, possible, rule, run, strict } from '../format.ts';

const verify =
  'GET https://api.heygen.com/v2/user/remaining_quota with X-Api-Key; 200: alive, 401: not';
const revoke = 'reset the token at https://app.heygen.com/settings';

export const heygen = [
  rule({
    id: 'heygen-api-key',
    provider: 'HeyGen',
    name: 'API key',
    category: 'ai-media',
    patterns: [anchored('sk_V2_hgu_', run(alnum, 11), '_', run(base64url, 32))],
    env: ['HEYGEN_API_KEY'],
    verify,
    revoke,
    source: 'docs.heygen.com, quick start; shapes of keys in public code',
  }),
  rule({
    id: 'heygen-legacy-api-key',
    provider: 'HeyGen',
    name: 'API key (base64)',
    category: 'ai-media',
    patterns: [possible(strict(['heygen'], run(alnum, 54, 62), run('=', 0, 2)))],
    env: ['HEYGEN_API_KEY'],
    verify,
    revoke,
    source: 'docs.heygen.com, quick start; the shape is unconfirmed',
  }),
];
