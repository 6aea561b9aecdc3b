/** Payments, orders and travel that a key can pay for: one kind of key each. */
import {
  anchored,
  anyUuid,
  base64url,
  either,
  lower,
  lowerAlnum,
  near,
  rule,
  run,
  strict,
} from '../format.ts';

export const moneyTransfer = [
  rule({
    id: 'checkout-secret-key',
    provider: 'Checkout.com',
    name: 'secret key',
    category: 'payment',
    severity: 'critical',
    patterns: [
      near(['checkout', 'cko_'], anchored(either('sk_test_', 'sk_'), ...anyUuid)),
      near(
        ['checkout', 'cko_'],
        anchored(either('sk_sbox_', 'sk_'), run(lower + '234567', 26), run(lowerAlnum + '*#$=', 1)),
      ),
    ],
    env: ['CHECKOUT_SECRET_KEY', 'CKO_SECRET_KEY'],
    verify: 'GET https://api.checkout.com/event-types with Authorization; 200: alive, 401: not',
    revoke: 'delete the key at https://dashboard.checkout.com/developers/keys',
    source: 'checkout.com/docs/resources/api-authentication; betterleaks; trufflehog',
  }),
  rule({
    id: 'duffel-api-token',
    provider: 'Duffel',
    name: 'access token',
    category: 'payment',
    patterns: [anchored(either('duffel_live_', 'duffel_test_'), run(base64url + '=', 43))],
    env: ['DUFFEL_ACCESS_TOKEN', 'DUFFEL_API_TOKEN'],
    verify:
      'GET https://api.duffel.com/air/airlines with Duffel-Version with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token at https://app.duffel.com > developers',
    source: 'duffel.com/docs/api/overview; gitleaks',
  }),
  rule({
    id: 'dwolla-client-secret',
    provider: 'Dwolla',
    name: 'application key or secret',
    category: 'payment',
    severity: 'critical',
    patterns: [strict(['dwolla'], run(base64url, 50))],
    env: ['DWOLLA_APP_SECRET', 'DWOLLA_SECRET', 'DWOLLA_APP_KEY'],
    verify:
      'POST https://api.dwolla.com/token with key and secret as Basic user and password; 200: alive, 401: not',
    revoke: 'replace the secret at https://dashboard.dwolla.com/applications',
    source: 'developers.dwolla.com; trufflehog',
  }),
];
