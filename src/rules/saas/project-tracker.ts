/** Where tasks, boards and hours are kept. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  hex,
  jsonWebToken,
  lowerAlnum,
  named,
  near,
  possible,
  rule,
  run,
  should,
  strict,
  upperAlnum,
  uuid,
} from '../format.ts';
import type { Check, Pattern, Rule } from '../../model/rule.ts';

interface Token {
  id: string;
  provider: string;
  name?: string;
  patterns: Pattern[];
  checks?: Check[];
  env: string;
  verify: string;
  revoke: string;
  source: string;
}

const token = ({ name = 'API token', env, ...facts }: Token): Rule =>
  rule({ ...facts, name, category: 'saas', severity: 'medium', env: [env] });

export const projectTracker = [
  token({
    id: 'shortcut-api-token',
    provider: 'Shortcut',
    patterns: [strict(['shortcut', 'clubhouse'], ...uuid)],
    env: 'SHORTCUT_API_TOKEN',
    verify:
      'GET https://api.app.shortcut.com/api/v3/member with Shortcut-Token; 200: alive, 401: not',
    revoke: 'https://app.shortcut.com/settings/account/api-tokens: delete the token',
    source: 'developer.shortcut.com/api/rest/v3',
  }),
  token({
    id: 'trello-api-key',
    provider: 'Trello',
    name: 'API key',
    patterns: [
      named(['trello'], run(lowerAlnum, 32)),
      possible(strict(['trello'], run(`${alnum}-`, 32))),
    ],
    env: 'TRELLO_API_KEY',
    verify: 'GET https://api.trello.com/1/members/me?key=&token=; 200: alive, 401: not',
    revoke: 'https://trello.com/power-ups/admin > the Power-Up > API key: regenerate',
    source: 'developer.atlassian.com/cloud/trello/guides/rest-api/authorization',
  }),
  token({
    id: 'trello-token',
    provider: 'Trello',
    name: 'user token',
    patterns: [
      anchored('ATTA', run(hex, 64), run(upperAlnum, 8)),
      named(['trello'], run(hex, 64)),
      possible(named(['trello'], run(`${lowerAlnum}-`, 60, 70))),
    ],
    env: 'TRELLO_TOKEN',
    verify: 'GET https://api.trello.com/1/tokens/TOKEN?key=; 200: alive, 401 or 404: not',
    revoke: 'DELETE https://api.trello.com/1/tokens/TOKEN?key=',
    source: 'developer.atlassian.com/cloud/trello/guides/rest-api/authorization',
  }),
  token({
    id: 'toggl-track-api-token',
    provider: 'Toggl Track',
    patterns: [named(['toggl'], run(lowerAlnum, 32)), possible(strict(['toggl'], run(alnum, 32)))],
    env: 'TOGGL_API_TOKEN',
    verify:
      'GET https://api.track.toggl.com/api/v9/me with Basic TOKEN:api_token; 200: alive, 403: not',
    revoke: 'https://track.toggl.com/profile: reset the token',
    source: 'engineering.toggl.com/docs/authentication',
  }),
  token({
    id: 'timecamp-api-token',
    provider: 'TimeCamp',
    patterns: [named(['timecamp', 'time camp'], run(lowerAlnum, 26))],
    env: 'TIMECAMP_API_TOKEN',
    verify:
      'GET https://app.timecamp.com/third_party/api/user with Authorization: Bearer; 200: alive, 403: not',
    revoke: 'https://app.timecamp.com/app#/settings/users/me: reset the token',
    source: 'developer.timecamp.com',
  }),
  token({
    id: 'tmetric-api-token',
    provider: 'TMetric',
    patterns: [
      named(['tmetric'], run(upperAlnum, 64)),
      possible(strict(['tmetric'], run(alnum, 64))),
    ],
    env: 'TMETRIC_API_TOKEN',
    verify:
      'GET https://app.tmetric.com/api/v3/user with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://app.tmetric.com/#/profile: get a new token',
    source: 'app.tmetric.com/api-docs',
  }),
  token({
    id: 'teamwork-api-token',
    provider: 'Teamwork',
    name: 'v1 token (CRM, Desk, Spaces)',
    patterns: [anchored('tkn.v1_', run(`${base64}-_`, 70, 72), '=')],
    env: 'TEAMWORK_API_TOKEN',
    verify:
      'GET https://SITE.teamwork.com/desk/api/v2/me.json with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'Teamwork > Edit my details > API & mobile: revoke',
    source: 'apidocs.teamwork.com',
  }),
  token({
    id: 'teamwork-legacy-key',
    provider: 'Teamwork',
    name: 'API key (twp_)',
    patterns: [near(['teamwork'], anchored('twp_', run(alnum, 28, 34)))],
    env: 'TEAMWORK_API_KEY',
    verify: 'GET https://SITE.teamwork.com/me.json with Basic KEY:x; 200: alive, 401: not',
    revoke: 'Teamwork > Edit my details > API & mobile: regenerate',
    source: 'apidocs.teamwork.com/guides/teamwork/authentication',
  }),
  token({
    id: 'wrike-access-token',
    provider: 'Wrike',
    name: 'permanent access token (JWT)',
    patterns: [
      named(
        ['wrike'],
        'ey',
        run(alnum, 60, 400),
        '.',
        run(base64url, 40, 600),
        '.',
        run(base64url, 60, 400),
      ),
      named(['wrike'], 'ey', run(alnum, 60, 400), '.', run(base64url, 150, 400)),
      possible(strict(['wrike'], 'ey', run(`${base64url}.`, 333))),
    ],
    env: 'WRIKE_ACCESS_TOKEN',
    verify:
      'GET https://www.wrike.com/api/v4/contacts?me=true with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://www.wrike.com/frontend/apps: delete the app or its token',
    source: 'developers.wrike.com/oauth-20-authorization',
  }),
  token({
    id: 'zenkit-api-key',
    provider: 'Zenkit',
    patterns: [named(['zenkit'], run(lowerAlnum, 8), '-', run(alnum, 32))],
    env: 'ZENKIT_API_KEY',
    verify:
      'GET https://zenkit.com/api/v1/auth/currentuser with Zenkit-API-Key; 200: alive, 401: not',
    revoke: 'Zenkit > Profile > Integrations: regenerate the key',
    source: 'base.zenkit.com/docs/api',
  }),
  token({
    id: 'upwave-api-key',
    provider: 'Upwave',
    patterns: [named(['upwave'], run(lowerAlnum, 32))],
    env: 'UPWAVE_API_KEY',
    verify: 'GET https://api.upwave.io/workspaces/ with Authorization: Token; 200: alive, 401: not',
    revoke: 'Upwave > Workspace settings > API: replace the key',
    source: 'upwave.io/developers',
  }),
  token({
    id: 'stormboard-api-key',
    provider: 'Stormboard',
    patterns: [named(['stormboard'], run(lowerAlnum, 40))],
    env: 'STORMBOARD_API_KEY',
    verify: 'GET https://api.stormboard.com/users/profile with X-API-Key; 200: alive, 403: not',
    revoke: 'https://stormboard.com/account/developer: reset the key',
    source: 'api.stormboard.com/docs',
  }),
  token({
    id: 'smartsheet-access-token',
    provider: 'Smartsheet',
    patterns: [named(['smartsheet'], run(alnum, 37))],
    env: 'SMARTSHEET_ACCESS_TOKEN',
    verify:
      'GET https://api.smartsheet.com/2.0/users/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'Smartsheet > Personal settings > API access: revoke the token',
    source: 'developers.smartsheet.com/api/smartsheet/guides/basics/authentication',
  }),
  token({
    id: 'worksnaps-api-token',
    provider: 'Worksnaps',
    patterns: [named(['worksnaps'], run(alnum, 40))],
    env: 'WORKSNAPS_API_TOKEN',
    verify: 'GET https://api.worksnaps.com/api/me.xml with Basic TOKEN:; 200: alive, 401: not',
    revoke: 'Worksnaps > Profile & settings > Web service API: regenerate',
    source: 'worksnaps.com/api.html',
  }),
  token({
    id: 'workstack-api-key',
    provider: 'Workstack',
    patterns: [named(['workstack'], run(alnum, 60))],
    env: 'WORKSTACK_API_KEY',
    verify:
      'GET https://app.workstack.io/api/projects with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'Workstack > Settings > API: replace the key',
    source: 'workstack.io/developers',
  }),
  token({
    id: 'tefter-api-key',
    provider: 'Tefter',
    patterns: [named(['tefter'], run(alnum, 20))],
    env: 'TEFTER_API_KEY',
    verify:
      'GET https://tefter.io/api/search/bookmarks?query=x with X-User-Token; 200: alive, 401: not',
    revoke: 'https://tefter.io/settings/integrations: replace the key',
    source: 'tefter.io/api',
  }),
  token({
    id: 'supernotes-api-key',
    provider: 'Supernotes',
    patterns: [
      anchored('supernotes_', run(`${base64url}`, 24, 60)),
      named(['supernotes'], run(base64url, 43, 45)),
    ],
    env: 'SUPERNOTES_API_KEY',
    verify: 'GET https://api.supernotes.app/v1/user with Api-Key; 200: alive, 401: not',
    revoke: 'Supernotes > Settings > API keys: delete the key',
    source: 'api.supernotes.app/docs',
  }),
  token({
    id: 'streak-api-key',
    provider: 'Streak',
    patterns: [strict(['streak'], run('0123456789abcdefABCDEF', 32))],
    env: 'STREAK_API_KEY',
    verify: 'GET https://api.streak.com/api/v1/users/me with Basic KEY:; 200: alive, 401: not',
    revoke: 'Streak > Integrations > Custom integrations: delete the key',
    source: 'streak.readme.io/reference',
  }),
  token({
    id: 'todoist-api-token',
    provider: 'Todoist',
    patterns: [
      named(['todoist'], run(hex, 40)),
      possible(strict(['todoist'], run(lowerAlnum, 40))),
    ],
    env: 'TODOIST_API_TOKEN',
    verify:
      'GET https://api.todoist.com/rest/v2/projects with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://app.todoist.com/app/settings/integrations/developer: issue a new token',
    source: 'developer.todoist.com/guides',
  }),
  token({
    id: 'zeplin-personal-access-token',
    provider: 'Zeplin',
    name: 'personal access token (JWT)',
    patterns: [named(['zeplin'], ...jsonWebToken)],
    checks: [should('jwt')],
    env: 'ZEPLIN_ACCESS_TOKEN',
    verify:
      'GET https://api.zeplin.dev/v1/users/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://app.zeplin.io/profile/developer: delete the token',
    source: 'docs.zeplin.dev/docs/authentication',
  }),
  token({
    id: 'tallyfy-access-token',
    provider: 'Tallyfy',
    name: 'access token (JWT)',
    patterns: [
      named(['tallyfy'], ...jsonWebToken),
      possible(named(['tallyfy'], run(alnum, 36), '.', run(alnum, 264), '.', run(base64url, 683))),
    ],
    checks: [should('jwt')],
    env: 'TALLYFY_ACCESS_TOKEN',
    verify: 'GET https://go.tallyfy.com/api/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'Tallyfy > Settings > Integrations > REST API: reset',
    source: 'developers.tallyfy.com',
  }),
];
