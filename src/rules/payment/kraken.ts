/** Kraken. A private key of 64 bytes signs the calls of an API key. */
import { base64, named, possible, rule, run, strict } from '../format.ts';

const revoke = 'delete the key at https://pro.kraken.com/app/settings/api';
const source = 'docs.kraken.com/api, spot REST authentication';

export const kraken = [
  rule({
    id: 'kraken-api-secret',
    provider: 'Kraken',
    name: 'API private key',
    category: 'payment',
    severity: 'critical',
    patterns: [
      strict(['kraken'], run(base64, 86), '=='),
      // 64 bytes in base64; other scanners take either alphabet and padding anywhere.
      possible(named(['kraken'], run(`${base64}=`, 88))),
      possible(strict(['kraken'], run(`${base64}=_-`, 80, 90))),
    ],
    companion: { rule: 'kraken-api-key', within: 200 },
    env: ['KRAKEN_API_SECRET'],
    verify: 'POST https://api.kraken.com/0/private/Balance, signed; EAPI:Invalid key: not alive',
    revoke,
    source,
  }),
  rule({
    id: 'kraken-api-key',
    provider: 'Kraken',
    name: 'API key',
    category: 'payment',
    severity: 'medium',
    patterns: [possible(strict(['kraken'], run(`${base64}=`, 56)))],
    env: ['KRAKEN_API_KEY'],
    revoke,
    source,
  }),
];
