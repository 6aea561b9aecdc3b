/** Services that run the long jobs and agent steps of an application. */
import { alnum, anchored, base64url, either, hex, lower, rule, run, strict } from '../format.ts';

const verify =
  'GET https://api.trigger.dev/api/v1/runs with Authorization: Bearer; 200: alive, 401: not';
const source = 'trigger.dev/docs/apikeys; Trigger.dev source';

export const backgroundJobs = [
  rule({
    id: 'inngest-signing-key',
    provider: 'Inngest',
    name: 'signing key',
    category: 'ai-ops',
    // Names its environment: `prod`, `test`, `branch`.
    patterns: [anchored('signkey-', run(lower, 3, 12), '-', run(hex, 64))],
    env: ['INNGEST_SIGNING_KEY'],
    revoke: 'rotate the signing key in the environment at https://app.inngest.com',
    source: 'inngest.com/docs/platform/signing-keys',
  }),
  rule({
    id: 'inngest-event-key',
    provider: 'Inngest',
    name: 'event key',
    category: 'ai-ops',
    severity: 'medium',
    patterns: [strict(['inngest event'], run(base64url, 80, 96))],
    env: ['INNGEST_EVENT_KEY'],
    verify: 'POST https://inn.gs/e/KEY with an event; 200: alive, 401: not',
    revoke: 'delete the key in the environment at https://app.inngest.com',
    source: 'inngest.com/docs/events/creating-an-event-key',
  }),
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
