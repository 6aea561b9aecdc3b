/** Paystack. Keys have the prefix of Stripe and 40 hex digits. */
import { alnum, anchored, hex, lower, near, possible, rule, run } from '../format.ts';

const revoke = 'generate a new key at https://dashboard.paystack.com/#/settings/developers';
const source = 'paystack.com/docs/api, authentication';
const verify =
  'GET https://api.paystack.co/customer with Authorization: Bearer; 200: alive, 401: not';

export const paystack = [
  rule({
    id: 'paystack-secret-key',
    provider: 'Paystack',
    name: 'secret key',
    category: 'payment',
    severity: 'critical',
    // Stripe's have the same prefix and letters of both cases.
    patterns: [
      anchored('sk_live_', run(hex, 40)),
      possible(near(['paystack'], anchored('sk_', run(lower, 2, 15), '_', run(alnum, 40)))),
    ],
    env: ['PAYSTACK_SECRET_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'paystack-test-key',
    provider: 'Paystack',
    name: 'test secret key',
    category: 'payment',
    severity: 'low',
    patterns: [anchored('sk_test_', run(hex, 40))],
    env: ['PAYSTACK_SECRET_KEY'],
    verify,
    revoke,
    source,
  }),
];
