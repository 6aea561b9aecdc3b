/** Services that tell exchange rates. */
import { alnum, hex, lowerAlnum, named, possible, rule, run, strict } from '../format.ts';

export const exchangeRate = [
  rule({
    id: 'exchangeratesapi-access-key',
    provider: 'exchangeratesapi',
    name: 'access key',
    category: 'finance',
    severity: 'medium',
    patterns: [strict(['exchangerates', 'exchange rates', 'exchangerate'], run(lowerAlnum, 32))],
    env: ['EXCHANGERATESAPI_ACCESS_KEY'],
    verify: 'GET https://api.exchangeratesapi.io/v1/latest?access_key=KEY; success true: alive',
    revoke: 'regenerate the key at https://manage.exchangeratesapi.io',
    source: 'exchangeratesapi.io/documentation',
  }),
  rule({
    id: 'fastforex-api-key',
    provider: 'fastFOREX',
    name: 'API key',
    category: 'finance',
    severity: 'medium',
    patterns: [strict(['fastforex', 'fast forex'], run(`${lowerAlnum}-`, 28))],
    env: ['FASTFOREX_API_KEY'],
    verify: 'GET https://api.fastforex.io/usage?api_key=KEY; 200: alive, 401: not',
    revoke: 'delete the key at https://console.fastforex.io',
    source: 'fastforex.readme.io, authentication',
  }),
  rule({
    id: 'fixer-access-key',
    provider: 'Fixer',
    name: 'access key',
    category: 'finance',
    severity: 'medium',
    patterns: [
      strict(['fixerio', 'fixer io', 'fixer api', 'fixer key', 'fixer access'], run(alnum, 32)),
      possible(strict(['fixer api'], run(alnum, 32))),
    ],
    env: ['FIXER_ACCESS_KEY'],
    verify: 'GET https://data.fixer.io/api/latest?access_key=KEY; success true: alive',
    revoke: 'regenerate the key at https://fixer.io/dashboard',
    source: 'fixer.io/documentation',
  }),
  rule({
    id: 'exchangerate-api-key',
    provider: 'ExchangeRate-API',
    name: 'API key',
    category: 'finance',
    severity: 'low',
    patterns: [
      named(['exchangerate', 'exchange rate'], run(hex, 24)),
      possible(strict(['exchangerate', 'exchange rate'], run(lowerAlnum, 24))),
    ],
    env: ['EXCHANGERATE_API_KEY', 'EXCHANGE_RATE_API_KEY'],
    verify: 'GET https://v6.exchangerate-api.com/v6/KEY/latest/USD; result success: alive',
    revoke: 'https://app.exchangerate-api.com/keys: delete the key',
    source: 'exchangerate-api.com/docs/authentication; trufflehog; kingfisher',
  }),
];
