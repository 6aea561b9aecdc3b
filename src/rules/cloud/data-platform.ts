/** Managed open-source data services in any cloud. */
import {
  alnum,
  anchored,
  base64,
  either,
  maybe,
  named,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

export const dataPlatform = [
  rule({
    id: 'aiven-api-token',
    provider: 'Aiven',
    name: 'authentication token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      named(['aiven', 'aivenv1'], run(base64, 320, 420), maybe('=', maybe('='))),
      possible(strict(['aiven'], run(`${base64}=`, 372))),
    ],
    env: ['AIVEN_API_TOKEN', 'AIVEN_TOKEN'],
    verify: 'GET https://api.aiven.io/v1/me with Authorization: aivenv1; 200: alive, 403: not',
    revoke: 'revoke the token at https://console.aiven.io/profile/tokens',
    source: 'aiven.io/docs/platform/concepts/authentication-tokens; betterleaks; trufflehog',
  }),
  rule({
    id: 'prefect-api-key',
    provider: 'Prefect',
    name: 'API key of a user or a service account',
    category: 'cloud',
    severity: 'critical',
    patterns: [anchored(either('pnu_', 'pnb_'), run(alnum, 36))],
    env: ['PREFECT_API_KEY'],
    verify:
      'GET https://api.prefect.cloud/api/me/ with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://app.prefect.cloud > the profile > API keys: delete the key',
    source: 'docs.prefect.io/v3/manage/cloud/manage-users/api-keys',
  }),
];
