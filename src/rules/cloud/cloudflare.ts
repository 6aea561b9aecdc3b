/**
 * Cloudflare. Tokens carried no mark before 2026, so the old kinds need their names beside them; the
 * marked ones, which Workers AI takes too, are in ai-model/cloudflare-ai.ts.
 */
import {
  alnum,
  anchored,
  base64,
  base64url,
  either,
  hex,
  named,
  near,
  possible,
  rule,
  run,
} from '../format.ts';

const tokens = 'https://dash.cloudflare.com/profile/api-tokens';
const formats = 'developers.cloudflare.com/fundamentals/api/get-started/token-formats';

export const cloudflare = [
  rule({
    id: 'cloudflare-api-token',
    provider: 'Cloudflare',
    name: 'API token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      // Of 2026 on: of a user, of an account.
      anchored(either('cfut_', 'cfat_'), run(alnum, 40), run(hex, 8)),
      named(['cloudflare', 'cf api', 'cf token', 'cf dns', 'dns cloudflare'], run(base64url, 40)),
    ],
    env: ['CLOUDFLARE_API_TOKEN', 'CF_API_TOKEN', 'CF_DNS_API_TOKEN'],
    verify:
      'GET https://api.cloudflare.com/client/v4/user/tokens/verify with Authorization: Bearer; 200: alive, 401: not',
    revoke: `roll or delete it at ${tokens}`,
    source: formats,
  }),
  rule({
    id: 'cloudflare-global-key',
    provider: 'Cloudflare',
    name: 'global API key',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored('cfk_', run(alnum, 40), run(hex, 8)),
      named(['cloudflare', 'cf api key', 'cf key', 'x auth key'], run(hex, 37)),
    ],
    env: ['CF_API_KEY', 'CLOUDFLARE_API_KEY'],
    verify:
      'GET https://api.cloudflare.com/client/v4/user with X-Auth-Email and X-Auth-Key; 200: alive, 400 or 403: not',
    revoke: `change it at ${tokens}`,
    source: formats,
  }),
  rule({
    id: 'cloudflare-origin-ca-key',
    provider: 'Cloudflare',
    name: 'origin CA key',
    category: 'cloud',
    patterns: [
      anchored('v1.0-', run(hex, 24), '-', run(hex, 146)),
      possible(
        near(
          ['cloudflare', 'service-key', 'ca_key'],
          anchored('v1.0-', run(`${base64url}.`, 160, 180)),
        ),
      ),
    ],
    env: ['CLOUDFLARE_API_USER_SERVICE_KEY', 'CF_ORIGIN_CA_KEY'],
    verify:
      'GET https://api.cloudflare.com/client/v4/certificates with X-Auth-User-Service-Key; 200: alive',
    revoke: `change it at ${tokens}`,
    source: 'developers.cloudflare.com/fundamentals/api/get-started/ca-keys',
  }),
  rule({
    id: 'cloudflare-tunnel-token',
    provider: 'Cloudflare',
    name: 'tunnel token',
    category: 'cloud',
    // Base64 of a JSON document whose first member is `a`, the account.
    patterns: [anchored('eyJhIjoi', run(base64, 120, 400), run('=', 0, 2))],
    env: ['TUNNEL_TOKEN', 'CLOUDFLARE_TUNNEL_TOKEN'],
    revoke:
      'delete the tunnel, or rotate its secret with PATCH /accounts/ACCOUNT/cfd_tunnel/TUNNEL',
    source: 'developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel',
  }),
  rule({
    id: 'cloudflare-r2-secret',
    provider: 'Cloudflare',
    name: 'R2 secret access key',
    category: 'cloud',
    patterns: [
      named(
        ['r2 secret', 'r2 secret access key', 'cloudflare r2', 'r2 cloudflarestorage'],
        run(hex, 64),
      ),
    ],
    env: ['R2_SECRET_ACCESS_KEY'],
    verify: 'GET https://ACCOUNT.r2.cloudflarestorage.com/, signed as S3; 200: alive, 403: not',
    revoke: 'delete the token at https://dash.cloudflare.com > R2 > Manage API tokens',
    source: 'developers.cloudflare.com/r2/api/tokens: the SHA-256 of the token, in hexadecimal',
  }),
  rule({
    id: 'cloudflare-turnstile-secret',
    provider: 'Cloudflare',
    name: 'Turnstile secret key',
    category: 'cloud',
    severity: 'medium',
    patterns: [anchored('0x4AAAAAAA', run(base64url, 25))],
    env: ['TURNSTILE_SECRET_KEY', 'CLOUDFLARE_TURNSTILE_SECRET'],
    verify:
      'POST https://challenges.cloudflare.com/turnstile/v0/siteverify; invalid-input-secret: dead',
    revoke: 'rotate it at https://dash.cloudflare.com > Turnstile',
    source: 'developers.cloudflare.com/turnstile/get-started/server-side-validation',
  }),
];
