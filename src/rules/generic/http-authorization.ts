/**
 * Logins in HTTP headers and on command lines. Bearer tokens are told by the names before them
 * (generic/assignment.ts) or by their own format.
 */
import {
  anchored,
  either,
  folded,
  hex,
  maybe,
  named,
  near,
  possible,
  rule,
  run,
  secret,
  structure,
  uuid,
  word,
} from '../format.ts';

const longestHeader = 4200;

/** What a password in prose is made of: no blank, and nothing that fills in a value. */
const told = `${word}!@^&*()+=.,:;/|~?-`;

export const httpAuthorization = [
  rule({
    id: 'http-basic-authorization',
    provider: 'Generic',
    name: 'HTTP Basic login',
    category: 'generic',
    patterns: [
      possible(structure('basic-header', ['authorization', 'proxy-authorization'], longestHeader)),
    ],
    env: ['AUTHORIZATION'],
    verify: 'request the URL with the header; 401: not alive',
    revoke: "change the user's password at the service",
    source: 'RFC 7617 section 2',
  }),
  rule({
    id: 'curl-user-password',
    provider: 'Generic',
    name: 'login on a curl command line',
    category: 'generic',
    patterns: [possible(structure('command-login', ['curl '], 900))],
    verify: 'run the command; 401: not alive',
    revoke: "change the user's password at the service",
    source: 'curl(1), --user',
  }),
  rule({
    id: 'command-password',
    provider: 'Generic',
    name: 'password on a command line',
    category: 'generic',
    patterns: [
      possible(
        structure(
          'command-password',
          [
            'docker login ',
            'podman login ',
            'helm registry login ',
            'psexec ',
            'psexec.exe ',
            'psexec64.exe ',
            'nerdctl login ',
            'buildah login ',
            'skopeo login ',
            'oc login ',
            'az login ',
            'mongosh ',
            'mongodump ',
            'mongo -',
          ],
          900,
        ),
      ),
    ],
    revoke: "change the user's password at the service",
    source:
      'docs.docker.com/reference/cli/docker/login; learn.microsoft.com/sysinternals/downloads/psexec',
  }),
  rule({
    id: 'http-api-key-header',
    provider: 'Generic',
    name: 'key in a header of its own',
    category: 'generic',
    confidence: 'possible',
    patterns: [possible(named(['x-api-key', 'x-auth-token', 'x-access-token'], ...uuid))],
    revoke: 'revoke the key at the service that takes it',
    source: 'headers that services and gateways take a key in',
  }),
  rule({
    id: 'command-option-password',
    provider: 'Generic',
    name: "password in a command's own option",
    category: 'generic',
    patterns: [
      possible(
        structure(
          'command-secret',
          [
            'mysql -',
            'mysqldump -',
            'mysqladmin -',
            'mariadb -',
            'redis-cli -',
            'htpasswd -',
            'openssl ',
            'lftp -',
            'smbclient ',
            'ldapsearch -',
            'ldapmodify -',
          ],
          900,
        ),
      ),
      possible(structure('piped-password', ['--password-stdin'], 900)),
    ],
    revoke: "change the user's password at the service",
    source:
      'mysql(1); redis-cli(1); htpasswd(1); openssl-passphrase-options(1); lftp(1); smbclient(1); ldapsearch(1)',
  }),
  rule({
    id: 'chpasswd-password',
    provider: 'Generic',
    name: 'password for chpasswd',
    category: 'generic',
    severity: 'critical',
    patterns: [0, 1, 2, 3].map((line) =>
      possible(structure(`chpasswd-${line}`, ['chpasswd'], 900)),
    ),
    revoke: "change the account's password",
    source: 'chpasswd(8); cloudinit.readthedocs.io, module Set Passwords',
  }),
  rule({
    id: 'sshpass-password',
    provider: 'Generic',
    name: 'password for sshpass',
    category: 'generic',
    patterns: [possible(structure('assigned-password', ['sshpass -p', 'SSHPASS'], 440))],
    env: ['SSHPASS'],
    revoke: "change the user's password on the host",
    source: 'sshpass(1)',
  }),
  rule({
    id: 'password-in-sentence',
    provider: 'Generic',
    name: 'password told in a sentence',
    category: 'generic',
    severity: 'medium',
    patterns: [`'`, '"'].flatMap((quote) => [
      possible(
        anchored(
          folded('the '),
          maybe(folded('default ')),
          folded('password is '),
          quote,
          secret(run(told, 6, 30)),
          quote,
        ),
      ),
      possible(
        anchored(
          folded('password for '),
          maybe(folded('the ')),
          folded('user'),
          maybe(folded('name')),
          ' ',
          quote,
          run(told, 1, 60),
          quote,
          folded(' is '),
          quote,
          secret(run(told, 6, 30)),
          quote,
        ),
      ),
    ]),
    revoke: 'change the password at the service it belongs to',
    source: 'noseyparker, Credentials in prose',
  }),
  rule({
    id: 'http-header-uuid-key',
    provider: 'Generic',
    name: 'UUID as a key in a header on a command line',
    category: 'generic',
    patterns: [
      possible(
        near(
          ['curl '],
          anchored(
            either(folded('authorization:'), folded('apikey:'), folded('api-key:')),
            run(' ', 0, 3),
            maybe(either('Bearer ', 'Token ', 'token ', 'Api-Token ', 'ApiKey ')),
            secret(either([...uuid], run(hex, 40))),
          ),
          400,
        ),
      ),
    ],
    verify: 'run the command; 401: not alive',
    revoke: 'delete the key at the service',
    source: 'curl(1), --header',
  }),
];
