/** Services that send letters to many and check addresses. */
import {
  alnum,
  anchored,
  base64url,
  hex,
  near,
  possible,
  rule,
  run,
  strict,
  word,
} from '../format.ts';

export const newsletter = [
  rule({
    id: 'elastic-email-api-key',
    provider: 'Elastic Email',
    name: 'API key',
    category: 'email',
    patterns: [
      strict(['elasticemail', 'elastic email', 'elastic mail'], run(word, 96)),
      possible(
        strict(
          ['elasticemail', 'elastic mail', 'elastic private', 'elastic access', 'elastic secret'],
          run(base64url, 96),
        ),
      ),
    ],
    env: ['ELASTIC_EMAIL_API_KEY'],
    verify:
      'GET https://api.elasticemail.com/v4/lists with X-ElasticEmail-ApiKey; 200: alive, 401: not',
    revoke: 'delete the key at https://app.elasticemail.com/marketing/settings/manage-api',
    source: 'elasticemail.com/developers, API keys',
  }),
  rule({
    id: 'kickbox-api-key',
    provider: 'Kickbox',
    name: 'API key',
    category: 'email',
    patterns: [
      strict(['kickbox'], run(base64url, 64, 75)),
      possible(strict(['kickbox'], run(word, 76, 128))),
    ],
    env: ['KICKBOX_API_KEY'],
    verify: 'GET https://api.kickbox.com/v2/balance?apikey=KEY; 200: alive, 403: not',
    revoke: 'delete the key at https://app.kickbox.com/settings/keys',
    source: 'docs.kickbox.com, API reference',
  }),
  rule({
    id: 'klaviyo-private-key',
    provider: 'Klaviyo',
    name: 'private API key',
    category: 'email',
    patterns: [
      anchored('pk_', run(hex, 34)),
      // Keys of today tell the account before the random part.
      near(['klaviyo'], anchored('pk_', run(alnum, 6), '_', run(hex, 34))),
      possible(near(['klaviyo'], anchored('pk_', run(alnum, 34)))),
    ],
    env: ['KLAVIYO_API_KEY', 'KLAVIYO_PRIVATE_KEY'],
    verify:
      'GET https://a.klaviyo.com/api/accounts with Authorization: Klaviyo-API-Key; 200: alive, 401: not',
    revoke: 'https://www.klaviyo.com/settings/account/api-keys: delete the key',
    source: 'developers.klaviyo.com/en/docs/authenticate_; trufflehog; titus',
  }),
];
