/** Qdrant Cloud. Keys of a database are JSON Web Tokens that say what they may do. */
import {
  anchored,
  base64url,
  either,
  must,
  possible,
  rule,
  run,
  strict,
  toolFile,
  uuid,
} from '../format.ts';

export const qdrant = [
  rule({
    id: 'qdrant-database-key',
    provider: 'Qdrant',
    name: 'database API key (a JWT)',
    category: 'ai-vector',
    patterns: [
      // The payload begins with `{"access":`.
      anchored(
        'eyJ',
        run(base64url, 15, 80),
        '.eyJhY2Nlc3MiOi',
        run(base64url, 4, 2000),
        '.',
        run(base64url, 43),
      ),
    ],
    checks: [must('jwt-qdrant')],
    env: ['QDRANT_API_KEY'],
    verify: 'GET {cluster URL}:6333/collections with api-key; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://cloud.qdrant.io > the cluster > API keys',
    source: 'qdrant.tech/documentation/guides/security; keys in public code',
  }),
  rule({
    id: 'qdrant-legacy-key',
    provider: 'Qdrant',
    name: 'older database key or cloud management key',
    category: 'ai-vector',
    patterns: [
      possible(
        strict(['qdrant'], either(uuid, run(base64url, 30, 60)), '|', run(base64url, 30, 100)),
      ),
      possible(strict(['qdrant'], run(base64url, 43, 100))),
      toolFile('qdrant'),
    ],
    env: ['QDRANT_API_KEY', 'QDRANT_CLOUD_API_KEY', 'QDRANT__SERVICE__API_KEY'],
    verify: 'GET {cluster URL}:6333/collections with api-key; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://cloud.qdrant.io; a self-hosted one in its configuration',
    source: 'qdrant.tech/documentation/cloud/authentication; the shape is from memory',
  }),
];
