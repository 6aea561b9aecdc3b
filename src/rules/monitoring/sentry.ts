/**
 * Sentry: organisation tokens say whose they are, user tokens are hex, older ones have no prefix.
 */
import { anchored, base64, either, hex, rule, run, should, strict } from '../format.ts';

const verify =
  'GET https://sentry.io/api/0/organizations/ with Authorization: Bearer; 200 or 403: alive, 401: not';
const source = 'docs.sentry.io, auth tokens; getsentry/rfcs 0091';

export const sentry = [
  rule({
    id: 'sentry-organization-token',
    provider: 'Sentry',
    name: 'organisation auth token',
    category: 'monitoring',
    patterns: [anchored('sntrys_eyJ', run(base64, 60, 500), run('=', 0, 2), '_', run(base64, 43))],
    checks: [should('sentry-organisation-token')],
    env: ['SENTRY_AUTH_TOKEN'],
    verify,
    revoke: 'revoke the token under Settings > Auth Tokens of the organisation',
    source,
  }),
  rule({
    id: 'sentry-user-token',
    provider: 'Sentry',
    name: 'user auth token',
    category: 'monitoring',
    patterns: [anchored(either('sntryu_', 'sntrya_', 'sntryi_'), run(hex, 64))],
    env: ['SENTRY_AUTH_TOKEN'],
    verify,
    revoke: 'delete the token at https://sentry.io/settings/account/api/auth-tokens',
    source,
  }),
  rule({
    id: 'sentry-legacy-token',
    provider: 'Sentry',
    name: 'user auth token (without a prefix)',
    category: 'monitoring',
    // Also `token=` under `[auth]` of .sentryclirc.
    patterns: [strict(['sentry'], run(hex, 64))],
    env: ['SENTRY_AUTH_TOKEN'],
    verify,
    revoke: 'delete the token at https://sentry.io/settings/account/api/auth-tokens',
    source,
  }),
];
