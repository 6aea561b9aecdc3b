/** Clouds behind connected devices, mobile apps and games. */
import {
  alnum,
  anchored,
  anyUuid,
  base64url,
  either,
  hex,
  near,
  possible,
  rule,
  run,
  secret,
  strict,
} from '../format.ts';

export const deviceAndApp = [
  rule({
    id: 'particle-access-token',
    provider: 'Particle',
    name: 'access token of the Device Cloud',
    category: 'saas',
    patterns: [
      strict(['particle api', 'particle access', 'particle token', 'particle auth'], run(hex, 40)),
      near(['api.particle.io', 'api.spark.io'], anchored('access_token=', secret(run(hex, 40)))),
      near(['api.particle.io', 'api.spark.io'], anchored('Bearer ', secret(run(hex, 40)))),
      possible(near(['api.particle.io'], anchored('access_token=', secret(run(alnum, 40))))),
      possible(near(['api.particle.io'], anchored('Bearer ', secret(run(alnum, 40))))),
    ],
    env: ['PARTICLE_ACCESS_TOKEN', 'PARTICLE_TOKEN', 'PARTICLE_API_TOKEN'],
    lifetime: '90 days, or long',
    verify:
      'GET https://api.particle.io/v1/access_tokens/current with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'DELETE https://api.particle.io/v1/access_tokens/{token}, or particle token revoke',
    source: 'docs.particle.io/reference/cloud-apis/access-tokens',
  }),
  rule({
    id: 'blynk-device-token',
    provider: 'Blynk',
    name: 'auth token of a device',
    category: 'saas',
    severity: 'medium',
    patterns: [
      near(
        ['blynk.cloud', 'blynk-cloud.com'],
        anchored('?token=', secret(run(base64url, 32))),
        120,
      ),
      strict(['blynk'], run(base64url, 32)),
    ],
    env: ['BLYNK_AUTH_TOKEN'],
    verify: 'GET https://blynk.cloud/external/api/isHardwareConnected?token=; 200: alive, 400: not',
    revoke: 'Blynk.Console > Devices > the device > Device info: make a new token',
    source: 'docs.blynk.io, Device HTTPS API; BLYNK_AUTH_TOKEN in its firmware templates',
  }),
  rule({
    id: 'blynk-organization-token',
    provider: 'Blynk',
    name: 'access token of the Platform API',
    category: 'saas',
    patterns: [
      near(['blynk.cloud'], anchored('Bearer ', secret(run(base64url, 40)))),
      strict(['blynk'], run(base64url, 40)),
    ],
    env: ['BLYNK_ACCESS_TOKEN'],
    lifetime: '1 hour, or long',
    verify:
      'GET https://fra1.blynk.cloud/api/v1/organization/profile with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'Blynk.Console > Settings > OAuth 2.0: delete the client',
    source: 'docs.blynk.io, Platform API, authentication',
  }),
  rule({
    id: 'branch-secret',
    provider: 'Branch',
    name: 'Branch secret',
    category: 'saas',
    patterns: [
      anchored(either('secret_live_', 'secret_test_'), run(alnum, 32)),
      possible(
        near(['branch'], anchored(either('secret_live_', 'secret_test_'), run(alnum, 16, 40))),
      ),
    ],
    env: ['BRANCH_SECRET'],
    verify:
      'GET https://api2.branch.io/v1/app/{branch_key}?branch_secret=; 200: alive, 400 or 403: not',
    revoke: 'regenerate the secret at https://dashboard.branch.io/account-settings',
    source: 'help.branch.io/apidocs/deep-linking/overview',
  }),
  rule({
    id: 'branch-key',
    provider: 'Branch',
    name: 'Branch key (lies in the app; makes links in its name)',
    category: 'saas',
    severity: 'low',
    patterns: [
      anchored(either('key_live_', 'key_test_'), run(alnum, 30, 34)),
      possible(anchored(either('key_live_', 'key_test_'), run(alnum, 24, 40))),
      possible(near(['branch'], anchored(either('key_live_', 'key_test_'), run(alnum, 16, 40)))),
    ],
    env: ['BRANCH_KEY'],
    verify: 'POST https://api2.branch.io/v1/url with branch_key; 200: alive, 400: not',
    revoke: 'ask Branch to disable the app at https://dashboard.branch.io/account-settings',
    source: 'help.branch.io/apidocs/deep-linking/overview',
  }),
  rule({
    id: 'riot-games-api-key',
    provider: 'Riot Games',
    name: 'API key',
    category: 'saas',
    severity: 'medium',
    patterns: [anchored('RGAPI-', ...anyUuid), possible(anchored('RGAPI-', run(base64url, 36)))],
    env: ['RIOT_API_KEY', 'RIOT_API_TOKEN', 'RIOT_GAMES_API_KEY'],
    lifetime: '24 hours (development), or long',
    verify:
      'GET https://na1.api.riotgames.com/lol/status/v4/platform-data with X-Riot-Token; 200: alive, 401 or 403: not',
    revoke: 'regenerate the key at https://developer.riotgames.com',
    source: 'developer.riotgames.com/docs/portal; hextechdocs.dev',
  }),
];
