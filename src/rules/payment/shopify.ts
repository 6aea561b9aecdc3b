/** Shopify. The prefix tells the kind of token, behind it stand 32 characters. */
import { alnum, anchored, either, possible, rule, run } from '../format.ts';

const verify =
  'GET https://{shop}/admin/api/2024-10/shop.json with X-Shopify-Access-Token; 200: alive, 401: not';
const source = 'shopify.dev, authentication and access tokens; changelog of 2020 on token lengths';

export const shopify = [
  rule({
    id: 'shopify-access-token',
    provider: 'Shopify',
    name: 'Admin API access token',
    category: 'payment',
    severity: 'critical',
    patterns: [
      anchored(either('shpat_', 'shpca_', 'shppa_', 'shpua_', 'shptka_', 'shprt_'), run(alnum, 32)),
      possible(anchored(either('shpat_', 'shpca_', 'shppa_'), run(alnum, 30, 64))),
    ],
    env: ['SHOPIFY_ACCESS_TOKEN', 'SHOPIFY_ADMIN_API_ACCESS_TOKEN'],
    verify,
    revoke:
      'uninstall the app in the shop, or rotate its credentials at https://partners.shopify.com',
    source,
  }),
  rule({
    id: 'shopify-shared-secret',
    provider: 'Shopify',
    name: 'app secret key',
    category: 'payment',
    patterns: [
      anchored('shpss_', run(alnum, 32)),
      possible(anchored('shpss_', run(alnum, 30, 64))),
    ],
    env: ['SHOPIFY_API_SECRET'],
    revoke: 'rotate the secret at https://partners.shopify.com',
    source,
  }),
];
