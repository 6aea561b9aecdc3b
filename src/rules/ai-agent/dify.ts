/** Dify, in its cloud and self-hosted. Its prefixes are ordinary words, so Dify must be near. */
import { alnum, anchored, near, rule, run } from '../format.ts';

/** The name, and paths that only Dify's API has, for a server with another host name. */
const words = ['dify', '/chat-messages', '/completion-messages', '/workflows/run'];

export const dify = [
  rule({
    id: 'dify-app-key',
    provider: 'Dify',
    name: 'app API key',
    category: 'ai-agent',
    patterns: [near(words, anchored('app-', run(alnum, 24)))],
    env: ['DIFY_API_KEY', 'DIFY_APP_KEY'],
    verify: 'GET https://api.dify.ai/v1/info with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key on the API Access page of the app',
    source: 'docs.dify.ai about API access; keys in public code',
  }),
  rule({
    id: 'dify-dataset-key',
    provider: 'Dify',
    name: 'knowledge API key',
    category: 'ai-agent',
    patterns: [
      near(
        ['dify', '/v1/datasets', 'dataset_api', 'dataset_key', 'datasetapi', 'knowledge'],
        anchored('dataset-', run(alnum, 24)),
      ),
    ],
    env: ['DIFY_DATASET_API_KEY', 'DIFY_KNOWLEDGE_API_KEY'],
    verify:
      'GET https://api.dify.ai/v1/datasets?limit=1 with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key under Knowledge > Service API',
    source: 'docs.dify.ai about the knowledge API; keys in public code',
  }),
];
