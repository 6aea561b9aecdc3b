/** Discord. A bot token begins with the ID of its bot in base64. */
import {
  anchored,
  base64url,
  digits,
  either,
  hex,
  maybe,
  must,
  named,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

const source = 'discord.com/developers/docs/reference';

export const discord = [
  rule({
    id: 'discord-bot-token',
    provider: 'Discord',
    name: 'bot token',
    category: 'messaging',
    severity: 'critical',
    patterns: [
      named(
        ['discord', 'bot token', 'bot.run', 'bot.login', 'client.run', 'client.login'],
        run(base64url, 23, 28),
        '.',
        run(base64url, 6),
        '.',
        run(base64url, 27, 40),
      ),
    ],
    checks: [must('discord-bot-token')],
    env: ['DISCORD_TOKEN', 'DISCORD_BOT_TOKEN'],
    verify:
      'GET https://discord.com/api/v10/users/@me with Authorization: Bot TOKEN; 200: alive, 401: not',
    revoke: 'reset the token at https://discord.com/developers/applications',
    source,
  }),
  rule({
    id: 'discord-client-secret',
    provider: 'Discord',
    name: 'OAuth2 client secret',
    category: 'messaging',
    patterns: [
      named(
        [
          'discord client secret',
          'discord secret',
          'discord oauth secret',
          'discord oauth2 secret',
        ],
        run(base64url, 32),
      ),
      possible(strict(['discord'], run(base64url, 32))),
      possible(strict(['discord'], run(`${base64url}=`, 32))),
      possible(strict(['discord'], run(hex, 64))),
      possible(strict(['discord'], run(`${digits}abcdefgh`, 64))),
    ],
    env: ['DISCORD_CLIENT_SECRET'],
    revoke: 'reset the secret at https://discord.com/developers/applications under OAuth2',
    source,
  }),
  rule({
    id: 'discord-webhook',
    provider: 'Discord',
    name: 'webhook',
    category: 'messaging',
    severity: 'medium',
    patterns: [
      anchored(
        either('discord.com/api/', 'discordapp.com/api/'),
        maybe('v', run(digits, 1, 2), '/'),
        'webhooks/',
        run(digits, 17, 20),
        '/',
        run(base64url, 60, 72),
      ),
    ],
    env: ['DISCORD_WEBHOOK_URL'],
    verify: 'GET the URL; 200: alive, 401 or 404: not',
    revoke: "DELETE the URL, or delete the webhook in the channel's settings",
    source: 'discord.com/developers/docs/resources/webhook',
  }),
];
