/** Social networks and streaming: keys of applications and tokens of their users. */
import {
  alnum,
  anchored,
  base64url,
  digits,
  either,
  hex,
  lowerAlnum,
  named,
  near,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

const xSource = 'docs.x.com, authentication; GitHub secret scanning patterns';
const x = ['twitter', 'x api', 'x consumer', 'x access token', 'tweepy'];
const xRevoke = 'https://developer.x.com/en/portal > the app > Keys and tokens: regenerate';
const metaRevoke =
  'https://developers.facebook.com/apps > the app > Settings: reset the secret or remove the app';
const meta = ['facebook', 'fb app', 'fb secret', 'fb client', 'meta app', 'instagram', 'whatsapp'];

export const socialNetwork = [
  rule({
    id: 'x-bearer-token',
    provider: 'X (Twitter)',
    name: 'app-only Bearer token',
    category: 'saas',
    patterns: [
      anchored('AAAAAAAAAAAAAAAAAAAAA', run('A', 0, 8), run(`${alnum}%`, 80, 110)),
      near(x, anchored('AAAAAAAAAAAAAAAAAAAAA', run(`${alnum}%`, 24, 110))),
      // Percent signs are what escapes left of `+`, `/` and `=`.
      named(['twitter'], run(alnum, 20, 59), '%', run(`${alnum}%-`, 52, 120)),
      possible(strict(['twitter'], run(alnum, 35, 44))),
    ],
    env: ['TWITTER_BEARER_TOKEN', 'X_BEARER_TOKEN'],
    verify:
      'GET https://api.x.com/2/users/by/username/x with Authorization: Bearer; 200 or 429: alive, 401: not',
    revoke: xRevoke,
    source: xSource,
  }),
  rule({
    id: 'x-api-key',
    provider: 'X (Twitter)',
    name: 'API key (consumer key)',
    category: 'saas',
    severity: 'medium',
    patterns: [
      named(x, run(alnum, 25)),
      possible(
        named(
          [
            'twitter id',
            'twitter client id',
            'x api client id',
            'twitter api key',
            'twitter consumer key',
          ],
          run(alnum, 18, 24),
        ),
      ),
    ],
    env: ['TWITTER_API_KEY', 'TWITTER_CONSUMER_KEY'],
    verify:
      'POST https://api.x.com/oauth2/token with Basic key:secret; 200: alive, 403: not (issues a token)',
    revoke: xRevoke,
    source: xSource,
  }),
  rule({
    id: 'x-api-secret',
    provider: 'X (Twitter)',
    name: 'API key secret (consumer secret)',
    category: 'saas',
    patterns: [named(x, run(alnum, 50))],
    companion: { rule: 'x-api-key', within: 400 },
    env: ['TWITTER_API_SECRET', 'TWITTER_CONSUMER_SECRET'],
    verify:
      'POST https://api.x.com/oauth2/token with Basic key:secret; 200: alive, 403: not (issues a token)',
    revoke: xRevoke,
    source: xSource,
  }),
  rule({
    id: 'x-access-token',
    provider: 'X (Twitter)',
    name: 'user access token',
    category: 'saas',
    patterns: [named(x, run(digits, 7, 20), '-', run(alnum, 20, 42))],
    env: ['TWITTER_ACCESS_TOKEN'],
    revoke: xRevoke,
    source: xSource,
  }),
  rule({
    id: 'x-access-token-secret',
    provider: 'X (Twitter)',
    name: 'user access token secret',
    category: 'saas',
    patterns: [named(x, run(alnum, 44, 45))],
    companion: { rule: 'x-access-token', within: 400 },
    env: ['TWITTER_ACCESS_TOKEN_SECRET'],
    revoke: xRevoke,
    source: xSource,
  }),
  rule({
    id: 'twitch-api-token',
    provider: 'Twitch',
    name: 'client secret or access token',
    category: 'saas',
    patterns: [named(['twitch'], run(lowerAlnum, 30))],
    env: ['TWITCH_CLIENT_SECRET', 'TWITCH_ACCESS_TOKEN'],
    verify:
      'GET https://id.twitch.tv/oauth2/validate with Authorization: OAuth; 200: alive, 401: not',
    revoke:
      'https://dev.twitch.tv/console/apps: new secret; POST https://id.twitch.tv/oauth2/revoke for a token',
    source: 'dev.twitch.tv/docs/authentication',
  }),
  rule({
    id: 'twitch-stream-key',
    provider: 'Twitch',
    name: 'stream key',
    category: 'saas',
    patterns: [anchored('live_', run(digits, 6, 12), '_', run(alnum, 28, 36))],
    env: ['TWITCH_STREAM_KEY'],
    revoke: 'https://dashboard.twitch.tv/settings/stream: reset the key',
    source: 'help.twitch.tv, stream key',
  }),
  rule({
    id: 'facebook-access-token',
    provider: 'Meta',
    name: 'access token',
    category: 'saas',
    patterns: [
      anchored(either('EAAC', 'EAAM'), run(alnum, 100, 400)),
      near(meta, anchored('EAA', run(alnum, 80, 400))),
      possible(strict(['facebook'], run(lowerAlnum, 32))),
      possible(anchored('EAACEdEose0cBA', run(alnum, 3, 400))),
    ],
    env: ['FACEBOOK_ACCESS_TOKEN', 'FB_ACCESS_TOKEN', 'INSTAGRAM_ACCESS_TOKEN'],
    lifetime: '1 hour to 60 days; system users: long',
    verify: 'GET https://graph.facebook.com/me?access_token=; 200: alive, 400: not',
    revoke: 'DELETE https://graph.facebook.com/me/permissions with the token',
    source: 'developers.facebook.com/docs/facebook-login/guides/access-tokens',
  }),
  rule({
    id: 'facebook-app-token',
    provider: 'Meta',
    name: 'app access token',
    category: 'saas',
    patterns: [
      named(meta, run(digits, 15, 16), either('|', '%7C'), run(base64url, 27)),
      possible(
        strict(['facebook'], run(digits, 15, 16), either('|', '%', '%7C'), run(base64url, 27, 40)),
      ),
    ],
    env: ['FACEBOOK_APP_TOKEN'],
    verify: 'GET https://graph.facebook.com/app?access_token=; 200: alive, 400: not',
    revoke: metaRevoke,
    source: 'developers.facebook.com/docs/facebook-login/guides/access-tokens',
  }),
  rule({
    id: 'facebook-app-secret',
    provider: 'Meta',
    name: 'app secret',
    category: 'saas',
    severity: 'critical',
    patterns: [named(meta, run(hex, 32))],
    env: ['FACEBOOK_APP_SECRET', 'FB_APP_SECRET', 'INSTAGRAM_APP_SECRET'],
    verify: 'GET https://graph.facebook.com/app?access_token=ID|SECRET; 200: alive, 400: not',
    revoke: metaRevoke,
    source: 'developers.facebook.com/docs/facebook-login/security',
  }),
  rule({
    id: 'tiktok-client-secret',
    provider: 'TikTok',
    name: 'client secret',
    category: 'saas',
    patterns: [named(['tiktok'], run(alnum, 32, 40))],
    env: ['TIKTOK_CLIENT_SECRET'],
    revoke: 'https://developers.tiktok.com/apps: reset the secret',
    source: 'developers.tiktok.com, login kit',
  }),
  rule({
    id: 'snapchat-client-secret',
    provider: 'Snapchat',
    name: 'client secret',
    category: 'saas',
    patterns: [possible(strict(['snapchat', 'snap kit'], run(alnum, 20, 64)))],
    env: ['SNAPCHAT_CLIENT_SECRET'],
    revoke: 'https://business.snapchat.com > Business details > OAuth apps',
    source: 'developers.snap.com, Marketing API authentication',
  }),
];
