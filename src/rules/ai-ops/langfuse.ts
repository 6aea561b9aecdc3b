/** Langfuse. A secret key is used together with a public one; both are a prefix and a UUID. */
import { anchored, rule, uuid } from '../format.ts';

const source = 'langfuse.com/docs/api-and-data-platform/features/public-api';
const revoke = 'delete the key pair under Project settings > API keys';

export const langfuse = [
  rule({
    id: 'langfuse-secret-key',
    provider: 'Langfuse',
    name: 'secret key',
    category: 'ai-ops',
    patterns: [anchored('sk-lf-', ...uuid)],
    companion: { rule: 'langfuse-public-key', within: 300 },
    env: ['LANGFUSE_SECRET_KEY'],
    verify:
      'GET https://cloud.langfuse.com/api/public/projects (or the host beside it) with Basic public:secret; 200: alive, 401: not',
    revoke,
    source,
  }),
  rule({
    id: 'langfuse-public-key',
    provider: 'Langfuse',
    name: 'public key',
    category: 'ai-ops',
    severity: 'low',
    confidence: 'possible',
    patterns: [anchored('pk-lf-', ...uuid)],
    env: ['LANGFUSE_PUBLIC_KEY'],
    verify: 'GET {host}/api/public/projects with Basic PUBLIC:SECRET; 200: alive, 401: not',
    revoke,
    source,
  }),
];
