/** Security services that know addresses, malware and holes: one kind of key each. */
import { alnum, anchored, base64url, lowerAlnum, named, rule, run, strict } from '../format.ts';

export const threatIntelligence = [
  rule({
    id: 'abuseipdb-api-key',
    provider: 'AbuseIPDB',
    name: 'API key',
    category: 'saas',
    severity: 'medium',
    patterns: [named(['abuseipdb'], run(lowerAlnum, 80))],
    env: ['ABUSEIPDB_API_KEY', 'ABUSEIPDB_KEY'],
    verify:
      'GET https://api.abuseipdb.com/api/v2/check?ipAddress=127.0.0.1 with Key; 200: alive, 401: not',
    revoke: 'delete the key at https://www.abuseipdb.com/account/api',
    source: 'docs.abuseipdb.com; trufflehog',
  }),
  rule({
    id: 'aikido-ci-token',
    provider: 'Aikido',
    name: 'CI token',
    category: 'saas',
    severity: 'medium',
    patterns: [anchored('AIK_CI_', run(alnum, 20, 80))],
    env: ['AIKIDO_CI_TOKEN', 'AIKIDO_TOKEN'],
    revoke:
      'delete the token at https://app.aikido.dev/settings/integrations/continuous-integration',
    source: 'help.aikido.dev; betterleaks',
  }),
  rule({
    id: 'aikido-client-secret',
    provider: 'Aikido',
    name: 'client secret',
    category: 'saas',
    patterns: [anchored('AIK_SECRET_', run(alnum, 48, 80))],
    env: ['AIKIDO_CLIENT_SECRET', 'AIK_CLIENT_SECRET'],
    verify:
      'POST https://app.aikido.dev/api/oauth/token with client ID and secret; 200: alive, 401: not',
    revoke: 'delete the credentials at https://app.aikido.dev/settings/integrations/api/aikido',
    source: 'apidocs.aikido.dev; betterleaks',
  }),
  rule({
    id: 'alienvault-otx-key',
    provider: 'AlienVault OTX',
    name: 'OTX API key',
    category: 'saas',
    severity: 'low',
    patterns: [strict(['alienvault', 'otx api', 'otx key'], run(lowerAlnum, 64))],
    env: ['OTX_API_KEY', 'ALIENVAULT_API_KEY'],
    verify:
      'GET https://otx.alienvault.com/api/v1/user/me with X-OTX-API-KEY; 200: alive, 403: not',
    revoke: 'replace the key at https://otx.alienvault.com/settings',
    source: 'otx.alienvault.com/api; trufflehog',
  }),
  rule({
    id: 'censys-api-secret',
    provider: 'Censys',
    name: 'API secret',
    category: 'saas',
    severity: 'medium',
    patterns: [
      strict(['censys'], run(alnum, 32)),
      named(['censys'], 'censys_', run(base64url, 20, 80)),
    ],
    env: ['CENSYS_API_SECRET', 'CENSYS_API_KEY'],
    verify:
      'GET https://search.censys.io/api/v1/account with ID and secret as Basic user and password; 200: alive, 401: not',
    revoke: 'replace the secret at https://search.censys.io/account/api',
    source: 'docs.censys.com; trufflehog',
  }),
  rule({
    id: 'detectify-api-key',
    provider: 'Detectify',
    name: 'API key',
    category: 'saas',
    severity: 'medium',
    patterns: [strict(['detectify'], run(lowerAlnum, 32))],
    env: ['DETECTIFY_API_KEY'],
    verify:
      'GET https://api.detectify.com/rest/v2/domains/ with X-Detectify-Key; 200: alive, 401: not',
    revoke: 'delete the key in the API settings of https://detectify.com',
    source: 'developer.detectify.com; trufflehog; kingfisher',
  }),
];
