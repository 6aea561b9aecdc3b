/** Services that take logs. */
import {
  alnum,
  anchored,
  either,
  looseUuid,
  possible,
  rule,
  run,
  secret,
  strict,
  uuid,
} from '../format.ts';

export const logCollector = [
  rule({
    id: 'loggly-token',
    provider: 'Loggly',
    name: 'customer or API token',
    category: 'monitoring',
    severity: 'medium',
    patterns: [
      anchored('loggly.com/inputs/', secret(...uuid)),
      anchored('loggly.com/bulk/', secret(...uuid)),
      strict(['loggly'], ...uuid),
      possible(strict(['loggly'], ...looseUuid)),
    ],
    env: ['LOGGLY_TOKEN'],
    revoke: 'retire the token under Source setup > Customer tokens',
    source: 'documentation.solarwinds.com, Loggly customer token',
  }),
  rule({
    id: 'logzio-token',
    provider: 'Logz.io',
    name: 'shipping or API token',
    category: 'monitoring',
    severity: 'medium',
    patterns: [
      strict(['logzio', 'logz io', 'logz'], either([...uuid], run(alnum, 32))),
      possible(strict(['logzio', 'logz io', 'logz'], ...looseUuid)),
    ],
    env: ['LOGZIO_TOKEN'],
    verify: 'GET https://api.logz.io/v1/user-management with X-API-TOKEN; 200: alive, 401: not',
    revoke: 'delete the token under Settings > Manage tokens',
    source: 'docs.logz.io, tokens',
  }),
];
