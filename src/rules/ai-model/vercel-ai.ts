/** Vercel's AI products: the gateway and v0. Its platform tokens are in src/rules/cloud. */
import {
  alnum,
  anchored,
  base64url,
  either,
  near,
  possible,
  rule,
  run,
  should,
} from '../format.ts';

/** User or team, then the key: 24 characters each. */
const v0Key = anchored(
  'v1:',
  either(run(alnum, 24), ['team_', run(alnum, 24)]),
  ':',
  run(alnum, 24),
);

export const vercelAi = [
  rule({
    id: 'vercel-ai-gateway-key',
    provider: 'Vercel',
    name: 'AI Gateway key',
    category: 'ai-model',
    patterns: [anchored('vck_', run(base64url, 56))],
    // The last six are the CRC-32 of the fifty before, as in GitHub's tokens.
    checks: [should('github-crc')],
    env: ['AI_GATEWAY_API_KEY'],
    verify:
      'GET https://ai-gateway.vercel.sh/v1/credits with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://vercel.com, AI Gateway, API keys',
    source: 'vercel.com/docs/ai-gateway; the checksum was computed on published examples',
  }),
  rule({
    id: 'vercel-v0-key',
    provider: 'Vercel',
    name: 'v0 Platform API key',
    category: 'ai-model',
    // Elsewhere `v1:` heads the parts of an encrypted value.
    patterns: [near(['v0_', 'v0.dev', 'v0-', 'v0 ', 'v0api', 'v0key'], v0Key), possible(v0Key)],
    env: ['V0_API_KEY'],
    verify: 'GET https://api.v0.dev/v1/user with Authorization: Bearer',
    revoke: 'delete the key at https://v0.dev/chat/settings/keys',
    source: 'v0.dev/docs/api; keys in public code',
  }),
];
