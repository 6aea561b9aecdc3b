/** Hashes of passwords: what `/etc/shadow`, htpasswd files and dumps of user tables hold. */
import {
  alnum,
  anchored,
  anchorAt,
  either,
  folded,
  hex,
  letters,
  maybe,
  rule,
  run,
  secret,
  digits,
  word,
} from '../format.ts';
import type { Element, Rule } from '../../model/rule.ts';

/** The alphabet of crypt(3): `./0-9A-Za-z`. */
const crypt = `${alnum}./`;

const rounds = maybe('rounds=', run(digits, 4, 9), '$');

const hash = (id: string, name: string, source: string, ...elements: Element[][]): Rule =>
  rule({
    id,
    provider: 'Generic',
    name,
    category: 'generic',
    severity: 'medium',
    patterns: elements.map((list) => anchored(...list)),
    revoke: 'change the password of the account that the hash belongs to',
    source,
  });

const literalText = (text: string): Element => ({ kind: 'literal', text, fold: false });

export const passwordHash = [
  hash('password-hash-sha512-crypt', 'SHA-512 crypt hash', 'crypt(5), sha512crypt', [
    literalText('$6$'),
    rounds,
    run(crypt, 1, 16),
    literalText('$'),
    run(crypt, 86),
  ]),
  hash(
    'password-hash-sha256-crypt',
    'SHA-256 crypt hash',
    'crypt(5), sha256crypt; $8$ is that of Cisco IOS',
    [literalText('$5$'), rounds, run(crypt, 1, 16), literalText('$'), run(crypt, 43)],
    [literalText('$8$'), run(crypt, 8, 16), literalText('$'), run(crypt, 43)],
  ),
  hash(
    'password-hash-md5-crypt',
    'MD5 crypt hash',
    'crypt(5), md5crypt; httpd.apache.org/docs/current/misc/password_encryptions',
    [literalText('$1$'), run(crypt, 1, 8), literalText('$'), run(crypt, 22)],
    [literalText('$apr1$'), run(crypt, 1, 8), literalText('$'), run(crypt, 22)],
  ),
  hash(
    'password-hash-bcrypt',
    'bcrypt hash',
    'crypt(5), bcrypt',
    ...['$2a$', '$2b$', '$2y$', '$2x$'].map((prefix): Element[] => [
      literalText(prefix),
      run(digits, 2),
      literalText('$'),
      run(crypt, 53),
    ]),
  ),
  hash(
    'password-hash-yescrypt',
    'yescrypt hash',
    'crypt(5), yescrypt and gost-yescrypt',
    [
      literalText('$y$'),
      run(crypt, 3, 20),
      literalText('$'),
      run(crypt, 4, 86),
      literalText('$'),
      run(crypt, 43),
    ],
    [
      literalText('$gy$'),
      run(crypt, 3, 20),
      literalText('$'),
      run(crypt, 4, 86),
      literalText('$'),
      run(crypt, 43),
    ],
  ),
  hash('password-hash-argon2', 'Argon2 hash', 'PHC string format; RFC 9106', [
    either('$argon2id$', '$argon2i$', '$argon2d$'),
    literalText('v='),
    run(digits, 2, 3),
    literalText('$'),
    run(`${letters}${digits},=`, 9, 40),
    literalText('$'),
    run(`${alnum}+/`, 11, 64),
    literalText('$'),
    run(`${alnum}+/`, 22, 90),
  ]),
  hash(
    'password-hash-pbkdf2-django',
    'PBKDF2 hash',
    'docs.djangoproject.com/topics/auth/passwords',
    [
      literalText('pbkdf2_sha256$'),
      run(digits, 4, 8),
      literalText('$'),
      run(alnum, 8, 32),
      literalText('$'),
      run(`${alnum}+/=`, 44),
    ],
  ),
  hash(
    'password-hash-ldap',
    'LDAP or htpasswd SHA-1 hash',
    'RFC 2307 section 5.3; httpd.apache.org/docs/current/misc/password_encryptions',
    [folded('{SSHA}'), secret(run(`${alnum}+/`, 32, 44), run('=', 0, 2))],
    [folded('{SHA}'), secret(run(`${alnum}+/`, 27), literalText('='))],
    [folded('{SSHA512}'), secret(run(`${alnum}+/`, 90, 110), run('=', 0, 2))],
  ),
  rule({
    id: 'kerberos-ticket-hash',
    provider: 'Kerberos',
    name: 'AS-REP or TGS hash',
    category: 'generic',
    severity: 'medium',
    patterns: [
      anchored(
        '$krb5asrep$',
        run(digits, 2),
        '$',
        maybe(run(`${word}.@-`, 3, 120), ':'),
        run(hex, 32),
        '$',
        run(hex, 64, 8000),
      ),
      anchorAt(
        '$krb5tgs$',
        anchored(
          '$krb5tgs$',
          run(digits, 2),
          '$',
          maybe('*', run(`${word}.@$~/:-`, 3, 300), '*$'),
          run(hex, 32),
          '$',
          run(hex, 64, 8000),
        ),
      ),
    ],
    revoke: 'change the password of the account that the ticket belongs to',
    source: 'hashcat.net/wiki, example hashes 13100 and 18200',
  }),
];
