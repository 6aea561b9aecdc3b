/** LangSmith. Personal, service and older keys differ in their prefix; the body is hex. */
import { anchored, anyHex, hex, rule, run } from '../format.ts';

const verify =
  'GET https://api.smith.langchain.com/api/v1/api-key/current with X-API-Key; 200: alive, 401 or 403: not';
const revoke = 'delete the key at https://smith.langchain.com/settings';
const source = 'docs.smith.langchain.com, create an account and API key';

export const langsmith = [
  rule({
    id: 'langsmith-personal-access-token',
    provider: 'LangSmith',
    name: 'personal access token',
    category: 'ai-ops',
    patterns: [anchored('lsv2_pt_', run(anyHex, 32), '_', run(anyHex, 10))],
    env: ['LANGSMITH_API_KEY', 'LANGCHAIN_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'langsmith-service-key',
    provider: 'LangSmith',
    name: 'service key',
    category: 'ai-ops',
    severity: 'critical',
    patterns: [anchored('lsv2_sk_', run(anyHex, 32), '_', run(anyHex, 10))],
    env: ['LANGSMITH_API_KEY'],
    verify:
      'GET https://api.smith.langchain.com/api/v1/orgs/current with X-API-Key; 200: alive, 401: not',
    revoke,
    source,
  }),
  rule({
    id: 'langsmith-legacy-key',
    provider: 'LangSmith',
    name: 'API key (first generation)',
    category: 'ai-ops',
    patterns: [anchored('ls__', run(hex, 32))],
    env: ['LANGCHAIN_API_KEY'],
    verify,
    revoke,
    source: 'env templates in public code show the prefix',
  }),
];
