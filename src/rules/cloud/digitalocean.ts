/** DigitalOcean. Its tokens name their kind and version. */
import { anchored, base64, hex, named, possible, rule, run, upperAlnum } from '../format.ts';

const source =
  'docs.digitalocean.com/reference/api/create-personal-access-token; GitHub secret scanning patterns';
const verify =
  'GET https://api.digitalocean.com/v2/account with Authorization: Bearer; 200 or 403: alive, 401: not';
const revoke = 'delete it at https://cloud.digitalocean.com/account/api/tokens';

export const digitalocean = [
  rule({
    id: 'digitalocean-personal-token',
    provider: 'DigitalOcean',
    name: 'personal access token',
    category: 'cloud',
    severity: 'critical',
    patterns: [anchored('dop_v1_', run(hex, 64))],
    env: ['DIGITALOCEAN_TOKEN', 'DIGITALOCEAN_ACCESS_TOKEN', 'DO_TOKEN'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'digitalocean-oauth-token',
    provider: 'DigitalOcean',
    name: 'OAuth access token',
    category: 'cloud',
    severity: 'critical',
    patterns: [anchored('doo_v1_', run(hex, 64))],
    env: ['DIGITALOCEAN_ACCESS_TOKEN'],
    lifetime: '30 days',
    verify,
    revoke: 'POST https://cloud.digitalocean.com/v1/oauth/revoke',
    source,
  }),
  rule({
    id: 'digitalocean-refresh-token',
    provider: 'DigitalOcean',
    name: 'OAuth refresh token',
    category: 'cloud',
    severity: 'critical',
    patterns: [anchored('dor_v1_', run(hex, 64))],
    env: ['DIGITALOCEAN_REFRESH_TOKEN'],
    revoke: 'POST https://cloud.digitalocean.com/v1/oauth/revoke',
    source,
  }),
  rule({
    id: 'digitalocean-old-token',
    provider: 'DigitalOcean',
    name: 'personal access token without a prefix',
    category: 'cloud',
    patterns: [named(['digitalocean', 'digital ocean'], run(hex, 64))],
    env: ['DIGITALOCEAN_TOKEN'],
    verify,
    revoke,
    source: 'tokens issued before January 2022: 64 hexadecimal digits',
  }),
  rule({
    id: 'digitalocean-spaces-secret',
    provider: 'DigitalOcean',
    name: 'Spaces secret key',
    category: 'cloud',
    patterns: [
      named(['spaces secret', 'do spaces secret', 'digitalocean secret'], run(base64, 43)),
    ],
    companion: { rule: 'digitalocean-spaces-key-id', within: 300 },
    env: ['SPACES_SECRET_ACCESS_KEY', 'SPACES_SECRET_KEY', 'DO_SPACES_SECRET'],
    verify: 'GET https://REGION.digitaloceanspaces.com/, signed as S3; 200: alive, 403: not',
    revoke: 'delete it at https://cloud.digitalocean.com/account/api/spaces',
    source: 'docs.digitalocean.com/products/spaces/how-to/manage-access; shapes in public code',
  }),
  rule({
    id: 'digitalocean-spaces-key-id',
    provider: 'DigitalOcean',
    name: 'Spaces access key ID',
    category: 'cloud',
    severity: 'low',
    confidence: 'possible',
    patterns: [possible(anchored('DO00', run(upperAlnum, 16)))],
    env: ['SPACES_ACCESS_KEY_ID'],
    revoke: 'delete it at https://cloud.digitalocean.com/account/api/spaces',
    source: 'docs.digitalocean.com/products/spaces/how-to/manage-access; shapes in public code',
  }),
];
