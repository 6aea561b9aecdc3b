/** PostHog. Project keys (`phc_`) are part of every page that is watched and are left out. */
import { anchored, base64url, rule, run } from '../format.ts';

export const posthog = [
  rule({
    id: 'posthog-personal-api-key',
    provider: 'PostHog',
    name: 'personal API key',
    category: 'monitoring',
    patterns: [anchored('phx_', run(base64url, 41, 49))],
    env: ['POSTHOG_PERSONAL_API_KEY'],
    verify:
      'GET https://us.posthog.com/api/users/@me/ with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://us.posthog.com/settings/user-api-keys',
    source: 'posthog.com/docs/api',
  }),
  rule({
    id: 'posthog-feature-flags-key',
    provider: 'PostHog',
    name: 'feature flags secure API key',
    category: 'monitoring',
    severity: 'medium',
    patterns: [anchored('phs_', run(base64url, 41, 49))],
    env: ['POSTHOG_FEATURE_FLAGS_SECURE_API_KEY'],
    revoke: 'rotate the key under Project settings > Feature flags',
    source: 'posthog.com/docs, remote config and local evaluation',
  }),
];
