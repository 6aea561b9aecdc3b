/** Bank accounts and cards of companies. */
import {
  alnum,
  anchored,
  looseUuid,
  lower,
  named,
  possible,
  rule,
  run,
  strict,
  upperAlnum,
  uuid,
} from '../format.ts';

export const spendAccounts = [
  rule({
    id: 'mercury-api-token',
    provider: 'Mercury',
    name: 'API token',
    category: 'finance',
    severity: 'critical',
    patterns: [
      anchored('mercury_production_', run(lower, 2, 6), '_', run(alnum, 30, 60), '_yrucrem'),
      // The sandbox holds no money.
      possible(anchored('mercury_sandbox_', run(lower, 2, 4), '_', run(alnum, 30, 60), '_yrucrem')),
    ],
    env: ['MERCURY_API_TOKEN', 'MERCURY_API_KEY'],
    verify:
      'GET https://api.mercury.com/api/v1/accounts with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete it at https://app.mercury.com/settings/tokens',
    source: 'docs.mercury.com/reference/getaccount; RFC 8959 writes secret-token: before it',
  }),
  rule({
    id: 'ramp-client-secret',
    provider: 'Ramp',
    name: 'client secret',
    category: 'finance',
    severity: 'critical',
    patterns: [anchored('ramp_sec_', run(alnum, 48))],
    env: ['RAMP_CLIENT_SECRET'],
    verify:
      'POST https://api.ramp.com/developer/v1/token with Basic (issues a token); 200: alive, 401: not',
    revoke: 'rotate it at https://app.ramp.com/settings/ramp-developer',
    source: 'docs.ramp.com/developer-api',
  }),
  rule({
    id: 'privacy-api-key',
    provider: 'Privacy.com',
    name: 'API key',
    category: 'finance',
    severity: 'critical',
    patterns: [strict(['privacy'], ...uuid), possible(strict(['privacy'], ...looseUuid))],
    env: ['PRIVACY_API_KEY'],
    verify:
      'GET https://api.privacy.com/v1/cards with Authorization: api-key; 200: alive, 401: not',
    revoke: 'delete it at https://app.privacy.com/account',
    source: 'privacy-com.readme.io/docs',
  }),
  rule({
    id: 'request-finance-api-key',
    provider: 'Request Finance',
    name: 'API key',
    category: 'finance',
    patterns: [
      named(
        ['requestfinance', 'request finance'],
        run(upperAlnum, 7),
        '-',
        run(upperAlnum, 7),
        '-',
        run(upperAlnum, 7),
        '-',
        run(upperAlnum, 7),
      ),
    ],
    env: ['REQUEST_FINANCE_API_KEY'],
    verify: 'GET https://api.request.finance/invoices with Authorization; 200: alive, 401: not',
    revoke: 'delete it at https://app.request.finance/account/apikeys',
    source: 'docs.request.finance',
  }),
];
