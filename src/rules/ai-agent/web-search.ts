/** Search engines for agents, one kind of key each. */
import {
  alnum,
  anchorAt,
  anchored,
  base64url,
  base64urlEnd4,
  hex,
  maybe,
  named,
  near,
  possible,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

/** Bytes: in a query string the key stands behind the other parameters. */
const queryString = 160;

export const webSearch = [
  rule({
    id: 'exa-api-key',
    provider: 'Exa',
    name: 'API key',
    category: 'ai-agent',
    patterns: [
      // `exa` alone would be tried at every "example".
      strict(
        ['exa api', 'exa key', 'exa ai', 'exa search', 'metaphor api', 'metaphor key'],
        ...uuid,
      ),
      named(['exa(', 'metaphor('], ...uuid),
    ],
    env: ['EXA_API_KEY', 'METAPHOR_API_KEY'],
    verify: 'only calls that cost money are known',
    revoke: 'delete the key at https://dashboard.exa.ai/api-keys',
    source: 'docs.exa.ai/reference/quickstart; kingfisher',
  }),
  rule({
    id: 'serper-api-key',
    provider: 'Serper',
    name: 'API key',
    category: 'ai-agent',
    patterns: [possible(strict(['serper'], run(hex, 40)))],
    env: ['SERPER_API_KEY'],
    verify: 'GET https://google.serper.dev/account with X-API-KEY; 200: alive, 403: not',
    revoke: 'make a new key at https://serper.dev/api-keys',
    source: 'serper.dev; environment names of langchain',
  }),
  rule({
    id: 'serpapi-api-key',
    provider: 'SerpApi',
    name: 'API key',
    category: 'ai-agent',
    patterns: [{ ...strict(['serpapi', 'serp api'], run(hex, 64)), reach: queryString }],
    env: ['SERPAPI_API_KEY', 'SERP_API_KEY', 'SERPAPI_KEY'],
    verify: 'GET https://serpapi.com/account.json?api_key={key}; 200: alive, 401: not',
    revoke: 'make a new key at https://serpapi.com/manage-api-key',
    source: 'serpapi.com/account-api; kingfisher; tests of n8n',
  }),
  rule({
    id: 'searchapi-api-key',
    provider: 'SearchApi',
    name: 'API key',
    category: 'ai-agent',
    patterns: [possible({ ...strict(['searchapi'], run(alnum, 24)), reach: queryString })],
    env: ['SEARCHAPI_API_KEY'],
    verify:
      'GET https://www.searchapi.io/api/v1/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'make a new key at https://www.searchapi.io',
    source: 'searchapi.io/docs; environment names of langchain',
  }),
  rule({
    id: 'brave-search-api-key',
    provider: 'Brave',
    name: 'Search API key',
    category: 'ai-agent',
    patterns: [
      near(
        ['brave', 'subscription-token', 'subscription_token', 'subscriptiontoken'],
        anchored('BSA', run(base64url, 24, 40)),
      ),
    ],
    env: ['BRAVE_API_KEY', 'BRAVE_SEARCH_API_KEY'],
    verify:
      'GET https://api.search.brave.com/res/v1/web/search?q=test&count=1 with X-Subscription-Token (uses one query); 200: alive, 401 or 422: not',
    revoke: 'delete the key at https://api-dashboard.search.brave.com/app/keys',
    source: 'api-dashboard.search.brave.com documentation; betterleaks; tests of n8n',
  }),
  rule({
    id: 'you-api-key',
    provider: 'You.com',
    name: 'API key',
    category: 'ai-agent',
    patterns: [
      anchored(
        'ydc-sk-',
        run(hex, 16),
        '-',
        run(alnum, 32),
        '-',
        run(hex, 8),
        maybe('<__>', run(alnum, 16, 60)),
      ),
      // An older form: a UUID and an id of the subscription.
      anchorAt('<__>', anchored(...uuid, '<__>', run(alnum, 20, 60))),
    ],
    env: ['YDC_API_KEY', 'YOU_API_KEY'],
    verify:
      'GET https://api.you.com/v1/billing/account_balance with X-API-Key; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://api.you.com/api-key',
    source: 'documentation.you.com; keys in public code',
  }),
  rule({
    id: 'kagi-api-token',
    provider: 'Kagi',
    name: 'API or session token',
    category: 'ai-agent',
    patterns: [
      named(['kagi'], run(base64url, 11), '.', run(base64url, 42), run(base64urlEnd4, 1)),
      possible(strict(['kagi'], run(base64url, 11), '.', run(base64url, 43))),
    ],
    env: ['KAGI_API_KEY'],
    verify: 'GET https://kagi.com/api/v0/search?q=test with Authorization: Bot (costs money)',
    revoke: 'make a new token at https://kagi.com/settings?p=api',
    source: 'help.kagi.com/kagi/api; noseyparker; betterleaks',
  }),
  rule({
    id: 'linkup-api-key',
    provider: 'Linkup',
    name: 'API key',
    category: 'ai-agent',
    patterns: [possible(strict(['linkup'], ...uuid))],
    env: ['LINKUP_API_KEY'],
    verify:
      'GET https://api.linkup.so/v1/credits/balance with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://app.linkup.so',
    source: 'docs.linkup.so; the shape is from memory',
  }),
  rule({
    id: 'parallel-api-key',
    provider: 'Parallel Web Systems',
    name: 'API key',
    category: 'ai-agent',
    patterns: [
      possible(strict(['parallel api', 'parallel web', 'parallel ai'], run(base64url, 32, 64))),
    ],
    env: ['PARALLEL_API_KEY'],
    revoke: 'delete the key at https://platform.parallel.ai',
    source: 'docs.parallel.ai; the shape is not documented',
  }),
  rule({
    id: 'valyu-api-key',
    provider: 'Valyu',
    name: 'API key',
    category: 'ai-agent',
    patterns: [possible(strict(['valyu'], run(base64url, 32, 80)))],
    env: ['VALYU_API_KEY'],
    verify: 'GET https://api.valyu.ai/v1/datasources with x-api-key; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://platform.valyu.ai',
    source: 'docs.valyu.ai; the shape is not documented',
  }),
  rule({
    id: 'context7-api-key',
    provider: 'Context7',
    name: 'API key',
    category: 'ai-agent',
    severity: 'medium',
    patterns: [anchored('ctx7sk-', ...uuid)],
    env: ['CONTEXT7_API_KEY'],
    verify:
      'GET https://context7.com/api/v2/libs/search?libraryName=react&query=react with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://context7.com/dashboard',
    source: 'github.com/upstash/context7: keys begin with ctx7sk, then a UUID',
  }),
];
