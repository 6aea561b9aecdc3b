/** Services that send the mail of an application, and newsletters. */
import {
  alnum,
  anchored,
  base64,
  digits,
  hex,
  looseUuid,
  lowerAlnum,
  must,
  named,
  possible,
  rule,
  run,
  strict,
  upper,
  uuid,
} from '../format.ts';

export const transactionalMail = [
  rule({
    id: 'mailchimp-api-key',
    provider: 'Mailchimp',
    name: 'API key',
    category: 'email',
    patterns: [anchored(run(hex, 32), '-us', run(digits, 1, 2))],
    env: ['MAILCHIMP_API_KEY'],
    verify:
      'GET https://{dc}.api.mailchimp.com/3.0/ping with Basic any:KEY, dc is what follows the hyphen; 200: alive, 401: not',
    revoke: 'revoke the key at https://admin.mailchimp.com/account/api',
    source: 'mailchimp.com/developer, fundamentals',
  }),
  rule({
    id: 'postmark-server-token',
    provider: 'Postmark',
    name: 'server or account token',
    category: 'email',
    patterns: [strict(['postmark'], ...uuid), possible(strict(['postmark'], ...looseUuid))],
    env: ['POSTMARK_SERVER_TOKEN', 'POSTMARK_API_TOKEN', 'POSTMARK_ACCOUNT_TOKEN'],
    verify:
      'GET https://api.postmarkapp.com/server with X-Postmark-Server-Token; 200: alive, 401: not',
    revoke: 'delete the token under API Tokens of the server at https://account.postmarkapp.com',
    source: 'postmarkapp.com/developer, API overview',
  }),
  rule({
    id: 'resend-api-key',
    provider: 'Resend',
    name: 'API key',
    category: 'email',
    // A name in snake case may have the same shape; it has no capitals.
    patterns: [anchored('re_', run(alnum, 8), '_', run(alnum, 24))],
    checks: [must('mixed-case')],
    env: ['RESEND_API_KEY'],
    verify:
      'GET https://api.resend.com/domains with Authorization: Bearer; 200, or 401 with restricted_api_key: alive, other 401: not',
    revoke: 'delete the key at https://resend.com/api-keys',
    source: 'resend.com/docs, API keys; shapes of keys in public code',
  }),
  rule({
    id: 'mailersend-api-token',
    provider: 'MailerSend',
    name: 'API token',
    category: 'email',
    patterns: [
      anchored('mlsn.', run(lowerAlnum, 48, 64)),
      possible(anchored('mlsn.', run(alnum, 30, 100))),
    ],
    env: ['MAILERSEND_API_KEY', 'MAILERSEND_API_TOKEN'],
    verify:
      'GET https://api.mailersend.com/v1/api-quota with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'revoke the token at https://app.mailersend.com/api-tokens',
    source: 'developers.mailersend.com, authentication',
  }),
  rule({
    id: 'aws-ses-smtp-password',
    provider: 'AWS',
    name: 'SES SMTP password',
    category: 'email',
    // Base64 of the version (4) and a 32-byte HMAC: the first character is B, the second one of sixteen.
    patterns: [
      named(
        [
          'smtp password',
          'smtp pass',
          'smtp secret',
          'smtp auth',
          'ses smtp',
          'ses password',
          'ses secret',
          'mail password',
          'mail pass',
          'email password',
          'email host password',
        ],
        'B',
        run(upper.slice(0, 16), 1),
        run(base64, 42),
      ),
    ],
    env: ['SMTP_PASSWORD', 'EMAIL_HOST_PASSWORD', 'SES_SMTP_PASSWORD'],
    verify: 'log in to email-smtp.{region}.amazonaws.com:587 with the AKIA key ID as user',
    revoke: 'delete the access key of the SMTP user in IAM',
    source: 'docs.aws.amazon.com/ses, obtaining SMTP credentials',
  }),
];
