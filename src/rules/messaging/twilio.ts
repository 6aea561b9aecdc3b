/**
 * Twilio. An account SID goes with an auth token, an API key SID with a secret; the SIDs are names.
 */
import {
  alnum,
  anyHex,
  either,
  hex,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

const source = 'twilio.com/docs/iam, API keys and auth tokens';
const verify =
  'GET https://api.twilio.com/2010-04-01/Accounts/{SID}.json with Basic SID:secret; 200: alive, 401: not';

export const twilio = [
  rule({
    id: 'twilio-auth-token',
    provider: 'Twilio',
    name: 'auth token',
    category: 'messaging',
    severity: 'critical',
    patterns: [
      named(
        ['twilio auth token', 'twilio auth', 'twilio token', 'twilio account token', 'twilio sid'],
        run(hex, 32),
      ),
      possible(strict(['twilio'], run(lowerAlnum, 32))),
    ],
    companion: { rule: 'twilio-account-sid', within: 200 },
    env: ['TWILIO_AUTH_TOKEN'],
    verify,
    revoke: 'promote a secondary auth token at https://console.twilio.com',
    source,
  }),
  rule({
    id: 'twilio-api-key-secret',
    provider: 'Twilio',
    name: 'API key secret',
    category: 'messaging',
    severity: 'critical',
    patterns: [
      named(
        [
          'twilio api key secret',
          'twilio api secret',
          'twilio key secret',
          'twilio secret',
          'twilio api key',
        ],
        run(alnum, 32),
      ),
    ],
    companion: { rule: 'twilio-api-key-sid', within: 200 },
    env: ['TWILIO_API_SECRET', 'TWILIO_API_KEY_SECRET'],
    verify,
    revoke: 'delete the API key at https://console.twilio.com',
    source,
    related: ['twilio-auth-token'],
  }),
  rule({
    id: 'twilio-api-key-sid',
    provider: 'Twilio',
    name: 'API key SID',
    category: 'messaging',
    severity: 'low',
    patterns: [possible(named(['twilio'], either('SK', 'sk'), run(anyHex, 32)))],
    env: ['TWILIO_API_KEY'],
    revoke: 'delete the API key at https://console.twilio.com',
    source,
  }),
  rule({
    id: 'twilio-account-sid',
    provider: 'Twilio',
    name: 'account SID',
    category: 'messaging',
    severity: 'low',
    patterns: [possible(named(['twilio'], 'AC', run(hex, 32)))],
    env: ['TWILIO_ACCOUNT_SID'],
    revoke: 'none: it is no secret without a token',
    source,
  }),
];
