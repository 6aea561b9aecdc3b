/**
 * Cloudflare tokens since 2025, of which Workers AI and the AI Gateway take both kinds. The last
 * eight characters are a checksum of an algorithm that Cloudflare keeps to itself.
 */
import { alnum, anchored, hex, rule, run } from '../format.ts';

const verify =
  'GET https://api.cloudflare.com/client/v4/user/tokens/verify with Authorization: Bearer; 200: alive, 401: not';
const source = 'developers.cloudflare.com/fundamentals/api/get-started/token-formats';

export const cloudflareAi = [
  rule({
    id: 'cloudflare-user-token',
    provider: 'Cloudflare',
    name: 'user API token (Workers AI, AI Gateway)',
    category: 'ai-model',
    severity: 'critical',
    patterns: [anchored('cfut_', run(alnum, 40), run(hex, 8))],
    env: ['CLOUDFLARE_API_TOKEN', 'CF_API_TOKEN', 'CF_AIG_TOKEN'],
    verify,
    revoke: 'roll or delete the token at https://dash.cloudflare.com/profile/api-tokens',
    source,
  }),
  rule({
    id: 'cloudflare-account-token',
    provider: 'Cloudflare',
    name: 'account API token (Workers AI, AI Gateway)',
    category: 'ai-model',
    severity: 'critical',
    patterns: [anchored('cfat_', run(alnum, 40), run(hex, 8))],
    env: ['CLOUDFLARE_API_TOKEN', 'CF_AIG_TOKEN'],
    verify:
      'GET https://api.cloudflare.com/client/v4/accounts/{account}/tokens/verify with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'roll or delete the token at https://dash.cloudflare.com, Manage Account, API tokens',
    source,
  }),
];
