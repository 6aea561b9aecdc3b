/** Twilio SendGrid. */
import { anchored, base64url, near, possible, rule, run } from '../format.ts';

export const sendgrid = [
  rule({
    id: 'sendgrid-api-key',
    provider: 'SendGrid',
    name: 'API key',
    category: 'email',
    severity: 'critical',
    patterns: [
      anchored('SG.', run(base64url, 22), '.', run(base64url, 43)),
      possible(anchored('SG.', run(base64url, 20, 24), '.', run(base64url, 39, 47))),
      possible(near(['sendgrid'], anchored('SG.', run(`${base64url}=.`, 40, 140)))),
    ],
    env: ['SENDGRID_API_KEY'],
    verify:
      'GET https://api.sendgrid.com/v3/scopes with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://app.sendgrid.com/settings/api_keys',
    source: 'docs.sendgrid.com, API keys',
  }),
];
