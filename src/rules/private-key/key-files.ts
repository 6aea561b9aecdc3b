/** Private keys in formats of their own: PuTTY, Tectia, keystores, SSH certificates. */
import { alnum, anchored, rule, run, structure } from '../format.ts';

const revoke = 'make a new key pair and replace the public key wherever it is trusted';

export const keyFiles = [
  rule({
    id: 'private-key-putty',
    provider: 'Private key',
    name: 'PuTTY private key',
    category: 'private-key',
    severity: 'critical',
    patterns: [structure('ppk', ['PuTTY-User-Key-File-'], 20_500)],
    env: ['SSH_PRIVATE_KEY'],
    revoke,
    source: 'PuTTY manual, appendix C',
  }),
  rule({
    id: 'private-key-putty-encrypted',
    provider: 'Private key',
    name: 'PuTTY private key under a passphrase',
    category: 'private-key',
    severity: 'medium',
    patterns: [structure('ppk-encrypted', ['PuTTY-User-Key-File-'], 20_500)],
    env: ['SSH_PRIVATE_KEY'],
    revoke,
    source: 'PuTTY manual, appendix C',
  }),
  rule({
    id: 'private-key-tectia',
    provider: 'Private key',
    name: 'SSH2 (Tectia) private key',
    category: 'private-key',
    severity: 'high',
    // The header says "encrypted" also where the cipher is `none`.
    patterns: [
      anchored(
        '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----',
        run(alnum + '+/= \r\n\t:-"\\@._,()', 60, 12_000),
        '---- END SSH2 ENCRYPTED PRIVATE KEY ----',
      ),
    ],
    env: ['SSH_PRIVATE_KEY'],
    revoke,
    source: 'RFC 4716 describes the armour; Tectia SSH documentation',
  }),
  rule({
    id: 'private-key-pkcs12',
    provider: 'Private key',
    name: 'PKCS #12 keystore',
    category: 'private-key',
    severity: 'medium',
    confidence: 'possible',
    patterns: [
      structure('pkcs12', ['\x02\x01\x03\x30'], 300),
      structure('pkcs12-base64', ['IBAzCC', 'IBAzCA', 'MIACAQMwgA'], 300),
    ],
    env: ['KEYSTORE_BASE64', 'CERTIFICATE_P12'],
    revoke: 'make a new key pair, and revoke the certificate in it',
    source: 'RFC 7292 section 4',
  }),
  rule({
    id: 'private-key-java-keystore',
    provider: 'Private key',
    name: 'Java keystore with a private key',
    category: 'private-key',
    severity: 'medium',
    confidence: 'possible',
    patterns: [structure('java-keystore', ['\xfe\xed\xfe\xed\x00\x00\x00\x02'], 30_800)],
    env: ['KEYSTORE'],
    revoke: 'make a new key pair, and revoke the certificate in it',
    source: 'OpenJDK, sun.security.provider.JavaKeyStore',
  }),
  rule({
    id: 'ssh-user-certificate',
    provider: 'OpenSSH',
    name: 'user certificate that has not expired',
    category: 'private-key',
    severity: 'low',
    confidence: 'possible',
    patterns: [structure('ssh-certificate', ['-cert-v01@openssh.com AAAA'], 6500)],
    env: ['SSH_CERTIFICATE'],
    lifetime: 'as it tells',
    revoke: 'put it into the list of revoked keys: ssh-keygen -k',
    source: 'OpenSSH PROTOCOL.certkeys',
  }),
];
