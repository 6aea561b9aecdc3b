/** Services that take payments for shops and subscriptions. */
import {
  alnum,
  anchored,
  anyHex,
  digits,
  either,
  hex,
  lowerAlnum,
  maybe,
  named,
  near,
  rule,
  run,
  strict,
  word,
} from '../format.ts';

export const checkout = [
  rule({
    id: 'paymongo-secret-key',
    provider: 'PayMongo',
    name: 'secret key',
    category: 'payment',
    severity: 'critical',
    patterns: [
      near(['paymongo'], anchored(either('sk_live_', 'sk_test_'), run(alnum, 24))),
      named(['paymongo'], run(word, 32)),
    ],
    env: ['PAYMONGO_SECRET_KEY'],
    verify: 'GET https://api.paymongo.com/v1/payments with Basic KEY:; 200: alive, 401: not',
    revoke: 'roll it at https://dashboard.paymongo.com/developers',
    source: 'developers.paymongo.com/docs/api-keys',
  }),
  rule({
    id: 'recharge-api-token',
    provider: 'Recharge',
    name: 'API token',
    category: 'payment',
    patterns: [
      named(
        ['recharge', 'rechargeapps', 'x recharge access token'],
        'sk_',
        maybe('test_'),
        run(digits, 1),
        'x',
        run(digits, 1),
        '_',
        run(anyHex, 64),
      ),
      strict(['recharge', 'rechargeapps'], run(hex, 56, 64)),
    ],
    env: ['RECHARGE_API_KEY', 'RECHARGE_API_TOKEN'],
    verify:
      'GET https://api.rechargeapps.com/token_information with X-Recharge-Access-Token; 200: alive, 401: not',
    revoke: 'delete it in the shop > Apps > API tokens',
    source: 'developer.rechargepayments.com/v1-shopify#authentication',
  }),
  rule({
    id: 'moonclerk-api-key',
    provider: 'MoonClerk',
    name: 'API key',
    category: 'payment',
    patterns: [named(['moonclerk'], run(lowerAlnum, 32))],
    env: ['MOONCLERK_API_KEY'],
    verify:
      'GET https://api.moonclerk.com/customers with Authorization: Token token=KEY; 200: alive, 401: not',
    revoke: 'regenerate it at https://app.moonclerk.com/settings/api',
    source: 'github.com/moonclerk/developer',
  }),
  rule({
    id: 'rainforest-api-key',
    provider: 'Rainforest',
    name: 'API key',
    category: 'payment',
    severity: 'critical',
    patterns: [anchored('apikey_', run(hex, 64))],
    env: ['RAINFOREST_API_KEY'],
    verify:
      'GET https://api.rainforestpay.com/v1/merchants with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'deactivate it in the portal > Developers > API keys',
    source: 'docs.rainforestpay.com/docs/authentication',
  }),
];
