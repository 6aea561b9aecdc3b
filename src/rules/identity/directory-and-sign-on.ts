/** Directories of people and machines, and what watches over them. */
import { alnum, anchored, lowerAlnum, possible, rule, run, strict, uuid } from '../format.ts';

export const directoryAndSignOn = [
  rule({
    id: 'jumpcloud-api-key',
    provider: 'JumpCloud',
    name: 'API key',
    category: 'identity',
    severity: 'critical',
    patterns: [
      anchored('jca_', run(alnum, 36)),
      strict(['jumpcloud', 'jump cloud'], run(lowerAlnum, 40)),
      possible(strict(['jumpcloud'], run(alnum, 40))),
      possible(strict(['jumpcloud'], run(lowerAlnum, 40))),
    ],
    env: ['JUMPCLOUD_API_KEY'],
    verify:
      'GET https://console.jumpcloud.com/api/systemusers?limit=1 with x-api-key; 200: alive, 401: not',
    revoke: 'revoke the key under My API key of the administrator',
    source: 'docs.jumpcloud.com, API key authentication',
  }),
  rule({
    id: 'jupiterone-api-key',
    provider: 'JupiterOne',
    name: 'API key',
    category: 'identity',
    patterns: [strict(['jupiterone', 'jupiter one'], run(alnum, 76))],
    env: ['JUPITERONE_API_KEY'],
    verify:
      'POST https://graphql.us.jupiterone.io with Authorization: Bearer and LifeOmic-Account; 200: alive, 401: not',
    revoke: 'revoke the key under Settings > Account API keys',
    source: 'docs.jupiterone.io, API authentication',
  }),
  rule({
    id: 'loginradius-api-secret',
    provider: 'LoginRadius',
    name: 'API key or secret',
    category: 'identity',
    patterns: [strict(['loginradius', 'login radius'], ...uuid)],
    env: ['LOGINRADIUS_API_SECRET', 'LOGINRADIUS_API_KEY'],
    verify:
      'GET https://api.loginradius.com/identity/v2/manage/account?apikey=KEY&apisecret=SECRET&email=x; 403: not alive',
    revoke: 'reset the secret under API credentials in the admin console',
    source: 'loginradius.com/docs, API key and secret',
  }),
];
