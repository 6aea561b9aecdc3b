/** What tests saw, and what may be merged. */
import {
  alnum,
  anchored,
  anyHex,
  base64url,
  either,
  hex,
  maybe,
  named,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

export const testTracking = [
  rule({
    id: 'mergify-application-key',
    provider: 'Mergify',
    name: 'application key',
    category: 'ci',
    patterns: [anchored('mergify_application_key_', run(base64url, 40, 200))],
    env: ['MERGIFY_API_KEY', 'MERGIFY_TOKEN'],
    verify:
      'GET https://api.mergify.com/v1/application with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete it at https://dashboard.mergify.com > Settings > Applications',
    source: 'docs.mergify.com/api',
  }),
  rule({
    id: 'percy-token',
    provider: 'Percy',
    name: 'project token',
    category: 'ci',
    severity: 'medium',
    patterns: [
      named(
        ['percy'],
        maybe(either('web_', 'app_', 'auto_', 'ss_', 'vmw_', 'res_')),
        run(anyHex, 64),
      ),
    ],
    env: ['PERCY_TOKEN'],
    verify:
      'GET https://percy.io/api/v1/projects with Authorization: Token token=TOKEN; 200: alive, 401: not',
    revoke: 'regenerate it in the project > Settings',
    source: 'browserstack.com/docs/percy/get-started/project-token',
  }),
  rule({
    id: 'qase-api-token',
    provider: 'Qase',
    name: 'API token',
    category: 'ci',
    patterns: [
      named(['qase'], run(hex, 40)),
      named(['qase'], run(hex, 64)),
      possible(strict(['qase'], run(alnum, 40))),
    ],
    env: ['QASE_API_TOKEN', 'QASE_TESTOPS_API_TOKEN'],
    verify: 'GET https://api.qase.io/v1/project with Token; 200: alive, 401: not',
    revoke: 'delete it at https://app.qase.io/user/api/token',
    source: 'developers.qase.io',
  }),
];
