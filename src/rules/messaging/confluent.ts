/** Confluent: Kafka in the cloud. A key goes with a secret; new secrets carry a checksum. */
import {
  alnum,
  anchored,
  base64,
  must,
  possible,
  rule,
  run,
  should,
  strict,
  upperAlnum,
} from '../format.ts';
import type { NamedPattern } from '../../model/rule.ts';

const verify =
  'GET https://api.confluent.cloud/iam/v2/api-keys with Basic key:secret; 200: alive, 401: not';
const revoke = 'delete the key at https://confluent.cloud/settings/api-keys';
const source = 'docs.confluent.io/cloud, API keys';

/** `sasl.jaas.config` stands some lines below the cluster's host name. */
const wide = (pattern: NamedPattern): NamedPattern => ({ ...pattern, reach: 300 });

export const confluent = [
  rule({
    id: 'confluent-cloud-secret',
    provider: 'Confluent',
    name: 'Cloud API secret',
    category: 'messaging',
    severity: 'critical',
    patterns: [
      anchored('cflt', run(base64, 60)),
      possible(strict(['ccloud', 'confluent'], run(base64, 64))),
      possible(
        strict(
          [
            'kafka secret',
            'kafka api secret',
            'kafka password',
            'kafka private',
            'kafka access',
            'kafka key',
          ],
          run(base64, 64),
        ),
      ),
    ],
    checks: [should('confluent-crc')],
    companion: { rule: 'confluent-cloud-key', within: 300 },
    env: ['CONFLUENT_CLOUD_API_SECRET'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'confluent-cloud-legacy-secret',
    provider: 'Confluent',
    name: 'Cloud API secret (before the prefix)',
    category: 'messaging',
    severity: 'critical',
    // A digest in hex is as long.
    patterns: [wide(strict(['confluent'], run(base64, 64)))],
    checks: [must('mixed-case')],
    companion: { rule: 'confluent-cloud-key', within: 300 },
    env: ['CONFLUENT_CLOUD_API_SECRET'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'confluent-cloud-key',
    provider: 'Confluent',
    name: 'Cloud API key ID',
    category: 'messaging',
    severity: 'low',
    patterns: [
      possible(strict(['confluent'], run(upperAlnum, 16))),
      possible(strict(['confluent', 'ccloud'], run(alnum, 16))),
      possible(
        strict(['kafka api key', 'kafka key', 'kafka username', 'cpdev'], run(upperAlnum, 16)),
      ),
    ],
    env: ['CONFLUENT_CLOUD_API_KEY'],
    revoke,
    source,
  }),
];
