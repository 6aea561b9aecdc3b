/** Trigger.dev runs background jobs and agents. The prefix names the environment. */
import { alnum, anchored, either, rule, run } from '../format.ts';

const verify =
  'GET https://api.trigger.dev/api/v1/runs with Authorization: Bearer; 200: alive, 401: not';
const source = 'trigger.dev/docs/apikeys; Trigger.dev source';

export const triggerDev = [
  rule({
    id: 'trigger-dev-secret-key',
    provider: 'Trigger.dev',
    name: 'secret key',
    category: 'ai-ops',
    patterns: [
      anchored(either('tr_dev_', 'tr_prod_', 'tr_stg_', 'tr_preview_'), run(alnum, 20, 24)),
    ],
    env: ['TRIGGER_SECRET_KEY'],
    verify,
    revoke: 'regenerate the key under API keys at https://cloud.trigger.dev',
    source,
  }),
  rule({
    id: 'trigger-dev-access-token',
    provider: 'Trigger.dev',
    name: 'personal access token',
    category: 'ai-ops',
    severity: 'critical',
    patterns: [anchored('tr_pat_', run(alnum, 20, 64))],
    env: ['TRIGGER_ACCESS_TOKEN'],
    verify:
      'GET https://api.trigger.dev/api/v2/whoami with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'revoke the token at https://cloud.trigger.dev/account/tokens',
    source,
  }),
];
