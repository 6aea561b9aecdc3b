/** Chat rooms and notification services that few products use. */
import { alnum, anchored, anyUuid, base64url, folded, rule, run, strict, word } from '../format.ts';

export const devChat = [
  rule({
    id: 'gitter-access-token',
    provider: 'Gitter',
    name: 'access token',
    category: 'messaging',
    patterns: [strict(['gitter'], run(base64url, 40))],
    env: ['GITTER_TOKEN'],
    verify: 'GET https://api.gitter.im/v1/user/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'regenerate the token at https://developer.gitter.im/apps',
    source: 'developer.gitter.im, authentication',
  }),
  rule({
    id: 'gc-notify-api-key',
    provider: 'GC Notify',
    name: 'API key',
    category: 'messaging',
    patterns: [
      anchored(folded('gcntfy-'), run(`${word}-`, 1, 80), '-', ...anyUuid, '-', ...anyUuid),
    ],
    env: ['GC_NOTIFY_API_KEY', 'NOTIFICATION_API_KEY'],
    verify:
      'GET https://api.notification.canada.ca/v2/notifications with Authorization: ApiKey-v1 KEY; 200: alive, 403: not',
    revoke: 'revoke the key under API integration > API keys',
    source: 'documentation.notification.canada.ca, API keys',
  }),
  rule({
    id: 'enablex-app-key',
    provider: 'EnableX',
    name: 'app key',
    category: 'messaging',
    patterns: [strict(['enablex'], run(alnum, 36))],
    env: ['ENABLEX_APP_KEY'],
    verify: 'GET https://api.enablex.io/video/v2/rooms with Basic id:key; 200: alive, 401: not',
    revoke: 'reset the key of the project at https://portal.enablex.io',
    source: 'developer.enablex.io, authentication',
  }),
  rule({
    id: '8x8-api-secret',
    provider: '8x8',
    name: 'API secret',
    category: 'messaging',
    // The anchor `8x8` is short, but only beside a word for a credential does it count.
    patterns: [strict(['8x8', 'eight by eight'], run(base64url, 43))],
    env: ['EIGHT_BY_EIGHT_API_SECRET', '8X8_API_SECRET'],
    verify: 'POST https://api.8x8.com/oauth/v2/token with Basic key:secret; 200: alive, 401: not',
    revoke: 'delete the key under Admin Console > API Keys',
    source: 'developer.8x8.com, authentication',
  }),
];
