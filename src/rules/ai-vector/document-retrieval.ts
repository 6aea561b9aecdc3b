/** Services that parse documents and answer from them, one kind of key each. */
import {
  alnum,
  anchored,
  base64url,
  either,
  possible,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

export const documentRetrieval = [
  rule({
    id: 'ragie-api-key',
    provider: 'Ragie',
    name: 'API key',
    category: 'ai-vector',
    patterns: [anchored('tnt_', run(alnum, 11), '_', run(alnum, 40, 44))],
    env: ['RAGIE_API_KEY'],
    verify:
      'GET https://api.ragie.ai/documents?page_size=1 with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://secure.ragie.ai/api-keys',
    source: 'docs.ragie.ai; keys in public code',
  }),
  rule({
    id: 'llamacloud-api-key',
    provider: 'LlamaIndex',
    name: 'LlamaCloud and LlamaParse API key',
    category: 'ai-vector',
    patterns: [anchored('llx-', run(alnum, 44, 52))],
    env: ['LLAMA_CLOUD_API_KEY', 'LLAMA_PARSE_API_KEY', 'LLAMAPARSE_API_KEY'],
    verify:
      'GET https://api.cloud.llamaindex.ai/api/v1/projects with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://cloud.llamaindex.ai/api-key',
    source: 'docs.cloud.llamaindex.ai; betterleaks; kingfisher',
  }),
  rule({
    id: 'unstructured-api-key',
    provider: 'Unstructured',
    name: 'API key',
    category: 'ai-vector',
    patterns: [strict(['unstructured'], run(alnum, 30))],
    env: ['UNSTRUCTURED_API_KEY'],
    verify:
      'GET https://platform.unstructuredapp.io/api/v1/workflows/ with unstructured-api-key; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://platform.unstructured.io > API keys',
    source: 'docs.unstructured.io; one key in a public Dockerfile',
  }),
  rule({
    id: 'reducto-api-key',
    provider: 'Reducto',
    name: 'API key',
    category: 'ai-vector',
    patterns: [possible(strict(['reducto'], run(alnum, 64, 160)))],
    env: ['REDUCTO_API_KEY'],
    verify:
      'GET https://platform.reducto.ai/jobs?limit=1 with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://studio.reducto.ai',
    source: 'docs.reducto.ai; the shape is from memory',
  }),
  rule({
    id: 'graphlit-jwt-secret',
    provider: 'Graphlit',
    name: 'JWT secret',
    category: 'ai-vector',
    patterns: [
      possible(strict(['graphlit jwt secret', 'graphlit secret'], run(base64url, 20, 100))),
    ],
    env: ['GRAPHLIT_JWT_SECRET'],
    revoke: 'reset the secret at https://portal.graphlit.dev',
    source: 'docs.graphlit.dev; the shape is not documented',
  }),
  rule({
    id: 'mathpix-app-key',
    provider: 'Mathpix',
    name: 'app key',
    category: 'ai-vector',
    patterns: [
      possible(strict(['mathpix'], either(run('0123456789abcdef', 64), run(alnum, 20, 64)))),
    ],
    env: ['MATHPIX_APP_KEY', 'MATHPIX_API_KEY'],
    verify: 'GET https://api.mathpix.com/v3/ocr-usage with app_key; 200: alive, 401: not',
    revoke: 'delete the key at https://console.mathpix.com',
    source: 'docs.mathpix.com; the shape is not documented',
  }),
  rule({
    id: 'chunkr-api-key',
    provider: 'Chunkr',
    name: 'API key',
    category: 'ai-vector',
    patterns: [possible(strict(['chunkr'], either(uuid, run(alnum + '_-', 24, 80))))],
    env: ['CHUNKR_API_KEY'],
    revoke: 'delete the key at https://chunkr.ai/dashboard',
    source: 'docs.chunkr.ai; the shape is not documented',
  }),
];
