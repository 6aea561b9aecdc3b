/** Services that sign documents: a key of theirs reads contracts and sends them out. */
import { alnum, base64url, hex, lowerAlnum, named, rule, run } from '../format.ts';

export const eSignature = [
  rule({
    id: 'signable-api-key',
    provider: 'Signable',
    name: 'API key',
    category: 'saas',
    patterns: [named(['signable'], run(lowerAlnum, 32))],
    env: ['SIGNABLE_API_KEY'],
    verify: 'GET https://api.signable.co.uk/v1/templates with Basic KEY:x; 200: alive, 401: not',
    revoke: 'https://app.signable.co.uk > Company settings > API: revoke the key',
    source: 'developers.signable.co.uk',
  }),
  rule({
    id: 'signaturit-access-token',
    provider: 'Signaturit',
    name: 'access token',
    category: 'saas',
    patterns: [named(['signaturit'], run(base64url, 86))],
    env: ['SIGNATURIT_ACCESS_TOKEN'],
    verify:
      'GET https://api.signaturit.com/v3/team/users.json with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://app.signaturit.com/#/account/api: delete the token',
    source: 'docs.signaturit.com/api',
  }),
  rule({
    id: 'yousign-api-key',
    provider: 'Yousign',
    name: 'API key',
    category: 'saas',
    patterns: [named(['yousign'], run(alnum, 32))],
    env: ['YOUSIGN_API_KEY'],
    verify: 'GET https://api.yousign.app/v3/users with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://yousign.app/auth/workspace/developers/api-keys: revoke the key',
    source: 'developers.yousign.com/docs/authentication',
  }),
  rule({
    id: 'signwell-api-key',
    provider: 'SignWell',
    name: 'API key',
    category: 'saas',
    patterns: [named(['signwell', 'docsketch'], run(hex, 32, 64))],
    env: ['SIGNWELL_API_KEY'],
    verify: 'GET https://www.signwell.com/api/v1/me with X-Api-Key; 200: alive, 401: not',
    revoke: 'https://www.signwell.com/app/settings/api: delete the key',
    source: 'developers.signwell.com',
  }),
];
