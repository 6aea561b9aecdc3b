/** Stripe. Live keys move money; test keys and client secrets do not. */
import { alnum, anchored, either, hex, possible, rule, run } from '../format.ts';

const verify =
  'GET https://api.stripe.com/v1/account with Authorization: Bearer; 200 or 403 (restricted): alive, 401: not';
const revoke = 'roll the key at https://dashboard.stripe.com/apikeys';
const source = 'docs.stripe.com/keys';

export const stripe = [
  rule({
    id: 'stripe-secret-key',
    provider: 'Stripe',
    name: 'live secret key',
    category: 'payment',
    severity: 'critical',
    // 24 characters in the older ones, 99 that begin with 51 in those of today.
    patterns: [
      anchored('sk_live_', run(alnum, 24, 247)),
      anchored('sk_org_live_', run(alnum, 24, 247)),
      // Cut ones; how much of a key was pasted, nobody can tell.
      possible(anchored('sk_live_', run(alnum, 14, 23))),
    ],
    env: ['STRIPE_SECRET_KEY', 'STRIPE_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'stripe-restricted-key',
    provider: 'Stripe',
    name: 'live restricted key',
    category: 'payment',
    patterns: [
      anchored(either('rk_live_', 'rk_prod_'), run(alnum, 24, 247)),
      possible(anchored('rk_live_', run(alnum, 14, 23))),
      possible(anchored(either('sk_prod_', 'rk_prod_'), run(alnum, 14, 99))),
    ],
    env: ['STRIPE_RESTRICTED_KEY', 'STRIPE_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'stripe-test-key',
    provider: 'Stripe',
    name: 'test mode key',
    category: 'payment',
    severity: 'low',
    patterns: [
      anchored(either('sk_test_', 'rk_test_', 'sk_org_test_'), run(alnum, 24, 247)),
      possible(anchored(either('sk_test_', 'rk_test_'), run(alnum, 14, 23))),
    ],
    env: ['STRIPE_TEST_SECRET_KEY', 'STRIPE_SECRET_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'stripe-webhook-secret',
    provider: 'Stripe',
    name: 'webhook signing secret',
    category: 'payment',
    severity: 'medium',
    patterns: [anchored('whsec_', run(alnum, 32))],
    env: ['STRIPE_WEBHOOK_SECRET'],
    revoke: 'roll the secret of the endpoint at https://dashboard.stripe.com/webhooks',
    source: 'docs.stripe.com/webhooks/signature',
    related: ['svix-webhook-secret'],
  }),
  rule({
    id: 'stripe-cli-webhook-secret',
    provider: 'Stripe',
    name: 'webhook signing secret of the CLI',
    category: 'payment',
    severity: 'low',
    patterns: [possible(anchored('whsec_', run(hex, 64)))],
    env: ['STRIPE_WEBHOOK_SECRET'],
    revoke: 'stripe logout, then stripe login',
    source: 'docs.stripe.com/stripe-cli, listen',
    related: ['svix-webhook-secret'],
  }),
  rule({
    id: 'stripe-client-secret',
    provider: 'Stripe',
    name: 'client secret of a payment or setup',
    category: 'payment',
    severity: 'low',
    patterns: [
      anchored(either('pi_', 'seti_'), run(alnum, 24, 30), '_secret_', run(alnum, 24, 30)),
    ],
    lifetime: 'until the payment is made',
    revoke: 'cancel the payment intent',
    source: 'docs.stripe.com/api/payment_intents/object',
  }),
];
