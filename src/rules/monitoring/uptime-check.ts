/** Services that watch web sites from outside. */
import { alnum, digits, hex, lowerAlnum, named, rule, run, strict, uuid } from '../format.ts';

/** `sumo` alone begins too many names (`sumOf…`). */
const sumo = [
  'sumologic',
  'sumo logic',
  'sumo access',
  'sumo key',
  'sumo id',
  'sumo api',
  'sumo token',
];

export const uptimeCheck = [
  rule({
    id: 'statuscake-api-key',
    provider: 'StatusCake',
    name: 'API key',
    category: 'monitoring',
    severity: 'medium',
    patterns: [named(['statuscake', 'status cake'], run(alnum, 20))],
    env: ['STATUSCAKE_API_KEY'],
    verify:
      'GET https://api.statuscake.com/v1/uptime with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://app.statuscake.com/User.php: delete the key',
    source: 'statuscake.com/api/v1',
  }),
  rule({
    id: 'statuspage-api-key',
    provider: 'Statuspage',
    name: 'API key',
    category: 'monitoring',
    patterns: [
      named(['statuspage', 'status page', 'statuspage io'], run(hex, 64)),
      named(['statuspage', 'statuspage io'], ...uuid),
    ],
    env: ['STATUSPAGE_API_KEY'],
    verify:
      'GET https://api.statuspage.io/v1/pages with Authorization: OAuth; 200: alive, 401: not',
    revoke: 'https://manage.statuspage.io > user > API info: delete the key',
    source: 'developer.statuspage.io',
  }),
  rule({
    id: 'uptimerobot-api-key',
    provider: 'UptimeRobot',
    name: 'API key',
    category: 'monitoring',
    severity: 'medium',
    patterns: [
      named(['uptimerobot', 'uptime robot'], run(lowerAlnum, 8, 12), '-', run(lowerAlnum, 24, 32)),
    ],
    env: ['UPTIMEROBOT_API_KEY'],
    verify:
      'POST https://api.uptimerobot.com/v2/getAccountDetails with api_key; stat ok: alive, fail: not',
    revoke: 'https://dashboard.uptimerobot.com/integrations: delete the key',
    source: 'uptimerobot.com/api',
  }),
  rule({
    id: 'websitepulse-key',
    provider: 'WebSitePulse',
    name: 'API key',
    category: 'monitoring',
    severity: 'medium',
    patterns: [named(['websitepulse', 'website pulse'], run(hex, 32))],
    env: ['WEBSITEPULSE_KEY'],
    verify:
      'GET https://api.websitepulse.com/textserver.php?username=&key=&method=GetContacts; 403: not alive',
    revoke: 'the control panel > API: replace the key',
    source: 'websitepulse.com/help/api',
  }),
  rule({
    id: 'thousandeyes-oauth-token',
    provider: 'ThousandEyes',
    name: 'OAuth Bearer token',
    category: 'monitoring',
    patterns: [
      named(['thousandeyes', 'thousand eyes'], run(alnum, 32)),
      named(['thousandeyes'], ...uuid),
    ],
    env: ['THOUSANDEYES_TOKEN', 'TE_TOKEN'],
    verify:
      'GET https://api.thousandeyes.com/v7/account-groups with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://app.thousandeyes.com > Account settings > User API tokens: revoke',
    source: 'docs.thousandeyes.com, OAuth Bearer token',
  }),
  rule({
    id: 'solarwinds-api-token',
    provider: 'SolarWinds',
    name: 'Observability API token',
    category: 'monitoring',
    patterns: [named(['solarwinds', 'swo api', 'swo token'], run(`${alnum}_-`, 71))],
    env: ['SWO_API_TOKEN', 'SOLARWINDS_TOKEN'],
    verify:
      'GET https://api.na-01.cloud.solarwinds.com/v1/logs with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://my.solarwinds.cloud > Settings > API tokens: delete the token',
    source: 'documentation.solarwinds.com, SaaS API tokens',
  }),
  rule({
    id: 'sumologic-access-id',
    provider: 'Sumo Logic',
    name: 'access ID',
    category: 'monitoring',
    severity: 'low',
    patterns: [named(sumo, 'su', run(alnum, 12))],
    env: ['SUMOLOGIC_ACCESS_ID'],
    revoke: 'no secret by itself; look for the access key beside it',
    source: 'help.sumologic.com/docs/manage/security/access-keys',
  }),
  rule({
    id: 'sumologic-access-key',
    provider: 'Sumo Logic',
    name: 'access key',
    category: 'monitoring',
    patterns: [named(sumo, run(alnum, 64))],
    companion: { rule: 'sumologic-access-id', within: 400 },
    env: ['SUMOLOGIC_ACCESS_KEY'],
    verify:
      'GET https://api.sumologic.com/api/v1/users with Basic id:key; 200 or 403: alive, 401: not',
    revoke: 'https://service.sumologic.com > Preferences > Access keys: delete the key',
    source: 'help.sumologic.com/docs/manage/security/access-keys',
  }),
  rule({
    id: 'updown-api-key',
    provider: 'updown.io',
    name: 'API key',
    category: 'monitoring',
    severity: 'medium',
    patterns: [named(['updown'], run(alnum, 20)), strict(['updown'], 'ro-', run(alnum, 20))],
    env: ['UPDOWN_API_KEY'],
    verify: 'GET https://updown.io/api/checks with X-API-KEY; 200: alive, 401: not',
    revoke: 'https://updown.io/settings/edit: reset the key',
    source: 'updown.io/api',
  }),
  rule({
    id: 'site24x7-device-key',
    provider: 'Site24x7',
    name: 'agent device key',
    category: 'monitoring',
    severity: 'medium',
    patterns: [
      named(['site24x7'], run('abcdef' + digits, 40)),
      named(['site24x7'], 'us_', run(hex, 32)),
    ],
    env: ['SITE24X7_LICENSE_KEY'],
    revoke: 'https://www.site24x7.com > Admin > Developer > Device key',
    source: 'site24x7.com/help',
  }),
];
