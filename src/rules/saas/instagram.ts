/** Instagram. Tokens of the two APIs differ in how they begin. */
import { anchored, base64url, either, rule, run } from '../format.ts';

export const instagram = [
  rule({
    id: 'instagram-access-token',
    provider: 'Instagram',
    name: 'access token',
    category: 'saas',
    patterns: [anchored(either('IGQV', 'IGQW', 'IGAA'), run(base64url, 50, 300))],
    env: ['INSTAGRAM_ACCESS_TOKEN', 'INSTAGRAM_TOKEN'],
    lifetime: '60 days',
    verify: 'GET https://graph.instagram.com/me?access_token=TOKEN; 200: alive, 400 or 401: not',
    revoke: "remove the app in the account's settings, or reset the app secret",
    source: 'developers.facebook.com/docs/instagram-platform; shapes of keys in public code',
  }),
];
