/** Kling AI (Kuaishou): a pair with which the caller signs an HS256 JWT himself. */
import { alnum, named, rule, run } from '../format.ts';

const verify =
  'GET https://api-singapore.klingai.com/account/costs?start_time=…&end_time=… with a Bearer JWT signed by the pair; 200: alive, 401: not';
const revoke = 'delete the pair at https://app.klingai.com/global/dev';
const source = 'app.klingai.com/global/dev/document-api; keys in public code';

export const kling = [
  rule({
    id: 'kling-secret-key',
    provider: 'Kling AI',
    name: 'secret key',
    category: 'ai-model',
    patterns: [
      named(['kling secret', 'klingai secret', 'kling ai secret', 'kling sk'], run(alnum, 32)),
    ],
    companion: { rule: 'kling-access-key', within: 300 },
    env: ['KLING_SECRET_KEY', 'KLINGAI_SECRET_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'kling-access-key',
    provider: 'Kling AI',
    name: 'access key',
    category: 'ai-model',
    severity: 'medium',
    patterns: [
      named(['kling access', 'klingai access', 'kling ai access', 'kling ak'], run(alnum, 32)),
    ],
    companion: { rule: 'kling-secret-key', within: 300 },
    env: ['KLING_ACCESS_KEY', 'KLINGAI_ACCESS_KEY'],
    verify,
    revoke,
    source,
  }),
];
