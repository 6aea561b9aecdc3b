/** Grafana. A service account token ends in a checksum; the others are JSON documents in base64. */
import {
  alnum,
  anchored,
  anyHex,
  base64,
  must,
  near,
  possible,
  rule,
  run,
  should,
  word,
} from '../format.ts';

const source = 'grafana.com/docs, service accounts and access policies; Grafana source';

export const grafana = [
  rule({
    id: 'grafana-service-account-token',
    provider: 'Grafana',
    name: 'service account token',
    category: 'monitoring',
    patterns: [
      anchored('glsa_', run(alnum, 32), '_', run(anyHex, 8)),
      possible(anchored('glsa_', run(word, 41))),
    ],
    checks: [should('grafana-crc')],
    env: ['GRAFANA_TOKEN', 'GRAFANA_AUTH', 'GRAFANA_SERVICE_ACCOUNT_TOKEN'],
    verify: 'GET {host}/api/org with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token under Administration > Service accounts',
    source,
  }),
  rule({
    id: 'grafana-cloud-token',
    provider: 'Grafana',
    name: 'Cloud access policy token',
    category: 'monitoring',
    patterns: [
      anchored('glc_eyJ', run(base64, 40, 400), run('=', 0, 2)),
      possible(anchored('glc_', run(base64, 32, 400), run('=', 0, 3))),
    ],
    checks: [should('grafana-cloud-token')],
    env: ['GRAFANA_CLOUD_API_KEY', 'GRAFANA_CLOUD_TOKEN'],
    verify:
      'GET https://grafana.com/api/v1/tokens?region={region} with Authorization: Bearer; 200 or 403: alive, 401: not',
    revoke: 'delete the token under Access Policies at https://grafana.com/orgs',
    source,
  }),
  rule({
    id: 'grafana-api-key',
    provider: 'Grafana',
    name: 'API key (retired)',
    category: 'monitoring',
    // `{"k":"…","n":"…","id":…}`; Power BI links begin the same way and have no name in them.
    patterns: [anchored('eyJrIjoi', run(base64, 60, 400), run('=', 0, 2))],
    checks: [must('grafana-api-key')],
    env: ['GRAFANA_API_KEY'],
    verify: 'GET {host}/api/org with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the service account it became under Administration',
    source,
  }),
  rule({
    id: 'grafana-api-key-cut',
    provider: 'Grafana',
    name: 'API key (retired) that does not decode',
    category: 'monitoring',
    // Whatever was cut or redone, beside the name it is worth a look.
    patterns: [possible(near(['grafana'], anchored('eyJrIjoi', run(base64, 40, 400))))],
    related: ['grafana-api-key'],
    env: ['GRAFANA_API_KEY'],
    revoke: 'delete the service account it became under Administration',
    source,
  }),
];
