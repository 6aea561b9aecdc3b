/** Finicity (Mastercard Open Finance). A partner secret goes with an app key. */
import { alnum, hex, rule, run, strict } from '../format.ts';

export const finicity = [
  rule({
    id: 'finicity-app-secret',
    provider: 'Finicity',
    name: 'partner secret',
    category: 'payment',
    severity: 'critical',
    patterns: [strict(['finicity'], run(alnum, 20))],
    companion: { rule: 'finicity-app-key', within: 200 },
    env: ['FINICITY_CLIENT_SECRET', 'FINICITY_PARTNER_SECRET'],
    verify:
      'POST https://api.finicity.com/aggregation/v2/partners/authentication with Finicity-App-Key; 200: alive, 401: not',
    revoke: 'reset the secret at https://signup.finicity.com',
    source: 'developer.mastercard.com/open-finance-us, authentication',
  }),
  rule({
    id: 'finicity-app-key',
    provider: 'Finicity',
    name: 'app key',
    category: 'payment',
    severity: 'medium',
    patterns: [strict(['finicity'], run(hex, 32))],
    env: ['FINICITY_APP_KEY'],
    revoke: 'regenerate the key at https://signup.finicity.com',
    source: 'developer.mastercard.com/open-finance-us, authentication',
  }),
];
