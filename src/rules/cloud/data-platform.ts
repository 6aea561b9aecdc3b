/** Managed open-source data services in any cloud. */
import { base64, maybe, named, rule, run } from '../format.ts';

export const dataPlatform = [
  rule({
    id: 'aiven-api-token',
    provider: 'Aiven',
    name: 'authentication token',
    category: 'cloud',
    severity: 'critical',
    patterns: [named(['aiven', 'aivenv1'], run(base64, 320, 420), maybe('=', maybe('=')))],
    env: ['AIVEN_API_TOKEN', 'AIVEN_TOKEN'],
    verify: 'GET https://api.aiven.io/v1/me with Authorization: aivenv1; 200: alive, 403: not',
    revoke: 'revoke the token at https://console.aiven.io/profile/tokens',
    source: 'aiven.io/docs/platform/concepts/authentication-tokens; betterleaks; trufflehog',
  }),
];
