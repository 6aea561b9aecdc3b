/** Messengers other than Slack and Discord: bots, webhooks and push. */
import {
  alnum,
  anchored,
  base64url,
  digits,
  must,
  named,
  possible,
  rule,
  run,
  secret,
  strict,
  upperHex,
} from '../format.ts';

export const messenger = [
  rule({
    id: 'telegram-bot-token',
    provider: 'Telegram',
    name: 'bot token',
    category: 'messaging',
    severity: 'critical',
    // In the path of a call `bot` is glued to the number.
    patterns: [
      anchored(run(digits, 8, 10), ':AA', run(base64url, 32, 33)),
      named(
        ['telegram', 'tgram', 'tg bot', 'bot token'],
        run(digits, 5, 16),
        ':A',
        run(base64url, 34),
      ),
      anchored('api.telegram.org/bot', secret(run(digits, 5, 16), ':', run(base64url, 34, 35))),
      possible(strict(['telegram', 'tgram'], run(digits, 8, 10), ':', run(base64url, 35))),
      possible(strict(['telegr'], run(digits, 5, 16), ':A', run(base64url, 34))),
    ],
    checks: [must('telegram-bot-token')],
    env: ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_TOKEN'],
    verify: 'GET https://api.telegram.org/bot{token}/getMe; 200: alive, 401 or 404: not',
    revoke: 'send /revoke to @BotFather',
    source: 'core.telegram.org/bots/api, authorizing your bot; shapes of keys in public code',
  }),
  rule({
    id: 'fcm-server-key',
    provider: 'Firebase',
    name: 'Cloud Messaging server key',
    category: 'messaging',
    // The legacy API was shut down in 2024.
    patterns: [anchored('AAAA', run(base64url, 7), ':APA91b', run(base64url, 120, 180))],
    env: ['FCM_SERVER_KEY'],
    verify: 'POST https://fcm.googleapis.com/fcm/send with Authorization: key=KEY; 401: not alive',
    revoke: 'delete the key under Cloud Messaging at https://console.firebase.google.com',
    source: 'firebase.google.com, legacy FCM HTTP protocol',
  }),
  rule({
    id: 'telnyx-api-key',
    provider: 'Telnyx',
    name: 'API v2 key',
    category: 'messaging',
    // The digits are a time and randomness; they begin with 01 until the 2030s.
    patterns: [
      anchored('KEY01', run(upperHex, 30), '_', run(alnum, 22)),
      named(['telnyx'], 'KEY', run(base64url, 55)),
    ],
    env: ['TELNYX_API_KEY'],
    verify:
      'GET https://api.telnyx.com/v2/balance with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://portal.telnyx.com under API keys',
    source: 'developers.telnyx.com, authentication; shapes of keys in public code',
  }),
];
