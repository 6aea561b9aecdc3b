/** ClearML. An access key goes with a secret key; both stand in ~/clearml.conf. */
import { base64url, named, possible, rule, run, strict, upperAlnum } from '../format.ts';
import type { NamedPattern } from '../../model/rule.ts';

/** `clearml.conf` names the service once, some lines above its `secret_key`. */
const wide = (pattern: NamedPattern): NamedPattern => ({ ...pattern, reach: 200 });

export const clearml = [
  rule({
    id: 'clearml-secret-key',
    provider: 'ClearML',
    name: 'API secret key',
    category: 'ai-ops',
    patterns: [wide(named(['clearml', 'clear ml'], run(base64url, 48, 52)))],
    companion: { rule: 'clearml-access-key', within: 200 },
    env: ['CLEARML_API_SECRET_KEY'],
    verify: 'GET {api host}/auth.login with Basic access:secret; 200: alive, 401: not',
    revoke: 'delete the credentials at https://app.clear.ml/settings',
    source: 'clear.ml/docs, clearml.conf; shapes of keys in public code',
  }),
  rule({
    id: 'clearml-access-key',
    provider: 'ClearML',
    name: 'API access key',
    category: 'ai-ops',
    severity: 'low',
    patterns: [possible(strict(['clearml', 'clear ml'], run(upperAlnum, 20, 32)))],
    env: ['CLEARML_API_ACCESS_KEY'],
    verify: 'GET https://api.clear.ml/auth.login with Basic ACCESS:SECRET; 200: alive, 401: not',
    revoke: 'delete the credentials at https://app.clear.ml/settings',
    source: 'clear.ml/docs, clearml.conf; shapes of keys in public code',
  }),
];
