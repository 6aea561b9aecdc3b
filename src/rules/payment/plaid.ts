/** Plaid: access to bank accounts. A secret goes with a client ID; each account has a token. */
import {
  alnum,
  anchored,
  either,
  hex,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

export const plaid = [
  rule({
    id: 'plaid-access-token',
    provider: 'Plaid',
    name: 'access token of an item',
    category: 'payment',
    patterns: [
      anchored(either('access-production-', 'access-sandbox-', 'access-development-'), ...uuid),
    ],
    env: ['PLAID_ACCESS_TOKEN'],
    verify:
      'POST https://production.plaid.com/item/get with client_id, secret and access_token; 200: alive',
    revoke: 'POST /item/remove, or /item/access_token/invalidate',
    source: 'plaid.com/docs/api, tokens',
  }),
  rule({
    id: 'plaid-secret',
    provider: 'Plaid',
    name: 'API secret',
    category: 'payment',
    severity: 'critical',
    patterns: [strict(['plaid'], run(lowerAlnum, 30))],
    companion: { rule: 'plaid-client-id', within: 200 },
    env: ['PLAID_SECRET'],
    verify:
      'POST https://production.plaid.com/institutions/get with client_id and secret; 200: alive, 400 INVALID_API_KEYS: not',
    revoke: 'rotate the secret at https://dashboard.plaid.com/developers/keys',
    source: 'plaid.com/docs/quickstart',
  }),
  rule({
    id: 'plaid-client-id',
    provider: 'Plaid',
    name: 'client ID',
    category: 'payment',
    severity: 'low',
    patterns: [
      possible(named(['plaid client id', 'plaid clientid'], run(hex, 24))),
      possible(strict(['plaid'], run(alnum, 24))),
    ],
    env: ['PLAID_CLIENT_ID'],
    revoke: 'none: it is no secret without the secret',
    source: 'plaid.com/docs/quickstart',
  }),
];
