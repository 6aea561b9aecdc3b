/** MongoDB Atlas: keys of its administration, not of a database user. */
import {
  alnum,
  anchored,
  anyUuid,
  base64url,
  named,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

export const mongodbAtlas = [
  rule({
    id: 'mongodb-atlas-service-account-secret',
    provider: 'MongoDB Atlas',
    name: 'service account secret',
    category: 'database',
    severity: 'critical',
    patterns: [anchored('mdb_sa_sk_', run(base64url, 40))],
    env: ['MONGODB_ATLAS_CLIENT_SECRET', 'MDB_MCP_API_CLIENT_SECRET'],
    verify:
      'POST https://cloud.mongodb.com/api/oauth/token with Basic id:secret; 200: alive, 401: not (issues a token)',
    revoke: 'https://cloud.mongodb.com > Organization > Service Accounts: revoke the secret',
    source: 'mongodb.com/docs/atlas/api/service-accounts-overview; GitHub secret scanning patterns',
  }),
  rule({
    id: 'mongodb-atlas-private-key',
    provider: 'MongoDB Atlas',
    name: 'programmatic API private key',
    category: 'database',
    severity: 'critical',
    patterns: [
      named(['atlas private', 'atlas private api', 'mongodb atlas'], ...anyUuid),
      possible(strict(['mongodb', 'atlas'], ...anyUuid)),
    ],
    env: ['MONGODB_ATLAS_PRIVATE_KEY', 'MCLI_PRIVATE_API_KEY'],
    verify:
      'GET https://cloud.mongodb.com/api/atlas/v2/orgs with digest authentication publicKey:privateKey; 200: alive, 401: not',
    revoke: 'https://cloud.mongodb.com > Organization > API Keys: delete the key',
    source: 'mongodb.com/docs/atlas/configure-api-access',
  }),
  rule({
    id: 'mongodb-realm-api-key',
    provider: 'MongoDB Atlas',
    name: 'App Services API key',
    category: 'database',
    patterns: [
      named(['mongodb realm', 'realm api', 'mongodb data api', 'atlas data api'], run(alnum, 64)),
    ],
    env: ['MONGODB_DATA_API_KEY'],
    revoke: 'App Services > Authentication > API Keys: delete the key',
    source: 'mongodb.com/docs/atlas/app-services/authentication/api-key',
  }),
];
