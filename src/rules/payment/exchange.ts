/** Exchanges for digital money. Their secrets have no prefix: the name beside them tells. */
import { alnum, anchored, base64url, either, near, rule, run, strict } from '../format.ts';

export const exchange = [
  rule({
    id: 'binance-api-key',
    provider: 'Binance',
    name: 'API key or secret',
    category: 'payment',
    severity: 'critical',
    patterns: [strict(['binance'], run(alnum, 64))],
    env: ['BINANCE_API_SECRET', 'BINANCE_SECRET_KEY', 'BINANCE_API_KEY'],
    verify: 'GET https://api.binance.com/api/v3/account, signed; 200: alive, 401: not',
    revoke: 'delete the key at https://www.binance.com/en/my/settings/api-management',
    source: 'developers.binance.com, endpoint security',
  }),
  rule({
    id: 'gemini-exchange-api-key',
    provider: 'Gemini (exchange)',
    name: 'API key',
    category: 'payment',
    severity: 'medium',
    patterns: [near(['gemini'], anchored(either('master-', 'account-'), run(alnum, 20)))],
    env: ['GEMINI_EXCHANGE_API_KEY'],
    verify:
      'POST https://api.gemini.com/v1/heartbeat, signed; 200: alive, 400 InvalidSignature: not',
    revoke: 'delete the key at https://exchange.gemini.com/settings/api',
    source: 'docs.gemini.com, API key types',
  }),
  rule({
    id: 'luno-api-secret',
    provider: 'Luno',
    name: 'API key secret',
    category: 'payment',
    severity: 'critical',
    patterns: [strict(['luno'], run(base64url, 43))],
    env: ['LUNO_API_SECRET', 'LUNO_API_KEY_SECRET'],
    verify: 'GET https://api.luno.com/api/1/balance with Basic id:secret; 200: alive, 401: not',
    revoke: 'delete the key at https://www.luno.com/wallet/security/api_keys',
    source: 'luno.com/en/developers/api',
  }),
  rule({
    id: 'fmfw-api-key',
    provider: 'FMFW.io',
    name: 'API key or secret',
    category: 'payment',
    severity: 'critical',
    patterns: [strict(['fmfw'], run(base64url, 32))],
    env: ['FMFW_API_KEY', 'FMFW_SECRET_KEY'],
    verify:
      'GET https://api.fmfw.io/api/3/spot/balance with Basic key:secret; 200: alive, 401: not',
    revoke: 'delete the key in the account settings at https://fmfw.io',
    source: 'api.fmfw.io documentation, authentication',
  }),
];
