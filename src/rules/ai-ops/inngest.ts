/**
 * Inngest runs background functions and agents. A signing key proves who calls, an event key sends.
 */
import { anchored, base64url, hex, lower, rule, run, strict } from '../format.ts';

export const inngest = [
  rule({
    id: 'inngest-signing-key',
    provider: 'Inngest',
    name: 'signing key',
    category: 'ai-ops',
    // Names its environment: `prod`, `test`, `branch`.
    patterns: [anchored('signkey-', run(lower, 3, 12), '-', run(hex, 64))],
    env: ['INNGEST_SIGNING_KEY'],
    verify:
      'GET https://api.inngest.com/v1/events?limit=1 with Authorization: Bearer; 200: alive, 401 or 403: not',
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
];
