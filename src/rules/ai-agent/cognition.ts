/** Cognition's Devin. Its older keys are base64 of the ids that they belong to. */
import { anchored, base64, lower, maybe, near, possible, rule, run, should } from '../format.ts';

const verify =
  'GET https://api.devin.ai/v1/sessions?limit=1 with Authorization: Bearer; 200: alive, 401: not';
const revoke = 'delete the key at https://app.devin.ai/settings/api-keys';
const source = 'docs.devin.ai/api-reference/authentication; betterleaks; kingfisher';

export const cognition = [
  rule({
    id: 'devin-personal-key',
    provider: 'Cognition',
    name: 'Devin personal API key',
    category: 'ai-agent',
    severity: 'critical',
    patterns: [anchored('apk_user_', run(base64, 120, 180), maybe('=', maybe('=')))],
    checks: [should('devin-key')],
    env: ['DEVIN_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'devin-service-key',
    provider: 'Cognition',
    name: 'Devin service API key',
    category: 'ai-agent',
    severity: 'critical',
    // After the prefix stands base64 of `org-`.
    patterns: [
      anchored('apk_b3JnL', run(base64, 75, 95), maybe('=', maybe('='))),
      possible(near(['devin'], anchored('apk_', run(base64, 80, 100), maybe('=', maybe('='))))),
    ],
    checks: [should('devin-key')],
    env: ['DEVIN_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'devin-service-user-token',
    provider: 'Cognition',
    name: 'Devin service user token',
    category: 'ai-agent',
    severity: 'critical',
    patterns: [anchored('cog_', run(lower + '234567', 52))],
    env: ['DEVIN_API_KEY'],
    verify: 'GET https://api.devin.ai/v3/self with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the service user at https://app.devin.ai/settings',
    source,
  }),
];
