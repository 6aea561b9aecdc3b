/** Pinecone. Until 2024 its keys were plain UUIDs; since then they carry a prefix. */
import { alnum, anchored, anyUuid, possible, rule, run, strict, uuid } from '../format.ts';

const verify = 'GET https://api.pinecone.io/indexes with Api-Key; 200 or 403: alive, 401: not';
const revoke = 'delete the key at https://app.pinecone.io > API keys';

export const pinecone = [
  rule({
    id: 'pinecone-api-key',
    provider: 'Pinecone',
    name: 'API key',
    category: 'ai-vector',
    patterns: [anchored('pcsk_', run(alnum, 5, 6), '_', run(alnum, 63))],
    env: ['PINECONE_API_KEY'],
    verify,
    revoke,
    source: 'docs.pinecone.io/guides/projects/manage-api-keys; trufflehog; betterleaks',
  }),
  rule({
    id: 'pinecone-legacy-api-key',
    provider: 'Pinecone',
    name: 'API key of before 2024',
    category: 'ai-vector',
    // Strict: projects, indexes and assistants have UUIDs too.
    patterns: [strict(['pinecone'], ...uuid), possible(strict(['pinecone'], ...anyUuid))],
    env: ['PINECONE_API_KEY'],
    verify,
    revoke,
    source: 'docs.pinecone.io/guides/projects/manage-api-keys; betterleaks',
  }),
];
