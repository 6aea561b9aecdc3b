/** Keys of cryptocurrency wallets. Whoever reads one can take all that it holds. */
import {
  alnum,
  anchored,
  anyHex,
  base58,
  named,
  possible,
  rule,
  run,
  should,
  strict,
  structure,
  upperAlnum,
} from '../format.ts';

const revoke = 'move everything to a new wallet; a key cannot be revoked';

export const wallets = [
  rule({
    id: 'wallet-ethereum-key',
    provider: 'Ethereum',
    name: 'private key',
    category: 'private-key',
    severity: 'critical',
    patterns: [
      named(
        [
          'private key',
          'priv key',
          'privkey',
          'deployer key',
          'wallet key',
          'ethereum',
          'etherscan',
          'eth key',
        ],
        '0x',
        run(anyHex, 64),
      ),
      // Tests of cryptography are full of such keys; a setting has its value right behind the name.
      {
        ...possible(
          named(
            [
              'private key',
              'privkey',
              'deployer key',
              'wallet key',
              'ethereum private',
              'eth private',
            ],
            run(anyHex, 64),
          ),
        ),
        reach: 12,
      },
      possible(strict(['etherscan'], run(upperAlnum, 34))),
      possible(strict(['etherscan'], run(alnum, 34))),
    ],
    env: ['PRIVATE_KEY', 'DEPLOYER_PRIVATE_KEY', 'ETH_PRIVATE_KEY'],
    revoke,
    source: 'ethereum.org/developers/docs/accounts: 32 bytes in hexadecimal',
  }),
  rule({
    id: 'wallet-mnemonic',
    provider: 'Wallet',
    name: 'recovery phrase (BIP-39)',
    category: 'private-key',
    severity: 'critical',
    patterns: [
      structure(
        'mnemonic',
        [
          'mnemonic',
          'seed_phrase',
          'seedphrase',
          'seed phrase',
          'recovery_phrase',
          'recovery phrase',
        ],
        400,
      ),
    ],
    env: ['MNEMONIC', 'SEED_PHRASE'],
    revoke,
    source: 'BIP-39: 12 to 24 words, of which the last carries a checksum',
  }),
  rule({
    id: 'wallet-bitcoin-key',
    provider: 'Bitcoin',
    name: 'private key (WIF)',
    category: 'private-key',
    severity: 'critical',
    patterns: [
      strict(
        ['bitcoin', 'btc', 'wif', 'private key', 'wallet'],
        run('5KL9c', 1),
        run(base58, 50, 51),
      ),
    ],
    checks: [should('base58check')],
    env: ['BTC_PRIVATE_KEY', 'BITCOIN_PRIVATE_KEY'],
    revoke,
    source: 'en.bitcoin.it/wiki/Wallet_import_format',
  }),
  rule({
    id: 'wallet-extended-key',
    provider: 'Bitcoin',
    name: 'extended private key (BIP-32)',
    category: 'private-key',
    severity: 'critical',
    patterns: [anchored('xprv', run(base58, 107)), anchored('tprv', run(base58, 107))],
    checks: [should('base58check')],
    env: ['XPRV', 'WALLET_XPRV'],
    revoke,
    source: 'BIP-32, "Serialization format"',
  }),
  rule({
    id: 'wallet-solana-key',
    provider: 'Solana',
    name: 'private key',
    category: 'private-key',
    severity: 'critical',
    patterns: [named(['solana', 'phantom', 'private key', 'sol private'], run(base58, 86, 88))],
    env: ['SOLANA_PRIVATE_KEY'],
    revoke,
    source: 'solana.com/docs/core/accounts: an Ed25519 key pair, 64 bytes in base58',
  }),
];
