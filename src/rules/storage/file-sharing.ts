/** Services that keep files. */
import {
  alnum,
  anchored,
  base64url,
  either,
  jsonWebToken,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
  should,
  strict,
} from '../format.ts';

export const fileSharing = [
  rule({
    id: 'dropbox-access-token',
    provider: 'Dropbox',
    name: 'short-lived access token',
    category: 'storage',
    patterns: [anchored('sl.', run(`${base64url}.=`, 130, 1500))],
    env: ['DROPBOX_ACCESS_TOKEN'],
    lifetime: '4 hours',
    verify:
      'POST https://api.dropboxapi.com/2/users/get_current_account with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'POST https://api.dropboxapi.com/2/auth/token/revoke with the token',
    source: 'developers.dropbox.com/oauth-guide',
  }),
  rule({
    id: 'dropbox-long-lived-token',
    provider: 'Dropbox',
    name: 'long-lived access or refresh token',
    category: 'storage',
    severity: 'critical',
    patterns: [
      named(['dropbox'], run(alnum, 11), 'AAAAAAAAAA', run(base64url, 43)),
      named(['dropbox'], run(base64url, 64)),
      possible(
        strict(
          ['dropbox'],
          run(alnum, 11),
          either('AAAAAAAAAA', 'aaaaaaaaaa'),
          run(`${base64url}=`, 43),
        ),
      ),
    ],
    env: ['DROPBOX_ACCESS_TOKEN', 'DROPBOX_REFRESH_TOKEN'],
    verify:
      'POST https://api.dropboxapi.com/2/users/get_current_account with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'POST https://api.dropboxapi.com/2/auth/token/revoke with the token',
    source: 'developers.dropbox.com/oauth-guide',
  }),
  rule({
    id: 'dropbox-app-secret',
    provider: 'Dropbox',
    name: 'app key or secret',
    category: 'storage',
    severity: 'medium',
    confidence: 'possible',
    patterns: [possible(strict(['dropbox'], run(lowerAlnum, 15)))],
    env: ['DROPBOX_APP_SECRET'],
    revoke: 'https://www.dropbox.com/developers/apps > the app: regenerate the secret',
    source: 'developers.dropbox.com/oauth-guide',
  }),
  rule({
    id: 'web3-storage-token',
    provider: 'web3.storage',
    name: 'API token (JWT)',
    category: 'storage',
    patterns: [
      named(['web3storage', 'web3 storage', 'nft storage', 'nftstorage'], ...jsonWebToken),
      possible(
        strict(
          ['web3 api', 'web3 token', 'web3 key', 'web3 secret', 'web3 access', 'web3 private'],
          ...jsonWebToken,
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['WEB3STORAGE_TOKEN'],
    verify:
      'GET https://api.web3.storage/user/uploads with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'the service of these tokens ended in 2024: remove it',
    source: 'old.web3.storage/docs',
    related: ['json-web-token'],
  }),
];
