/** Bitbucket. Its tokens end in the CRC-32 of all before, in hexadecimal. */
import {
  alnum,
  anchored,
  base64url,
  named,
  possible,
  rule,
  run,
  should,
  strict,
  upperHex,
} from '../format.ts';

export const bitbucket = [
  rule({
    id: 'bitbucket-app-password',
    provider: 'Bitbucket',
    name: 'app password',
    category: 'source-control',
    severity: 'critical',
    patterns: [
      anchored('ATBB', run(alnum, 24), run(upperHex, 8)),
      possible(anchored('ATBB', run(alnum, 32))),
    ],
    checks: [should('hex-crc-tail')],
    env: ['BITBUCKET_APP_PASSWORD'],
    verify: 'GET https://api.bitbucket.org/2.0/user with Basic user:PASSWORD; 200: alive, 401: not',
    revoke: 'revoke it at https://bitbucket.org/account/settings/app-passwords',
    source: 'support.atlassian.com/bitbucket-cloud/docs/app-passwords',
  }),
  rule({
    id: 'bitbucket-access-token',
    provider: 'Bitbucket',
    name: 'repository, project or workspace access token',
    category: 'source-control',
    severity: 'critical',
    patterns: [anchored('ATCTT3xFfGN0', run(base64url, 80, 800), '=', run(upperHex, 8))],
    checks: [should('hex-crc-tail')],
    env: ['BITBUCKET_TOKEN', 'BITBUCKET_ACCESS_TOKEN'],
    verify:
      'GET https://api.bitbucket.org/2.0/repositories?role=member with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'revoke it in the repository > Settings > Access tokens',
    source: 'support.atlassian.com/bitbucket-cloud/docs/access-tokens',
  }),
  rule({
    id: 'bitbucket-oauth-secret',
    provider: 'Bitbucket',
    name: 'OAuth consumer secret',
    category: 'source-control',
    patterns: [
      named(['bitbucket client secret', 'bitbucket secret', 'bitbucket oauth'], run(alnum, 32)),
      strict(['bitbucket'], run(base64url, 64)),
      strict(['bitbucket'], run(alnum, 32)),
      possible(strict(['bitbucket'], run(`${base64url}=+`, 44))),
      possible(strict(['bitbucket'], run(`${base64url}=`, 64))),
    ],
    env: ['BITBUCKET_CLIENT_SECRET', 'BITBUCKET_OAUTH_SECRET'],
    verify:
      'POST https://bitbucket.org/site/oauth2/access_token with client credentials (issues a token); 200: alive',
    revoke: 'delete the consumer in the workspace > Settings > OAuth consumers',
    source: 'support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud',
  }),
];
