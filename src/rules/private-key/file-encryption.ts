/** Keys by which files are encrypted and tunnels are opened, and files that such a key has closed. */
import {
  anchored,
  base64,
  base64urlEnd4,
  either,
  folded,
  hex,
  named,
  possible,
  rule,
  run,
  secret,
  should,
  upperAlnum,
} from '../format.ts';

/** BIP-173, in upper case. */
const bech32 = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
/** 32 bytes in base64. */
const key32 = [run(base64, 42), run(base64urlEnd4, 1), '='] as const;

const lineEnd = either('\r\n', '\n', '\\n');

export const fileEncryption = [
  rule({
    id: 'age-secret-key',
    provider: 'age',
    name: 'secret key',
    category: 'private-key',
    severity: 'critical',
    patterns: [
      anchored(either('AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-PQ-1'), run(bech32, 58)),
      possible(anchored('AGE-SECRET-KEY-1', run(upperAlnum, 58))),
    ],
    checks: [should('bech32')],
    env: ['SOPS_AGE_KEY', 'AGE_SECRET_KEY'],
    revoke: 'make a new key with age-keygen and encrypt all files anew',
    source: 'age-encryption.org/v1, "X25519 recipient stanza"; BIP-173',
  }),
  rule({
    id: 'age-plugin-identity',
    provider: 'age',
    name: 'plugin identity',
    category: 'private-key',
    severity: 'medium',
    patterns: [
      anchored(
        'AGE-PLUGIN-',
        run('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-', 2, 40),
        '-1',
        run(bech32, 20, 400),
      ),
    ],
    checks: [should('bech32')],
    env: ['AGE_IDENTITY'],
    revoke: 'make a new identity with the plugin and encrypt all files anew',
    source: 'github.com/C2SP/C2SP age-plugin.md',
  }),
  rule({
    id: 'minisign-secret-key',
    provider: 'minisign',
    name: 'secret key',
    category: 'private-key',
    severity: 'medium',
    // Base64 of the algorithms `Ed`, `Sc`, `B2`.
    patterns: [anchored('RWRTY0Iy', run(base64, 190, 212), run('=', 0, 2))],
    env: ['MINISIGN_SECRET_KEY'],
    revoke: 'make a new key pair with minisign -G and publish its public key',
    source: 'jedisct1.github.io/minisign, "Secret key format"',
  }),
  rule({
    id: 'wireguard-private-key',
    provider: 'WireGuard',
    name: 'private key',
    category: 'private-key',
    severity: 'critical',
    patterns: [
      anchored(folded('privatekey'), run(' \t', 0, 4), '=', run(' \t"', 0, 3), secret(...key32)),
      possible(
        anchored(
          folded('privatekey'),
          run(' \t', 0, 4),
          '=',
          run(' \t"', 0, 3),
          secret(run(base64, 43), '='),
        ),
      ),
      named(['wireguard private', 'wg private', 'wireguard'], ...key32),
    ],
    env: ['WIREGUARD_PRIVATE_KEY', 'WG_PRIVATE_KEY'],
    revoke: 'make a new one with wg genkey and give its public key to all peers',
    source: 'wireguard.com, wg(8): 32 bytes in base64',
  }),
  rule({
    id: 'wireguard-preshared-key',
    provider: 'WireGuard',
    name: 'preshared key',
    category: 'private-key',
    severity: 'medium',
    patterns: [
      anchored(folded('presharedkey'), run(' \t', 0, 4), '=', run(' \t"', 0, 3), secret(...key32)),
      possible(
        anchored(
          folded('presharedkey'),
          run(' \t', 0, 4),
          '=',
          run(' \t"', 0, 3),
          secret(run(base64, 43), '='),
        ),
      ),
    ],
    env: ['WG_PRESHARED_KEY'],
    revoke: 'make a new one with wg genpsk for both peers',
    source: 'wireguard.com, wg(8)',
  }),
  rule({
    id: 'openvpn-static-key',
    provider: 'OpenVPN',
    name: 'static key',
    category: 'private-key',
    severity: 'high',
    patterns: [
      anchored(
        '-----BEGIN OpenVPN Static key V1-----',
        lineEnd,
        secret(...Array.from({ length: 15 }, () => [run(hex, 32), lineEnd]).flat(), run(hex, 32)),
      ),
    ],
    env: ['OPENVPN_TLS_AUTH'],
    revoke: 'make a new one with openvpn --genkey and give it to all clients',
    source: 'openvpn.net, reference manual, --secret and --tls-auth',
  }),
];
