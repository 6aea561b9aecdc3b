/** PlayHT. A secret key goes with the ID of the user. */
import { alnum, hex, named, possible, rule, run, strict } from '../format.ts';

export const playht = [
  rule({
    id: 'playht-api-key',
    provider: 'PlayHT',
    name: 'API secret key',
    category: 'ai-media',
    patterns: [possible(strict(['playht', 'play ht'], run(hex, 32)))],
    companion: { rule: 'playht-user-id', within: 200 },
    env: ['PLAYHT_API_KEY'],
    revoke: 'regenerate the key at https://play.ht/studio/api-access',
    source: 'docs.play.ht, authentication; the shape is unconfirmed',
  }),
  rule({
    id: 'playht-user-id',
    provider: 'PlayHT',
    name: 'user ID',
    category: 'ai-media',
    severity: 'low',
    patterns: [
      possible(named(['playht user id', 'play ht user id', 'playht userid'], run(alnum, 28))),
    ],
    env: ['PLAYHT_USER_ID'],
    revoke: 'none: it is no secret without the API key',
    source: 'docs.play.ht, authentication; the shape is unconfirmed',
  }),
];
