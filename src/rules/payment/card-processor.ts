/** Payment services whose keys tell what they are. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  either,
  maybe,
  near,
  rule,
  run,
  should,
  uuid,
} from '../format.ts';

export const cardProcessor = [
  rule({
    id: 'lemon-squeezy-api-key',
    provider: 'Lemon Squeezy',
    name: 'API key (JSON Web Token)',
    category: 'payment',
    patterns: [
      near(
        ['lemonsqueezy', 'lemon_squeezy', 'lemon-squeezy', 'lemon squeezy'],
        anchored(
          'eyJ',
          run(base64url, 12, 200),
          '.',
          run(base64url, 40, 1000),
          '.',
          run(base64url, 43, 700),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['LEMONSQUEEZY_API_KEY', 'LEMON_SQUEEZY_API_KEY'],
    lifetime: '1 year',
    verify:
      'GET https://api.lemonsqueezy.com/v1/users/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://app.lemonsqueezy.com/settings/api',
    source: 'docs.lemonsqueezy.com/api',
  }),
  rule({
    id: 'polar-access-token',
    provider: 'Polar',
    name: 'access token or client secret',
    category: 'payment',
    patterns: [
      anchored(
        either(
          'polar_oat_',
          'polar_pat_',
          'polar_at_',
          'polar_at_u_',
          'polar_at_o_',
          'polar_rt_',
          'polar_cs_',
        ),
        run(base64url, 40, 50),
      ),
    ],
    env: ['POLAR_ACCESS_TOKEN'],
    verify:
      'GET https://api.polar.sh/v1/organizations/ with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token in the settings of the organisation at https://polar.sh',
    source: 'docs.polar.sh, authentication; GitHub secret scanning partner list',
  }),
  rule({
    id: 'xendit-secret-key',
    provider: 'Xendit',
    name: 'secret API key',
    category: 'payment',
    severity: 'critical',
    patterns: [anchored(either('xnd_production_', 'xnd_development_'), run(alnum, 40, 80))],
    env: ['XENDIT_SECRET_KEY', 'XENDIT_API_KEY'],
    verify: 'GET https://api.xendit.co/balance with Basic KEY:; 200 or 403: alive, 401: not',
    revoke: 'delete the key at https://dashboard.xendit.co/settings/developers#api-keys',
    source: 'docs.xendit.co, API keys',
  }),
  rule({
    id: 'midtrans-server-key',
    provider: 'Midtrans',
    name: 'server key',
    category: 'payment',
    severity: 'critical',
    // In the sandbox `SB-` stands before it. Client keys are public.
    patterns: [anchored('Mid-server-', run(base64url, 16, 24))],
    env: ['MIDTRANS_SERVER_KEY'],
    verify: 'GET https://api.midtrans.com/v2/{order}/status with Basic KEY:; 404: alive, 401: not',
    revoke: 'ask for a new key under Settings > Access Keys',
    source: 'docs.midtrans.com, access keys',
  }),
  rule({
    id: 'asaas-api-key',
    provider: 'Asaas',
    name: 'API key',
    category: 'payment',
    severity: 'critical',
    patterns: [
      anchored(
        '$aact_',
        maybe(either('prod_', 'hmlg_')),
        run(base64, 80, 220),
        maybe('::$aach_', ...uuid),
      ),
    ],
    env: ['ASAAS_API_KEY'],
    verify: 'GET https://api.asaas.com/v3/myAccount with access_token; 200: alive, 401: not',
    revoke: 'delete the key under Integrations > API keys',
    source: 'docs.asaas.com, API keys',
  }),
];
