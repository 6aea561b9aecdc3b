/** What a name says of the value behind it. */
import { describe, expect, test } from '@jest/globals';
import { kindOfName, wordsOf } from '../../../src/detect/assignment/name.ts';

test.each([
  ['dbPasswordV2', ['db', 'password', 'v2']],
  ['DB_PASSWORD', ['db', 'password']],
  ['XMLHttpToken', ['xml', 'http', 'token']],
  ['spring.datasource.password', ['spring', 'datasource', 'password']],
])('%s is split into words', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

describe('a name means a secret', () => {
  test.each([
    [
      'password',
      [
        'DB_PASSWORD',
        'db-password',
        'dbPassword',
        'MYSQL_PWD',
        'config.ssh.password',
        'gpg_passphrase',
        'smtpPass',
      ],
    ],
    [
      'token',
      [
        'API_TOKEN',
        'clientSecret',
        'aws.secretKey',
        'x-api-key',
        'JWT_SECRET_KEY',
        'npmAuthToken',
        'accesskey',
      ],
    ],
    ['weak', ['key', 'foo_key', 'signkey']],
  ])('%s', (kind, names) => {
    for (const name of names) expect([name, kindOfName(name)]).toEqual([name, kind]);
  });
});

describe('a name means none', () => {
  test.each([
    'password_hash',
    'passwordLabel',
    'publicKey',
    'publicKeyToken',
    'token_type',
    'TOKEN_URL',
    'secretName',
    'primary_key',
    'ssh_key',
    'cacheKey',
    'PWD',
    'OLDPWD',
    'csrf_token',
    'nextPageToken',
    'Sec-WebSocket-Key',
    'hashed_passphrase.startswith',
    'resourcekey',
    'hotkey',
    'colour',
  ])('%s', (name) => {
    expect(kindOfName(name)).toBeNull();
  });
});
