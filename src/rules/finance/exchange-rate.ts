/** Services that tell exchange rates. */
import { alnum, lowerAlnum, rule, run, strict } from '../format.ts';

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
    ],
    env: ['FIXER_ACCESS_KEY'],
    verify: 'GET https://data.fixer.io/api/latest?access_key=KEY; success true: alive',
    revoke: 'regenerate the key at https://fixer.io/dashboard',
    source: 'fixer.io/documentation',
  }),
];
