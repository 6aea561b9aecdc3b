/** Razorpay. A key ID, which checkout pages carry, goes with a secret. */
import { alnum, anchored, either, named, possible, rule, run, strict } from '../format.ts';

export const razorpay = [
  rule({
    id: 'razorpay-key-secret',
    provider: 'Razorpay',
    name: 'key secret',
    category: 'payment',
    severity: 'critical',
    patterns: [
      strict(['razorpay'], run(alnum, 24)),
      named(['rzp live', 'rzp test'], run(alnum, 24)),
    ],
    companion: { rule: 'razorpay-key-id', within: 200 },
    env: ['RAZORPAY_KEY_SECRET'],
    verify:
      'GET https://api.razorpay.com/v1/payments?count=1 with Basic id:secret; 200: alive, 401: not',
    revoke: 'regenerate the key at https://dashboard.razorpay.com/app/keys',
    source: 'razorpay.com/docs/api, authentication',
  }),
  rule({
    id: 'razorpay-key-id',
    provider: 'Razorpay',
    name: 'key ID',
    category: 'payment',
    severity: 'low',
    patterns: [possible(anchored(either('rzp_live_', 'rzp_test_'), run(alnum, 14)))],
    env: ['RAZORPAY_KEY_ID'],
    revoke: 'none: it is no secret without its secret',
    source: 'razorpay.com/docs/api, authentication',
  }),
];
