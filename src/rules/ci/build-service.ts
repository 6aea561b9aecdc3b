/** Builds as a service, one kind of token each. */
import { alnum, anchored, base64url, hex, named, possible, rule, run, strict } from '../format.ts';

export const buildService = [
  rule({
    id: 'bitrise-access-token',
    provider: 'Bitrise',
    name: 'personal access token',
    category: 'ci',
    patterns: [strict(['bitrise'], run(base64url, 60, 90))],
    env: ['BITRISE_ACCESS_TOKEN', 'BITRISE_TOKEN'],
    verify: 'GET https://api.bitrise.io/v0.1/me with Authorization; 200: alive, 401: not',
    revoke: 'delete the token at https://app.bitrise.io/me/account/security',
    source: 'docs.bitrise.io/en/bitrise-ci/api; betterleaks',
  }),
  rule({
    id: 'codemagic-api-token',
    provider: 'Codemagic',
    name: 'API token',
    category: 'ci',
    patterns: [
      strict(['codemagic'], run(base64url, 43)),
      anchored('codemagic_', run(alnum, 24, 44)),
    ],
    env: ['CODEMAGIC_API_TOKEN'],
    verify: 'GET https://api.codemagic.io/apps with x-auth-token; 200: alive, 401: not',
    revoke: 'replace the token at https://codemagic.io/settings',
    source: 'docs.codemagic.io/rest-api; kingfisher',
  }),
  rule({
    id: 'appcenter-api-token',
    provider: 'App Center',
    name: 'API token',
    category: 'ci',
    severity: 'medium',
    patterns: [
      strict(['appcenter', 'app center'], run(hex, 40)),
      possible(named(['appcenter api', 'app center api'], run(hex, 40))),
    ],
    env: ['APPCENTER_API_TOKEN', 'APPCENTER_ACCESS_TOKEN'],
    verify: 'GET https://api.appcenter.ms/v0.1/user with X-API-Token; 200: alive, 401: not',
    revoke: 'nothing to do: the service closed in 2025',
    source: 'learn.microsoft.com/appcenter/api-docs; noseyparker',
  }),
];
