/** Platforms that run applications from a repository or an image. */
import {
  alnum,
  anchored,
  anyUuid,
  base64,
  base64url,
  either,
  hex,
  named,
  possible,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

export const appPlatforms = [
  rule({
    id: 'heroku-api-key',
    provider: 'Heroku',
    name: 'API key',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      // Of all bits set in the middle the underscores are drawn, not typed.
      anchored(
        'HRKU-',
        either(
          ['AA', run(base64url, 42), '_____w', run(base64url, 10)],
          ['AA', run(base64url, 58)],
          uuid,
        ),
      ),
      named(['heroku'], ...uuid),
      possible(strict(['heroku'], ...anyUuid)),
      possible(anchored('HRKU-', run(base64url, 60))),
    ],
    env: ['HEROKU_API_KEY'],
    verify:
      'GET https://api.heroku.com/account with Authorization: Bearer and Accept: application/vnd.heroku+json; version=3; 200: alive, 401: not',
    revoke:
      'regenerate it at https://dashboard.heroku.com/account, or heroku authorizations:revoke',
    source: 'devcenter.heroku.com/articles/authentication',
  }),
  rule({
    id: 'fly-access-token',
    provider: 'Fly.io',
    name: 'access token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored(either('fm2_', 'fm1r_', 'fm1a_'), run(base64, 80, 4000), run('=', 0, 2)),
      // Several macaroons, with commas between.
      anchored('FlyV1 ', run(base64url + '/+,=', 80, 8000)),
      anchored('fo1_', run(base64url, 43)),
    ],
    env: ['FLY_API_TOKEN', 'FLY_ACCESS_TOKEN'],
    verify:
      'POST https://api.fly.io/graphql {"query":"{viewer{email}}"} with Authorization; 200: alive',
    revoke: 'fly tokens revoke ID',
    source: 'fly.io/docs/security/tokens; superfly/macaroon on GitHub',
  }),
  rule({
    id: 'render-api-key',
    provider: 'Render',
    name: 'API key',
    category: 'cloud',
    severity: 'critical',
    patterns: [anchored('rnd_', run(alnum, 28, 32))],
    env: ['RENDER_API_KEY'],
    verify:
      'GET https://api.render.com/v1/owners?limit=1 with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'revoke it at https://dashboard.render.com/u/settings#api-keys',
    source: 'api-docs.render.com/reference/authentication',
  }),
  rule({
    id: 'railway-api-token',
    provider: 'Railway',
    name: 'account, team or project token',
    category: 'cloud',
    severity: 'critical',
    patterns: [strict(['railway'], ...uuid)],
    env: ['RAILWAY_TOKEN', 'RAILWAY_API_TOKEN'],
    verify:
      'POST https://backboard.railway.app/graphql/v2 {"query":"{me{id}}"} with Authorization: Bearer; data: alive',
    revoke: 'delete it at https://railway.com/account/tokens',
    source: 'docs.railway.com/reference/public-api',
  }),
  rule({
    id: 'netlify-personal-token',
    provider: 'Netlify',
    name: 'personal access token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored('nfp_', run(alnum, 36, 48)),
      named(['netlify'], run(base64url, 43, 46)),
      possible(strict(['netlify'], run(hex, 60, 64))),
      possible(strict(['netlify'], run(`${base64url}=`, 40, 46))),
    ],
    env: ['NETLIFY_AUTH_TOKEN', 'NETLIFY_TOKEN'],
    verify:
      'GET https://api.netlify.com/api/v1/user with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete it at https://app.netlify.com/user/applications',
    source: 'docs.netlify.com/api/get-started; GitHub secret scanning patterns',
  }),
  rule({
    id: 'netlify-build-hook',
    provider: 'Netlify',
    name: 'build hook URL',
    category: 'cloud',
    severity: 'low',
    patterns: [anchored('https://', 'api.netlify.com/build_hooks/', run(hex, 24))],
    env: ['NETLIFY_BUILD_HOOK'],
    revoke: 'delete it at https://app.netlify.com > site > Build hooks',
    source: 'docs.netlify.com/configure-builds/build-hooks',
  }),
];
