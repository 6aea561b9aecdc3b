/** Brevo, formerly Sendinblue. API keys and SMTP keys differ in their prefix. */
import { alnum, anchored, base64url, hex, possible, rule, run } from '../format.ts';

export const brevo = [
  rule({
    id: 'brevo-api-key',
    provider: 'Brevo',
    name: 'API key',
    category: 'email',
    patterns: [
      anchored('xkeysib-', run(hex, 64), '-', run(alnum, 16)),
      possible(anchored('xkeysib-', run(base64url, 81))),
    ],
    env: ['BREVO_API_KEY', 'SENDINBLUE_API_KEY'],
    verify: 'GET https://api.brevo.com/v3/account with api-key; 200: alive, 401: not',
    revoke: 'delete the key at https://app.brevo.com/settings/keys/api',
    source: 'developers.brevo.com, getting started',
  }),
  rule({
    id: 'brevo-smtp-key',
    provider: 'Brevo',
    name: 'SMTP key',
    category: 'email',
    patterns: [anchored('xsmtpsib-', run(hex, 64), '-', run(alnum, 16))],
    env: ['BREVO_SMTP_KEY'],
    verify: 'log in to smtp-relay.brevo.com:587 with it',
    revoke: 'delete the key at https://app.brevo.com/settings/keys/smtp',
    source: 'developers.brevo.com, SMTP relay',
  }),
];
