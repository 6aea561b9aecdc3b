/** New Relic. Keys name their kind in a prefix, licence keys and mobile tokens in a suffix. */
import {
  alnum,
  anchored,
  base64url,
  either,
  hex,
  lowerAlnum,
  possible,
  rule,
  run,
  strict,
  upperAlnum,
} from '../format.ts';

const source = 'docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys';
const revoke = 'delete the key at https://one.newrelic.com/api-keys';
const verify =
  'POST https://api.newrelic.com/graphql {actor{user{id}}} with API-Key; 401 or a null actor: not alive';

export const newRelic = [
  rule({
    id: 'new-relic-user-key',
    provider: 'New Relic',
    name: 'user API key',
    category: 'monitoring',
    severity: 'critical',
    patterns: [
      anchored(either('NRAK-', 'nrak-'), run(alnum, 27)),
      // Its ID, under which it is deleted.
      possible(strict(['new relic'], run(lowerAlnum, 64))),
    ],
    env: ['NEW_RELIC_API_KEY', 'NEW_RELIC_USER_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'new-relic-admin-key',
    provider: 'New Relic',
    name: 'admin or REST API key',
    category: 'monitoring',
    severity: 'critical',
    patterns: [anchored(either('NRAA-', 'NRRA-', 'nraa-', 'nrra-'), run(alnum, 27, 42))],
    env: ['NEW_RELIC_REST_API_KEY'],
    verify:
      'GET https://api.newrelic.com/v2/applications.json with X-Api-Key; 200: alive, 401: not',
    revoke,
    source,
  }),
  rule({
    id: 'new-relic-insert-key',
    provider: 'New Relic',
    name: 'Insights insert key',
    category: 'monitoring',
    severity: 'medium',
    patterns: [anchored(either('NRII-', 'nrii-'), run(base64url, 25, 32))],
    env: ['NEW_RELIC_INSERT_KEY'],
    revoke,
    source,
  }),
  rule({
    id: 'new-relic-query-key',
    provider: 'New Relic',
    name: 'Insights query key',
    category: 'monitoring',
    patterns: [anchored(either('NRIQ-', 'nriq-'), run(base64url, 25, 32))],
    env: ['NEW_RELIC_QUERY_KEY'],
    verify:
      'GET https://insights-api.newrelic.com/v1/accounts/{id}/query with X-Query-Key; 200: alive, 401: not',
    revoke,
    source,
  }),
  rule({
    id: 'new-relic-browser-key',
    provider: 'New Relic',
    name: 'browser ingest key',
    category: 'monitoring',
    severity: 'low',
    // It is part of every page that is watched.
    patterns: [possible(anchored('NRJS-', run(hex, 19)))],
    env: ['NEW_RELIC_BROWSER_KEY'],
    revoke,
    source,
  }),
  rule({
    id: 'new-relic-license-key',
    provider: 'New Relic',
    name: 'licence (ingest) key',
    category: 'monitoring',
    // The oldest keys lack the suffix.
    patterns: [
      anchored(either(['eu01xx', run(hex, 26)], run(hex, 32)), 'FFFFNRAL'),
      anchored(run(hex, 36), 'NRAL'),
      strict(['new relic license', 'newrelic', 'new relic'], run(hex, 40)),
      possible(anchored(run(lowerAlnum, 6), run(hex, 30), either('NRAL', 'nral'))),
      possible(strict(['newrelic'], run(`${upperAlnum}_.`, 4), '-', run(`${upperAlnum}_.`, 42))),
    ],
    env: ['NEW_RELIC_LICENSE_KEY'],
    revoke,
    source,
  }),
  rule({
    id: 'new-relic-mobile-token',
    provider: 'New Relic',
    name: 'mobile app token',
    category: 'monitoring',
    severity: 'low',
    patterns: [anchored(either(['eu01xx', run(hex, 36)], ['AA', run(hex, 40)]), '-NRMA')],
    env: ['NEW_RELIC_MOBILE_TOKEN'],
    revoke: 'regenerate the token in the settings of the app at https://one.newrelic.com',
    source,
  }),
];
