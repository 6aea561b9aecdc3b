/** LiveKit. A secret signs the tokens with which one joins a room; the key is its name. */
import { alnum, anchored, possible, rule, run, secret, strict, toolFile } from '../format.ts';

export const livekit = [
  rule({
    id: 'livekit-api-secret',
    provider: 'LiveKit',
    name: 'API secret',
    category: 'ai-media',
    severity: 'critical',
    // The second is `keys:` of livekit.yaml.
    patterns: [
      strict(['livekit'], run(alnum, 43, 44)),
      anchored(
        'keys:',
        run(' \t\r\n', 1, 12),
        'API',
        run(alnum, 12),
        run(`'"`, 0, 1),
        ':',
        run(' \t', 1, 4),
        run(`'"`, 0, 1),
        secret(run(alnum, 43, 44)),
      ),
      toolFile('livekit'),
    ],
    companion: { rule: 'livekit-api-key', within: 200 },
    env: ['LIVEKIT_API_SECRET'],
    verify:
      'POST {host}/twirp/livekit.RoomService/ListRooms with a JWT signed by it; 200: alive, 401: not',
    revoke:
      'delete the key under Settings > Keys at https://cloud.livekit.io, or take it out of livekit.yaml',
    source: 'docs.livekit.io, keys and tokens; LiveKit server, config-sample.yaml',
  }),
  rule({
    id: 'livekit-api-key',
    provider: 'LiveKit',
    name: 'API key ID',
    category: 'ai-media',
    severity: 'low',
    patterns: [possible(strict(['livekit'], 'API', run(alnum, 12)))],
    env: ['LIVEKIT_API_KEY'],
    revoke: 'delete the key under Settings > Keys at https://cloud.livekit.io',
    source: 'docs.livekit.io, keys and tokens',
  }),
];
