/** Platforms that host applications: Scalingo and others of its size. */
import { alnum, anchored, base64url, hex, named, rule, run, strict } from '../format.ts';

export const hostingPlatform = [
  rule({
    id: 'scalingo-api-token',
    provider: 'Scalingo',
    name: 'API token',
    category: 'cloud',
    severity: 'critical',
    patterns: [anchored('tk-us-', run(base64url, 48))],
    env: ['SCALINGO_API_TOKEN'],
    verify:
      'POST https://auth.scalingo.com/v1/tokens/exchange with Basic :TOKEN; 200: alive, 401: not (issues a token)',
    revoke: 'https://dashboard.scalingo.com/account/tokens: delete the token',
    source: 'developers.scalingo.com; GitHub secret scanning patterns',
  }),
  rule({
    id: 'sevalla-api-key',
    provider: 'Kinsta and Sevalla',
    name: 'API key',
    category: 'cloud',
    severity: 'critical',
    patterns: [named(['kinsta', 'sevalla'], run(hex, 64))],
    env: ['KINSTA_API_KEY', 'SEVALLA_API_KEY'],
    verify:
      'GET https://api.kinsta.com/v2/validate with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'MyKinsta > Company settings > API keys: revoke the key',
    source: 'kinsta.com/docs/kinsta-api',
  }),
  rule({
    id: 'zeabur-api-key',
    provider: 'Zeabur',
    name: 'API key',
    category: 'cloud',
    severity: 'critical',
    patterns: [named(['zeabur'], 'sk-', run(alnum, 26, 48))],
    env: ['ZEABUR_API_KEY', 'ZEABUR_TOKEN'],
    revoke: 'https://zeabur.com/account/api-keys: delete the key',
    source: 'zeabur.com/docs/developer/public-api',
  }),
  rule({
    id: 'contabo-client-secret',
    provider: 'Contabo',
    name: 'API client secret',
    category: 'cloud',
    severity: 'critical',
    patterns: [strict(['contabo'], run(alnum, 32))],
    env: ['CONTABO_CLIENT_SECRET'],
    verify:
      'POST https://auth.contabo.com/auth/realms/contabo/protocol/openid-connect/token; 401: not alive (issues a token)',
    revoke: 'https://my.contabo.com/api/details: regenerate the secret',
    source: 'api.contabo.com',
  }),
  rule({
    id: 'hostinger-api-token',
    provider: 'Hostinger',
    name: 'API token',
    category: 'cloud',
    severity: 'critical',
    patterns: [strict(['hostinger'], run(alnum, 48))],
    env: ['HOSTINGER_API_TOKEN'],
    verify:
      'GET https://developers.hostinger.com/api/vps/v1/virtual-machines with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://hpanel.hostinger.com/profile/api: delete the token',
    source: 'developers.hostinger.com',
  }),
];
