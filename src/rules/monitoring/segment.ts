/** Segment. A token administers the workspace; a write key only sends. */
import { alnum, anchored, base64url, named, possible, rule, run, strict } from '../format.ts';

export const segment = [
  rule({
    id: 'segment-public-api-token',
    provider: 'Segment',
    name: 'Public API token',
    category: 'monitoring',
    severity: 'critical',
    // "Public" is the API's name; the token administers the workspace.
    patterns: [
      anchored('sgp_', run(alnum, 64)),
      possible(strict(['segment'], run(base64url, 43), '.', run(base64url, 43))),
    ],
    env: ['SEGMENT_PUBLIC_API_TOKEN'],
    verify: 'GET https://api.segmentapis.com/ with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token under Settings > Access Management > Tokens',
    source: 'docs.segmentapis.com, authentication',
  }),
  rule({
    id: 'segment-write-key',
    provider: 'Segment',
    name: 'source write key',
    category: 'monitoring',
    severity: 'low',
    patterns: [
      possible(named(['segment write key', 'segment writekey', 'segment api key'], run(alnum, 32))),
    ],
    env: ['SEGMENT_WRITE_KEY'],
    revoke: 'regenerate the key in the settings of the source',
    source: 'segment.com/docs, find your write key',
  }),
];
