/**
 * LINE. Channel tokens are long base64, channel secrets hex, and LINE Notify had tokens of its own.
 */
import { alnum, base64, hex, named, possible, rule, run, strict } from '../format.ts';

export const line = [
  rule({
    id: 'line-channel-access-token',
    provider: 'LINE',
    name: 'channel access token',
    category: 'messaging',
    patterns: [
      named(
        [
          'line channel access token',
          'line channel token',
          'line messaging',
          'line access token',
          'line token',
          'line bot',
          'linebot',
        ],
        run(base64, 168, 173),
        run('=', 0, 2),
      ),
      possible(
        strict(
          ['line private', 'line access', 'line secret', 'line api', 'line key'],
          run(base64, 168, 173),
          run('=', 0, 2),
        ),
      ),
    ],
    env: ['LINE_CHANNEL_ACCESS_TOKEN'],
    verify: 'POST https://api.line.me/v2/oauth/verify with access_token; 200: alive, 400: not',
    revoke: 'POST https://api.line.me/v2/oauth/revoke',
    source: 'developers.line.biz/en/docs/messaging-api, channel access tokens',
  }),
  rule({
    id: 'line-channel-secret',
    provider: 'LINE',
    name: 'channel secret',
    category: 'messaging',
    patterns: [
      named(
        ['line channel secret', 'line secret', 'linebot secret', 'line bot secret'],
        run(hex, 32),
      ),
    ],
    env: ['LINE_CHANNEL_SECRET'],
    revoke: 'reissue the secret under Basic settings at https://developers.line.biz/console',
    source: 'developers.line.biz/en/docs/basics',
  }),
  rule({
    id: 'line-notify-token',
    provider: 'LINE',
    name: 'Notify token',
    category: 'messaging',
    severity: 'low',
    patterns: [named(['line notify', 'linenotify'], run(alnum, 43))],
    env: ['LINE_NOTIFY_TOKEN'],
    revoke: 'nothing to revoke: LINE Notify closed in 2025',
    source: 'notify-bot.line.me, API document',
  }),
];
