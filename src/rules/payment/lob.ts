/** Lob prints and posts letters and cheques. Keys name their environment. */
import { anchored, either, hex, possible, rule, run, strict, word } from '../format.ts';

export const lob = [
  rule({
    id: 'lob-api-key',
    provider: 'Lob',
    name: 'API key',
    category: 'payment',
    patterns: [
      anchored(either('live_', 'test_'), run(hex, 35)),
      possible(
        strict(
          ['lob api', 'lob key', 'lob secret', 'lob access', 'lob private', 'lob token'],
          run(word, 40),
        ),
      ),
    ],
    env: ['LOB_API_KEY'],
    verify: 'GET https://api.lob.com/v1/addresses?limit=1 with Basic KEY:; 200: alive, 401: not',
    revoke: 'roll the key at https://dashboard.lob.com/settings/api-keys',
    source: 'docs.lob.com, authentication',
  }),
  rule({
    id: 'lob-publishable-key',
    provider: 'Lob',
    name: 'publishable key',
    category: 'payment',
    severity: 'low',
    patterns: [possible(anchored(either('live_pub_', 'test_pub_'), run(hex, 31)))],
    env: ['LOB_PUBLISHABLE_KEY'],
    revoke: 'none: web pages carry it',
    source: 'docs.lob.com, authentication',
  }),
];
