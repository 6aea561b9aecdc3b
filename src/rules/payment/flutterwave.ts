/** Flutterwave. The prefix tells secret, encryption and public keys. */
import { anchored, hex, lowerAlnum, maybe, possible, rule, run } from '../format.ts';

const revoke = 'regenerate the keys at https://dashboard.flutterwave.com/settings/apis';

export const flutterwave = [
  rule({
    id: 'flutterwave-secret-key',
    provider: 'Flutterwave',
    name: 'secret key',
    category: 'payment',
    severity: 'critical',
    patterns: [
      anchored(
        'FLWSECK',
        maybe('_TEST'),
        '-',
        run(lowerAlnum, 32),
        maybe('-', run(lowerAlnum, 10, 14)),
        '-X',
      ),
    ],
    env: ['FLW_SECRET_KEY'],
    verify:
      'GET https://api.flutterwave.com/v3/balances with Authorization: Bearer; 200: alive, 401: not',
    revoke,
    source: 'developer.flutterwave.com, API keys',
  }),
  rule({
    id: 'flutterwave-encryption-key',
    provider: 'Flutterwave',
    name: 'encryption key',
    category: 'payment',
    severity: 'medium',
    patterns: [
      anchored('FLWSECK', maybe('_TEST'), maybe('-'), run(hex, 12)),
      possible(anchored('FLWSECK_TEST-', run(lowerAlnum, 12))),
    ],
    env: ['FLW_ENCRYPTION_KEY'],
    revoke,
    source: 'developer.flutterwave.com, encryption',
  }),
  rule({
    id: 'flutterwave-public-key',
    provider: 'Flutterwave',
    name: 'public key',
    category: 'payment',
    severity: 'low',
    patterns: [possible(anchored('FLWPUBK', maybe('_TEST'), '-', run(lowerAlnum, 32), '-X'))],
    env: ['FLW_PUBLIC_KEY'],
    revoke: 'none: checkout pages carry it',
    source: 'developer.flutterwave.com, API keys',
  }),
];
