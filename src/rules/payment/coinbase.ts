/** Coinbase. Keys of the Developer Platform have a name and a private key. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  maybe,
  possible,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

export const coinbase = [
  rule({
    id: 'coinbase-api-secret',
    provider: 'Coinbase',
    name: 'API secret',
    category: 'payment',
    severity: 'critical',
    // Ed25519 keys are 64 bytes in base64; keys of before CDP were 32 characters.
    patterns: [
      strict(['coinbase', 'cdp api', 'cdp key', 'cdp wallet'], run(base64, 86), '=='),
      strict(['coinbase'], run(alnum, 32)),
      possible(strict(['coinbase'], run(`${alnum}-`, 32))),
    ],
    companion: { rule: 'coinbase-cdp-key-name', within: 400 },
    env: ['COINBASE_API_SECRET', 'CDP_API_KEY_SECRET'],
    verify:
      'GET https://api.coinbase.com/api/v3/brokerage/key_permissions with a signed token; 200: alive, 401: not',
    revoke: 'delete the key at https://portal.cdp.coinbase.com',
    source: 'docs.cdp.coinbase.com, API keys',
  }),
  rule({
    id: 'coinbase-cdp-key-name',
    provider: 'Coinbase',
    name: 'CDP API key name',
    category: 'payment',
    severity: 'low',
    // Beside it stands an EC private key in PEM; JSON may write `/` as `\/`.
    patterns: [
      possible(
        anchored(
          'organizations',
          maybe('\\'),
          '/',
          ...uuid,
          maybe('\\'),
          '/apiKeys',
          maybe('\\'),
          '/',
          ...uuid,
        ),
      ),
    ],
    env: ['CDP_API_KEY_NAME'],
    revoke: 'delete the key at https://portal.cdp.coinbase.com',
    source: 'docs.cdp.coinbase.com, API keys',
  }),
  rule({
    id: 'coinbase-access-token',
    provider: 'Coinbase',
    name: 'OAuth access token',
    category: 'payment',
    severity: 'medium',
    patterns: [possible(strict(['coinbase'], run(base64url, 64)))],
    env: ['COINBASE_ACCESS_TOKEN'],
    lifetime: '2 hours',
    verify: 'GET https://api.coinbase.com/v2/user with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'POST https://api.coinbase.com/oauth/revoke',
    source: 'docs.cdp.coinbase.com, OAuth2 (tokens of the first generation)',
  }),
];
