/** Places for files and backups: one kind of key each. */
import { alnum, anchored, base64url, named, near, possible, rule, run, strict } from '../format.ts';

export const contentAndBackup = [
  rule({
    id: 'borgbase-api-token',
    provider: 'BorgBase',
    name: 'API token',
    category: 'storage',
    patterns: [
      named(['borgbase'], run(base64url + './', 148, 152)),
      near(
        ['borgbase'],
        anchored(
          'eyJ',
          run(base64url, 10, 100),
          '.eyJ',
          run(base64url, 40, 400),
          '.',
          run(base64url, 43, 120),
        ),
      ),
    ],
    env: ['BORGBASE_API_TOKEN'],
    verify:
      'POST https://api.borgbase.com/graphql with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token at https://www.borgbase.com/account?tab=2',
    source: 'docs.borgbase.com/api; trufflehog',
  }),
  rule({
    id: 'box-access-token',
    provider: 'Box',
    name: 'developer token or client secret',
    category: 'storage',
    patterns: [
      strict(
        [
          'box access token',
          'box developer token',
          'box api',
          'box token',
          'box client secret',
          'box secret',
          'box app',
          'box.com',
          'boxsdk',
        ],
        run(alnum, 32),
      ),
      possible(strict(['box access', 'box key', 'box private'], run(alnum, 32))),
    ],
    env: ['BOX_ACCESS_TOKEN', 'BOX_DEVELOPER_TOKEN'],
    verify: 'GET https://api.box.com/2.0/users/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'revoke the token at https://app.box.com/developers/console',
    source: 'developer.box.com/guides/authentication; betterleaks; trufflehog',
  }),
];
