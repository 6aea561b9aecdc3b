/** Services that keep other secrets: one of their tokens opens all that they keep. */
import { alnum, anchored, either, hex, lowerAlnum, maybe, named, rule, run } from '../format.ts';

const dopplerVerify =
  'GET https://api.doppler.com/v3/me with Authorization: Bearer; 200: alive, 401: not';

export const secretManagers = [
  rule({
    id: 'doppler-personal-token',
    provider: 'Doppler',
    name: 'personal or CLI token',
    category: 'cloud',
    severity: 'critical',
    patterns: [anchored(either('dp.pt.', 'dp.ct.'), run(alnum, 40, 44))],
    env: ['DOPPLER_TOKEN'],
    verify: dopplerVerify,
    revoke: 'revoke it at https://dashboard.doppler.com > Tokens',
    source: 'docs.doppler.com/reference/auth-token-formats',
  }),
  rule({
    id: 'doppler-service-token',
    provider: 'Doppler',
    name: 'service token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored('dp.st.', maybe(run(lowerAlnum + '_-', 1, 35), '.'), run(alnum, 40, 44)),
      anchored(either('dp.sa.', 'dp.said.'), run(alnum, 40, 44)),
    ],
    env: ['DOPPLER_TOKEN'],
    verify: dopplerVerify,
    revoke: 'revoke it at https://dashboard.doppler.com > config > Access',
    source: 'docs.doppler.com/reference/auth-token-formats',
  }),
  rule({
    id: 'doppler-scim-token',
    provider: 'Doppler',
    name: 'SCIM or audit token',
    category: 'cloud',
    patterns: [anchored(either('dp.scim.', 'dp.audit.'), run(alnum, 40, 44))],
    env: ['DOPPLER_TOKEN'],
    verify: dopplerVerify,
    revoke: 'revoke it at https://dashboard.doppler.com > Settings',
    source: 'docs.doppler.com/reference/auth-token-formats',
  }),
  rule({
    id: 'infisical-service-token',
    provider: 'Infisical',
    name: 'service token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      named(['infisical'], 'st.', run(hex + '-', 24, 36), '.', run(hex, 32), '.', run(hex, 32)),
    ],
    env: ['INFISICAL_TOKEN'],
    verify:
      'GET https://app.infisical.com/api/v2/service-token with Authorization: Bearer; 200: alive',
    revoke: 'delete it at https://app.infisical.com > project > Access control > Service tokens',
    source: 'infisical.com/docs/documentation/platform/token',
  }),
  rule({
    id: 'infisical-client-secret',
    provider: 'Infisical',
    name: 'machine identity client secret',
    category: 'cloud',
    severity: 'critical',
    patterns: [named(['infisical'], run(hex, 64))],
    env: ['INFISICAL_CLIENT_SECRET', 'INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET'],
    verify:
      'POST https://app.infisical.com/api/v1/auth/universal-auth/login (issues a token); 200: alive, 401: not',
    revoke: 'delete it at https://app.infisical.com > organization > Machine identities',
    source: 'infisical.com/docs/documentation/platform/identities/universal-auth',
  }),
];
