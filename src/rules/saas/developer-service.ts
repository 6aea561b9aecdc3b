/** Services that developers use to connect, call and test. */
import {
  alnum,
  anchored,
  anyHex,
  base64url,
  digits,
  either,
  hex,
  named,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

const tailscaleRevoke = 'https://login.tailscale.com/admin/settings/keys: revoke the key';

export const developerService = [
  rule({
    id: 'postman-api-key',
    provider: 'Postman',
    name: 'API key',
    category: 'saas',
    severity: 'critical',
    patterns: [
      anchored('PMAK-', run(hex, 24), '-', run(hex, 34)),
      possible(anchored('PMAK-', run(alnum, 24), '-', run(alnum, 34))),
    ],
    env: ['POSTMAN_API_KEY'],
    verify: 'GET https://api.getpostman.com/me with X-Api-Key; 200: alive, 401: not',
    revoke: 'https://web.postman.co/settings/me/api-keys: delete the key',
    source: 'learning.postman.com, Postman API authentication; GitHub secret scanning patterns',
  }),
  rule({
    id: 'postman-collection-key',
    provider: 'Postman',
    name: 'collection access key',
    category: 'saas',
    severity: 'medium',
    patterns: [anchored('PMAT-', run(alnum, 26))],
    env: ['POSTMAN_COLLECTION_ACCESS_KEY'],
    verify: 'GET https://api.postman.com/collections/UID?access_key=; 200: alive, 401: not',
    revoke: 'https://web.postman.co/settings/me/collection-access-keys: revoke the key',
    source: 'learning.postman.com, collection access keys',
  }),
  rule({
    id: 'tailscale-api-key',
    provider: 'Tailscale',
    name: 'API, OAuth or SCIM key',
    category: 'saas',
    severity: 'critical',
    patterns: [
      anchored(
        either('tskey-api-', 'tskey-client-', 'tskey-scim-', 'tskey-webhook-'),
        run(alnum, 10, 32),
        '-',
        run(alnum, 18, 44),
      ),
    ],
    env: ['TAILSCALE_API_KEY', 'TS_API_KEY'],
    lifetime: 'up to 90 days; OAuth clients: long',
    verify:
      'GET https://api.tailscale.com/api/v2/tailnet/-/devices with Authorization: Bearer; 200: alive, 401: not',
    revoke: tailscaleRevoke,
    source: 'tailscale.com/kb/1277/key-prefixes',
  }),
  rule({
    id: 'tailscale-auth-key',
    provider: 'Tailscale',
    name: 'auth key (joins a machine)',
    category: 'saas',
    severity: 'critical',
    patterns: [
      anchored('tskey-auth-', run(alnum, 10, 32), '-', run(alnum, 18, 44)),
      // Before 2022 the kind was not told.
      anchored('tskey-', run(alnum, 3, 24), '-', run(base64url, 20, 150)),
      possible(
        anchored(either('tskey-api-', 'tskey-auth-', 'tskey-client-'), run(base64url, 20, 64)),
      ),
    ],
    env: ['TS_AUTHKEY', 'TAILSCALE_AUTHKEY'],
    lifetime: 'up to 90 days',
    revoke: tailscaleRevoke,
    source: 'tailscale.com/kb/1085/auth-keys',
  }),
  rule({
    id: 'ngrok-token',
    provider: 'ngrok',
    name: 'authtoken or API key',
    category: 'saas',
    // A KSUID that begins with 1, 2 or 3 until 2070, then 21 characters more.
    patterns: [
      named(
        ['ngrok', 'authtoken'],
        run('123', 1),
        run(alnum, 26),
        '_',
        run(digits, 1),
        run(alnum, 20),
      ),
      possible(
        strict(
          ['ngrok'],
          either(
            [run(alnum, 25, 30), '_', run(digits, 1), run(alnum, 20)],
            [either('cr_', 'ak_'), run(alnum, 25, 30)],
          ),
        ),
      ),
    ],
    env: ['NGROK_AUTHTOKEN', 'NGROK_API_KEY'],
    verify:
      'GET https://api.ngrok.com/endpoints with Authorization: Bearer and Ngrok-Version: 2; 200: an API key, 401 or 403: not',
    revoke: 'https://dashboard.ngrok.com/authtokens or /api-keys: delete it',
    source: 'ngrok.com/docs/agent; segmentio/ksuid',
  }),
  rule({
    id: 'rapid7-api-key',
    provider: 'Rapid7',
    name: 'Insight platform API key',
    category: 'saas',
    patterns: [named(['rapid7', 'insightvm', 'insight platform'], run(`${anyHex}-`, 36))],
    env: ['RAPID7_API_KEY'],
    verify:
      'GET https://REGION.api.insight.rapid7.com/validate with X-Api-Key; 200: alive, 401: not',
    revoke: 'https://insight.rapid7.com/platform#/apiKeyManagement: delete the key',
    source: 'docs.rapid7.com/insight/managing-platform-api-keys',
  }),
  rule({
    id: 'zerotier-api-token',
    provider: 'ZeroTier',
    name: 'Central API token',
    category: 'saas',
    severity: 'critical',
    patterns: [named(['zerotier', 'zero tier'], run(alnum, 32))],
    env: ['ZEROTIER_CENTRAL_TOKEN', 'ZEROTIER_API_TOKEN'],
    verify:
      'GET https://api.zerotier.com/api/v1/network with Authorization: token; 200: alive, 403: not',
    revoke: 'https://my.zerotier.com/account: delete the token',
    source: 'docs.zerotier.com/api/tokens',
  }),
];
