/**
 * Private keys in PEM (RFC 7468). Each header is a rule of its own; keys under a passphrase are told
 * apart by what their bytes say, whatever the header.
 */
import { rule, structure } from '../format.ts';
import type { Rule } from '../../model/rule.ts';

const longest = 33_000;
const revoke =
  'make a new key pair, replace the public key wherever it is trusted, revoke the certificate';

const open = (id: string, name: string, headers: string[], source: string): Rule =>
  rule({
    id,
    provider: 'Private key',
    name,
    category: 'private-key',
    severity: 'critical',
    patterns: headers.map((header) => structure('pem', [`-----BEGIN ${header}-----`], longest)),
    env: ['PRIVATE_KEY', 'SSH_PRIVATE_KEY', 'TLS_KEY'],
    revoke,
    source,
  });

export const pemKeys = [
  open('private-key-rsa', 'RSA private key (PKCS #1)', ['RSA PRIVATE KEY'], 'RFC 8017 A.1.2'),
  open(
    'private-key-ec',
    'EC private key (SEC 1)',
    ['EC PRIVATE KEY', 'ECDSA PRIVATE KEY'],
    'RFC 5915',
  ),
  open('private-key-dsa', 'DSA private key', ['DSA PRIVATE KEY'], 'OpenSSL, dsa(1)'),
  open('private-key-pkcs8', 'private key (PKCS #8)', ['PRIVATE KEY'], 'RFC 5958'),
  open(
    'private-key-openssh',
    'OpenSSH private key',
    ['OPENSSH PRIVATE KEY'],
    'OpenSSH PROTOCOL.key',
  ),
  open(
    'private-key-other-pem',
    'private key of another kind',
    [
      'ANY PRIVATE KEY',
      'ED25519 PRIVATE KEY',
      'X25519 PRIVATE KEY',
      'NEBULA ED25519 PRIVATE KEY',
      'NEBULA X25519 PRIVATE KEY',
    ],
    'RFC 7468; github.com/slackhq/nebula cert/cert.go',
  ),
  rule({
    id: 'private-key-pgp',
    provider: 'Private key',
    name: 'PGP private key',
    category: 'private-key',
    severity: 'critical',
    patterns: [structure('pem', ['-----BEGIN PGP PRIVATE KEY BLOCK-----'], longest)],
    env: ['GPG_PRIVATE_KEY', 'PGP_PRIVATE_KEY'],
    revoke: 'publish its revocation certificate: gpg --gen-revoke KEY',
    source: 'RFC 9580 sections 5.5.3 and 6.2',
  }),
  rule({
    id: 'private-key-base64-pem',
    provider: 'Private key',
    name: 'private key in PEM, written in base64',
    category: 'private-key',
    severity: 'critical',
    patterns: [structure('pem-base64', ['LS0tLS1CRUdJTi'], 44_500)],
    env: ['PRIVATE_KEY_BASE64', 'TLS_KEY_BASE64'],
    revoke,
    source: 'RFC 7468 and RFC 4648 section 4',
  }),
  rule({
    id: 'private-key-encrypted',
    provider: 'Private key',
    name: 'private key under a passphrase',
    category: 'private-key',
    severity: 'medium',
    patterns: [
      ...[
        'ENCRYPTED PRIVATE KEY',
        'RSA PRIVATE KEY',
        'EC PRIVATE KEY',
        'DSA PRIVATE KEY',
        'PRIVATE KEY',
        'OPENSSH PRIVATE KEY',
      ].map((header) => structure('pem-encrypted', [`-----BEGIN ${header}-----`], longest)),
      structure('pem-encrypted', ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----'], longest),
    ],
    env: ['PRIVATE_KEY'],
    revoke,
    source: 'RFC 1421 section 4.6.1.1, RFC 5958 section 3, OpenSSH PROTOCOL.key',
  }),
  rule({
    id: 'private-key-pgp-encrypted',
    provider: 'Private key',
    name: 'PGP private key under a passphrase',
    category: 'private-key',
    severity: 'medium',
    patterns: [structure('pem-encrypted', ['-----BEGIN PGP PRIVATE KEY BLOCK-----'], longest)],
    env: ['GPG_PRIVATE_KEY'],
    revoke: 'publish its revocation certificate: gpg --gen-revoke KEY',
    source: 'RFC 9580 section 3.7.2',
  }),
];
