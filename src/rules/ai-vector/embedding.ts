/** Embedding and reranking models as a service, one kind of key each. */
import { alnum, anchored, base64url, base64urlEnd4, near, possible, rule, run } from '../format.ts';
import type { AnchoredPattern } from '../../model/rule.ts';

/** A prefix before unpadded base64url of 32 bytes. */
const thirtyTwoBytes = (prefix: string): AnchoredPattern =>
  anchored(prefix, run(base64url, 42), run(base64urlEnd4, 1));

export const embedding = [
  rule({
    id: 'voyage-api-key',
    provider: 'Voyage AI',
    name: 'API key',
    category: 'ai-vector',
    patterns: [
      near(['voyage'], thirtyTwoBytes('pa-')),
      // Keys that MongoDB Atlas issues for the same models.
      near(['voyage'], thirtyTwoBytes('al-')),
      possible(thirtyTwoBytes('pa-')),
      near(['voyage'], anchored('pa-', run(base64url, 43))),
    ],
    env: ['VOYAGE_API_KEY'],
    verify:
      'GET https://api.voyageai.com/v1/files with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://dashboard.voyageai.com > API keys',
    source: 'docs.voyageai.com/docs/api-key-and-installation; kingfisher; betterleaks',
  }),
  rule({
    id: 'jina-api-key',
    provider: 'Jina AI',
    name: 'API key',
    category: 'ai-vector',
    patterns: [anchored('jina_', run(alnum, 60))],
    env: ['JINA_API_KEY', 'JINA_AUTH_TOKEN'],
    verify:
      'GET https://embeddings-dashboard-api.jina.ai/api/v1/api_key/fe_user?api_key={key}; 200: alive, 4xx: not',
    revoke: 'delete the key at https://jina.ai/api-dashboard/key-manager',
    source: 'jina.ai/embeddings; noseyparker; keys in public code',
  }),
  rule({
    id: 'mixedbread-api-key',
    provider: 'Mixedbread',
    name: 'API key',
    category: 'ai-vector',
    patterns: [anchored('mxb_', run(alnum, 24, 40))],
    env: ['MXBAI_API_KEY', 'MIXEDBREAD_API_KEY'],
    verify:
      'GET https://api.mixedbread.com/v1/stores?limit=1 with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://platform.mixedbread.com > API keys',
    source: 'mixedbread.com/docs; keys in public code',
  }),
  rule({
    id: 'nomic-api-key',
    provider: 'Nomic',
    name: 'Atlas API key',
    category: 'ai-vector',
    patterns: [near(['nomic'], thirtyTwoBytes('nk-')), possible(thirtyTwoBytes('nk-'))],
    env: ['NOMIC_API_KEY'],
    verify:
      'GET https://api-atlas.nomic.ai/v1/user/ with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://atlas.nomic.ai > settings > API keys',
    source: 'docs.nomic.ai; keys in public code',
  }),
  rule({
    id: 'zeroentropy-api-key',
    provider: 'ZeroEntropy',
    name: 'API key',
    category: 'ai-vector',
    patterns: [
      possible(
        near(['zeroentropy', 'zero_entropy', 'zero-entropy'], anchored('ze_', run(alnum, 16, 40))),
      ),
    ],
    env: ['ZEROENTROPY_API_KEY'],
    verify:
      'POST https://api.zeroentropy.dev/v1/collections/get-collection-list {} with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://dashboard.zeroentropy.dev',
    source: 'docs.zeroentropy.dev; one key in public code',
  }),
];
