/** GitHub. The last six characters of its opaque tokens are a CRC-32 in base62. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  either,
  hex,
  named,
  possible,
  rule,
  run,
  should,
  word,
} from '../format.ts';
import type { AnchoredPattern } from '../../model/rule.ts';

const source =
  'github.blog/2021-04-05-behind-githubs-new-authentication-token-formats; docs.github.com about authentication';
const verify =
  'GET https://api.github.com/user with Authorization: Bearer; 200 or 403: alive, 401: not';
const checks = [should('github-crc')];

/** Tokens may grow to 255 characters (github.blog, changelog of 2021-03-31). */
const longer = (prefix: string): AnchoredPattern => possible(anchored(prefix, run(alnum, 60, 255)));

export const github = [
  rule({
    id: 'github-personal-access-token',
    provider: 'GitHub',
    name: 'personal access token (classic)',
    category: 'source-control',
    severity: 'critical',
    patterns: [anchored('ghp_', run(alnum, 36)), longer('ghp_')],
    checks,
    env: ['GITHUB_TOKEN', 'GH_TOKEN'],
    verify,
    revoke:
      'delete the token at https://github.com/settings/tokens or POST it to /credentials/revoke',
    source,
  }),
  rule({
    id: 'github-fine-grained-token',
    provider: 'GitHub',
    name: 'fine-grained personal access token',
    category: 'source-control',
    severity: 'critical',
    patterns: [
      anchored('github_pat_', run(alnum, 22), '_', run(word, 59)),
      possible(anchored('github_pat_', run(word, 82))),
    ],
    env: ['GITHUB_TOKEN', 'GH_TOKEN'],
    lifetime: 'up to 1 year',
    verify,
    revoke: 'delete the token at https://github.com/settings/personal-access-tokens',
    source,
  }),
  rule({
    id: 'github-oauth-token',
    provider: 'GitHub',
    name: 'OAuth access token',
    category: 'source-control',
    severity: 'critical',
    patterns: [anchored('gho_', run(alnum, 36)), longer('gho_')],
    checks,
    env: ['GITHUB_TOKEN'],
    verify,
    revoke: 'revoke the app at https://github.com/settings/applications',
    source,
  }),
  rule({
    id: 'github-app-token',
    provider: 'GitHub',
    name: 'app token',
    category: 'source-control',
    patterns: [
      anchored(either('ghu_', 'ghs_'), run(alnum, 36)),
      longer('ghu_'),
      anchored('ghs_', run('0123456789', 1, 12), '_', 'eyJ', run(base64url + '.', 60, 1000)),
    ],
    checks,
    env: ['GITHUB_TOKEN'],
    lifetime: '1 to 8 hours',
    verify: 'GET https://api.github.com/installation/repositories with Authorization: Bearer',
    revoke: 'DELETE https://api.github.com/installation/token, or wait for its hour to pass',
    source,
  }),
  rule({
    id: 'github-client-secret',
    provider: 'GitHub',
    name: 'OAuth or app client secret',
    category: 'source-control',
    patterns: [
      named(
        ['github client secret', 'github secret', 'github oauth', 'gh client secret'],
        run(hex, 40),
      ),
    ],
    env: ['GITHUB_CLIENT_SECRET', 'GITHUB_SECRET'],
    verify:
      'POST https://api.github.com/applications/CLIENT_ID/token with Basic CLIENT_ID:SECRET; 404 or 422: alive, 401: not',
    revoke: 'delete it at https://github.com/settings/developers > app > Client secrets',
    source: 'docs.github.com/apps/oauth-apps: 20 bytes in hexadecimal',
  }),
  rule({
    id: 'github-old-token',
    provider: 'GitHub',
    name: 'access token without a prefix',
    category: 'source-control',
    severity: 'critical',
    confidence: 'possible',
    // A commit has the same form, so the word for a credential is part of the name.
    patterns: [
      named(
        [
          'github token',
          'github api',
          'github pat',
          'github access',
          'gh token',
          'github key',
          'gh pat',
          'gh key',
        ],
        run(hex, 40),
      ),
    ],
    env: ['GITHUB_TOKEN'],
    verify,
    revoke: 'delete the token at https://github.com/settings/tokens',
    source: 'github.blog 2021-04-05: before April 2021 40 hexadecimal digits',
  }),
  rule({
    id: 'github-refresh-token',
    provider: 'GitHub',
    name: 'refresh token',
    category: 'source-control',
    patterns: [anchored('ghr_', run(alnum, 76)), anchored('ghr_', run(alnum, 36))],
    checks,
    env: ['GITHUB_REFRESH_TOKEN'],
    lifetime: '6 months',
    revoke: 'revoke the app at https://github.com/settings/applications',
    source,
  }),
  rule({
    id: 'github-token-base64',
    provider: 'GitHub',
    name: 'token in base64',
    category: 'source-control',
    confidence: 'possible',
    // The beginning of each kind of token and what base64 makes of 36, 76 or 82 characters behind it.
    patterns: [
      anchored(
        either('Z2hwX', 'Z2hvX', 'Z2h1X', 'Z2hzX', 'Z2hyX'),
        run(base64, 49),
        run('=', 0, 2),
      ),
      anchored('Z2hyX', run(base64, 102), run('=', 0, 1)),
      anchored('Z2l0aHViX3BhdF', run(base64, 110)),
    ],
    verify,
    revoke: 'delete the token at https://github.com/settings/tokens',
    source,
  }),
];
