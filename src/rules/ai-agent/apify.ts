/** Apify. The last six characters of an API token are a CRC-32 of all before, in base62. */
import { alnum, anchored, possible, rule, run, should } from '../format.ts';

const revoke = 'delete the token at https://console.apify.com/settings/integrations';

export const apify = [
  rule({
    id: 'apify-api-token',
    provider: 'Apify',
    name: 'API token',
    category: 'ai-agent',
    patterns: [
      anchored('apify_api_', run(alnum, 36)),
      possible(anchored('apify_api_', run(alnum, 34, 38))),
    ],
    checks: [should('apify-crc')],
    env: ['APIFY_TOKEN', 'APIFY_API_TOKEN'],
    verify:
      'GET https://api.apify.com/v2/users/me with Authorization: Bearer; 200: alive, 401: not',
    revoke,
    source: 'docs.apify.com/platform/integrations/api; betterleaks; checksum recomputed',
  }),
  rule({
    id: 'apify-proxy-password',
    provider: 'Apify',
    name: 'proxy password',
    category: 'ai-agent',
    severity: 'medium',
    patterns: [possible(anchored('apify_proxy_', run(alnum, 20, 64)))],
    env: ['APIFY_PROXY_PASSWORD'],
    verify:
      'GET http://proxy.apify.com/?format=json through http://auto:PASSWORD@proxy.apify.com:8000; the member connected tells',
    revoke: 'reset the password at https://console.apify.com/proxy',
    source: 'GitHub secret scanning patterns name it; the length is not documented',
  }),
  rule({
    id: 'apify-console-token',
    provider: 'Apify',
    name: 'Console token',
    category: 'ai-agent',
    patterns: [possible(anchored('apify_ui_', run(alnum, 20, 64)))],
    env: ['APIFY_TOKEN'],
    lifetime: 'a session',
    revoke,
    source: 'GitHub secret scanning patterns name it; the length is not documented',
  }),
];
