/** KuCoin. The key is 24 hex digits, its secret a UUID. */
import { hex, possible, rule, run, strict, uuid } from '../format.ts';

const revoke = 'delete the key at https://www.kucoin.com/account/api';
const source = 'kucoin.com/docs, authentication';

export const kucoin = [
  rule({
    id: 'kucoin-api-secret',
    provider: 'KuCoin',
    name: 'API secret',
    category: 'payment',
    severity: 'critical',
    patterns: [strict(['kucoin'], ...uuid)],
    companion: { rule: 'kucoin-api-key', within: 200 },
    env: ['KUCOIN_API_SECRET', 'KUCOIN_SECRET_KEY'],
    verify: 'GET https://api.kucoin.com/api/v1/accounts, signed; 200: alive, 400003 or 400005: not',
    revoke,
    source,
  }),
  rule({
    id: 'kucoin-api-key',
    provider: 'KuCoin',
    name: 'API key',
    category: 'payment',
    severity: 'medium',
    patterns: [possible(strict(['kucoin'], run(hex, 24)))],
    env: ['KUCOIN_API_KEY'],
    revoke,
    source,
  }),
];
