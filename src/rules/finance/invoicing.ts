/** Services that write invoices and keep accounts. */
import { alnum, hex, lowerAlnum, rule, run, strict } from '../format.ts';

export const invoicing = [
  rule({
    id: 'freshbooks-access-token',
    provider: 'FreshBooks',
    name: 'access token',
    category: 'finance',
    patterns: [strict(['freshbooks', 'fresh books'], run(lowerAlnum, 64))],
    env: ['FRESHBOOKS_ACCESS_TOKEN'],
    verify:
      'GET https://api.freshbooks.com/auth/api/v1/users/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'POST https://api.freshbooks.com/auth/oauth/revoke',
    source: 'freshbooks.com/api, authentication',
  }),
  rule({
    id: 'invoiceocean-api-token',
    provider: 'InvoiceOcean',
    name: 'API token',
    category: 'finance',
    patterns: [strict(['invoiceocean', 'invoice ocean'], run(alnum, 20))],
    env: ['INVOICEOCEAN_API_TOKEN'],
    verify:
      'GET https://{account}.invoiceocean.com/invoices.json?api_token=TOKEN; 200: alive, 401: not',
    revoke: 'delete the token under Settings > Account settings > Integration',
    source: 'github.com/invoiceocean/api',
  }),
  rule({
    id: 'lunchmoney-access-token',
    provider: 'Lunch Money',
    name: 'access token',
    category: 'finance',
    patterns: [strict(['lunchmoney', 'lunch money'], run(hex, 50))],
    env: ['LUNCHMONEY_ACCESS_TOKEN'],
    verify: 'GET https://dev.lunchmoney.app/v1/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token at https://my.lunchmoney.app/developers',
    source: 'lunchmoney.dev, authentication',
  }),
];
