/** Mailgun. Keys of three generations, and the key that signs its webhooks. */
import {
  anchored,
  digits,
  hex,
  lowerAlnum,
  named,
  near,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

const verify = 'GET https://api.mailgun.net/v3/domains with Basic api:KEY; 200: alive, 401: not';
const revoke = 'delete the key at https://app.mailgun.com/settings/api_security';
const source = 'documentation.mailgun.com, API keys';

export const mailgun = [
  rule({
    id: 'mailgun-api-key',
    provider: 'Mailgun',
    name: 'private API key',
    category: 'email',
    patterns: [
      named(['mailgun', 'mg api'], run(hex, 32), '-', run(hex, 8), '-', run(hex, 8)),
      near(['mailgun', 'mg_api'], anchored('key-', run(lowerAlnum, 32))),
      possible(anchored('key-', run(hex, 32))),
      possible(
        near(['mg_', 'mg.', 'mg-', '=mg', 'mg:'], anchored('key-', run(lowerAlnum, 32)), 24),
      ),
      possible(strict(['mailgun'], run(`${lowerAlnum}-`, 72))),
      possible(
        strict(
          ['mailgun'],
          run(`${digits}abcdefgh`, 32),
          '-',
          run(`${digits}abcdefgh`, 8),
          '-',
          run(`${digits}abcdefgh`, 8),
        ),
      ),
    ],
    env: ['MAILGUN_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'mailgun-webhook-signing-key',
    provider: 'Mailgun',
    name: 'webhook signing key',
    category: 'email',
    severity: 'medium',
    patterns: [
      named(
        [
          'mailgun webhook signing key',
          'mailgun signing key',
          'mailgun webhook key',
          'mailgun webhook secret',
        ],
        run(hex, 32),
      ),
    ],
    env: ['MAILGUN_WEBHOOK_SIGNING_KEY'],
    revoke: 'reset it under Webhooks at https://app.mailgun.com',
    source: 'documentation.mailgun.com, securing webhooks',
  }),
  rule({
    id: 'mailgun-public-key',
    provider: 'Mailgun',
    name: 'public validation key',
    category: 'email',
    severity: 'low',
    patterns: [possible(near(['mailgun'], anchored('pubkey-', run(hex, 32))))],
    env: ['MAILGUN_PUBLIC_KEY'],
    revoke: 'none: it only validates addresses',
    source,
  }),
];
