/** PayPal. A client ID begins with A, its secret with E; 80 characters both. */
import { base64url, named, possible, rule, run, strict } from '../format.ts';

export const paypal = [
  rule({
    id: 'paypal-client-secret',
    provider: 'PayPal',
    name: 'OAuth client secret',
    category: 'payment',
    severity: 'critical',
    patterns: [
      strict(['paypal'], 'E', run(base64url, 79)),
      possible(strict(['paypal'], run(`${base64url}.`, 44, 120))),
    ],
    companion: { rule: 'paypal-client-id', within: 300 },
    env: ['PAYPAL_CLIENT_SECRET', 'PAYPAL_SECRET'],
    verify:
      'POST https://api-m.paypal.com/v1/oauth2/token with Basic id:secret issues a token; 200: alive, 401: not',
    revoke: 'delete the secret in the app at https://developer.paypal.com/dashboard',
    source: 'developer.paypal.com, get started; shapes of keys in public code',
  }),
  rule({
    id: 'paypal-client-id',
    provider: 'PayPal',
    name: 'OAuth client ID',
    category: 'payment',
    severity: 'low',
    patterns: [
      possible(
        named(['paypal client id', 'paypal clientid', 'paypal id'], 'A', run(base64url, 79)),
      ),
    ],
    env: ['PAYPAL_CLIENT_ID'],
    revoke: 'none: it is no secret without its secret',
    source: 'developer.paypal.com, get started',
  }),
];
