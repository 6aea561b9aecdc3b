/** Braintree. An access token says all; a private key goes with a merchant and a public key. */
import { anchored, either, hex, lowerAlnum, rule, run, strict } from '../format.ts';

export const braintree = [
  rule({
    id: 'braintree-access-token',
    provider: 'Braintree',
    name: 'access token',
    category: 'payment',
    severity: 'critical',
    patterns: [
      anchored(
        'access_token$',
        either('production', 'sandbox'),
        '$',
        run(lowerAlnum, 16),
        '$',
        run(hex, 32),
      ),
    ],
    env: ['BRAINTREE_ACCESS_TOKEN'],
    revoke: 'revoke the token at https://www.braintreegateway.com',
    source: 'developer.paypal.com/braintree, access tokens',
  }),
  rule({
    id: 'braintree-private-key',
    provider: 'Braintree',
    name: 'private key',
    category: 'payment',
    severity: 'critical',
    patterns: [strict(['braintree'], run(hex, 32))],
    env: ['BRAINTREE_PRIVATE_KEY'],
    revoke: 'delete the key pair under Settings > API at https://www.braintreegateway.com',
    source: 'developer.paypal.com/braintree, gateway credentials',
  }),
];
