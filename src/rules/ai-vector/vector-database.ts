/** Hosted vector databases, one kind of key each. */
import {
  alnum,
  anchored,
  base58,
  base64,
  base64url,
  hex,
  maybe,
  named,
  near,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

/** Last character of unpadded base64url of 28 bytes: two bits, four zero bits. */
const base64urlEnd2 = 'AQgw';

const weaviate = ['weaviate', 'wcd api', 'wcs api'];

export const vectorDatabase = [
  rule({
    id: 'weaviate-api-key',
    provider: 'Weaviate',
    name: 'Cloud API key',
    category: 'ai-vector',
    patterns: [
      possible({ ...strict(weaviate, run(alnum, 36, 44)), reach: 30 }),
      possible(strict(weaviate, run(base64, 30, 200), '=', maybe('='))),
    ],
    env: ['WEAVIATE_API_KEY', 'WCD_API_KEY', 'WCS_API_KEY'],
    verify: 'GET {cluster URL}/v1/meta with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://console.weaviate.cloud > the cluster > API keys',
    source:
      'docs.weaviate.io/cloud/manage-clusters/authentication; environment names of the client',
  }),
  rule({
    id: 'zilliz-api-key',
    provider: 'Zilliz',
    name: 'Cloud API key or cluster token',
    category: 'ai-vector',
    patterns: [
      possible(strict(['zilliz'], run(hex, 60, 110))),
      possible(strict(['milvus'], run(hex, 60, 110))),
    ],
    env: ['ZILLIZ_API_KEY', 'ZILLIZ_TOKEN', 'MILVUS_TOKEN'],
    verify:
      'GET https://api.cloud.zilliz.com/v2/clusters with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://cloud.zilliz.com > API keys',
    source: 'docs.zilliz.com/docs/manage-api-keys; the shape is from memory',
  }),
  rule({
    id: 'chroma-api-key',
    provider: 'Chroma',
    name: 'Cloud API key',
    category: 'ai-vector',
    patterns: [
      near(['chroma'], anchored('ck-', run(base58, 43, 45))),
      possible(anchored('ck-', run(base58, 44))),
    ],
    env: ['CHROMA_API_KEY'],
    verify:
      'GET https://api.trychroma.com/api/v2/auth/identity with x-chroma-token; 200: alive, 401: not',
    revoke: 'delete the key at https://www.trychroma.com > settings > API keys',
    source: 'docs.trychroma.com/cloud/getting-started; keys in public code',
  }),
  rule({
    id: 'turbopuffer-api-key',
    provider: 'Turbopuffer',
    name: 'API key',
    category: 'ai-vector',
    patterns: [anchored('tpuf_', run(alnum, 32))],
    env: ['TURBOPUFFER_API_KEY'],
    verify:
      'GET https://{region}.turbopuffer.com/v1/namespaces with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'expire the key at https://turbopuffer.com/dashboard',
    source: 'turbopuffer.com/docs/byoc/operations: prefix, alphabet and length',
  }),
  rule({
    id: 'upstash-vector-token',
    provider: 'Upstash',
    name: 'Vector REST token',
    category: 'ai-vector',
    patterns: [
      named(
        ['upstash vector'],
        'AB',
        run(alnum, 1),
        'F',
        run(base64, 40, 130),
        maybe('=', maybe('=')),
      ),
    ],
    env: ['UPSTASH_VECTOR_REST_TOKEN'],
    verify: 'GET {index URL}/info with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'reset the token at https://console.upstash.com/vector',
    source: 'upstash.com/docs/vector/api; the first characters are from memory',
  }),
  rule({
    id: 'vectara-api-key',
    provider: 'Vectara',
    name: 'API key',
    category: 'ai-vector',
    // The second letter tells the kind: u personal, q query, w write.
    patterns: ['zut_', 'zqt_', 'zwt_'].map((prefix) =>
      near(['vectara'], anchored(prefix, run(base64url, 37), run(base64urlEnd2, 1))),
    ),
    env: ['VECTARA_API_KEY'],
    verify: 'GET https://api.vectara.io/v2/corpora with x-api-key; 200 or 403: alive, 401: not',
    revoke: 'delete the key at https://console.vectara.com > API access',
    source: 'docs.vectara.com/docs/security/authentication; lengths of keys in public code',
  }),
  rule({
    id: 'datastax-astra-token',
    provider: 'DataStax',
    name: 'Astra application token',
    category: 'ai-vector',
    severity: 'critical',
    patterns: [
      anchored('AstraCS:', run(alnum, 20, 60), ':', run(hex, 64)),
      // Cut short, or of a form not yet seen: nothing else begins so.
      possible(anchored('AstraCS:', run(alnum + ':', 40, 140))),
      possible(anchored('AstraCS:', run(alnum, 20, 60))),
    ],
    env: ['ASTRA_DB_APPLICATION_TOKEN'],
    verify:
      'GET https://api.astra.datastax.com/v2/tokens with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token at https://astra.datastax.com > tokens',
    source: 'docs.datastax.com about application tokens; GitHub secret scanning patterns',
  }),
  rule({
    id: 'xata-api-key',
    provider: 'Xata',
    name: 'API key',
    category: 'ai-vector',
    patterns: [anchored('xau_', run(alnum, 33, 64))],
    env: ['XATA_API_KEY'],
    verify: 'GET https://api.xata.io/user with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://app.xata.io/settings',
    source: 'xata.io/docs/concepts/api-keys; kingfisher',
  }),
  rule({
    id: 'lancedb-api-key',
    provider: 'LanceDB',
    name: 'Cloud API key',
    category: 'ai-vector',
    patterns: [
      near(
        ['lancedb', 'lance_db'],
        anchored('sk_', run(base64url, 24, 80), maybe('=', maybe('='))),
      ),
    ],
    confidence: 'possible',
    env: ['LANCEDB_API_KEY'],
    revoke: 'delete the key at https://cloud.lancedb.com',
    source: 'lancedb.com/docs/cloud: keys begin with sk_; the length is not documented',
  }),
  rule({
    id: 'marqo-api-key',
    provider: 'Marqo',
    name: 'Cloud API key',
    category: 'ai-vector',
    patterns: [possible(strict(['marqo'], run(base64url, 32, 80)))],
    env: ['MARQO_API_KEY'],
    verify: 'GET https://api.marqo.ai/api/v2/indexes with X-API-KEY; 200: alive, 401: not',
    revoke: 'delete the key at https://cloud.marqo.ai/api-keys/',
    source: 'docs.marqo.ai/latest/cloud-reference; the shape is not documented',
  }),
];
