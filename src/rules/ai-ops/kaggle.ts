/**
 * Kaggle. Tokens of today have a prefix; the older key stands in ~/.kaggle/kaggle.json beside the user name.
 */
import { alnum, anchored, hex, rule, run, secret, strict } from '../format.ts';

const source = 'Kaggle CLI documentation';
const revoke = 'expire the token at https://www.kaggle.com/settings';
const blank = run(' \t\r\n', 0, 8);

export const kaggle = [
  rule({
    id: 'kaggle-api-token',
    provider: 'Kaggle',
    name: 'API token',
    category: 'ai-ops',
    patterns: [anchored('KGAT_', run(hex, 32))],
    env: ['KAGGLE_API_TOKEN'],
    verify:
      'GET https://www.kaggle.com/api/v1/competitions/list with Authorization: Bearer; 200: alive, 401: not',
    revoke,
    source,
  }),
  rule({
    id: 'kaggle-legacy-key',
    provider: 'Kaggle',
    name: 'API key (kaggle.json)',
    category: 'ai-ops',
    patterns: [
      anchored(
        '"username":',
        blank,
        '"',
        run(`${alnum}-_.`, 1, 60),
        '"',
        blank,
        ',',
        blank,
        '"key":',
        blank,
        '"',
        secret(run(hex, 32)),
        '"',
      ),
      strict(['kaggle'], run(hex, 32)),
    ],
    env: ['KAGGLE_KEY'],
    verify:
      'GET https://www.kaggle.com/api/v1/competitions/list with Basic user:key; 200: alive, 401: not',
    revoke,
    source,
  }),
];
