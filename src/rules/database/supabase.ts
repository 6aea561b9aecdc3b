/** Supabase. Its old keys are JSON Web Tokens: only the one whose role is `service_role` is a secret. */
import {
  anchorAt,
  anchored,
  base64url,
  either,
  lowerAlnum,
  maybe,
  must,
  named,
  near,
  possible,
  rule,
  run,
} from '../format.ts';

export const supabase = [
  rule({
    id: 'supabase-secret-key',
    provider: 'Supabase',
    name: 'secret API key',
    category: 'database',
    severity: 'critical',
    patterns: [
      anchored('sb_secret_', run(base64url, 22), '_', run(base64url, 8)),
      possible(anchored('sb_secret_', run(base64url, 31, 36))),
    ],
    env: ['SUPABASE_SECRET_KEY', 'SUPABASE_SERVICE_ROLE_KEY'],
    verify: 'GET https://REF.supabase.co/rest/v1/ with apikey; 200: alive, 401: not',
    revoke: 'https://supabase.com/dashboard/project/_/settings/api-keys: delete the key',
    source: 'supabase.com/docs/guides/api/api-keys',
  }),
  rule({
    id: 'supabase-access-token',
    provider: 'Supabase',
    name: 'personal access token',
    category: 'database',
    severity: 'critical',
    patterns: [
      anchored(either('sbp_oauth_', 'sbp_v0_', 'sbp_'), run(lowerAlnum, 40)),
      possible(near(['supabase'], anchored('sbp_', run(lowerAlnum + '_-', 40)))),
    ],
    env: ['SUPABASE_ACCESS_TOKEN'],
    verify:
      'GET https://api.supabase.com/v1/projects with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://supabase.com/dashboard/account/tokens: delete the token',
    source: 'supabase.com/docs/reference/api/introduction',
  }),
  rule({
    id: 'supabase-service-role-jwt',
    provider: 'Supabase',
    name: 'service_role key (JWT)',
    category: 'database',
    severity: 'critical',
    patterns: [
      // base64url of `{"iss":"supabase",`: what the payload begins with.
      anchorAt(
        'eyJpc3MiOiJzdXBhYmFzZSIs',
        anchored(
          'eyJ',
          run(base64url, 20, 60),
          '.',
          'eyJpc3MiOiJzdXBhYmFzZSIs',
          run(base64url, 40, 400),
          '.',
          run(base64url, 43),
        ),
      ),
    ],
    checks: [must('supabase-service-role')],
    env: ['SUPABASE_SERVICE_ROLE_KEY', 'SUPABASE_SERVICE_KEY'],
    lifetime: '10 years',
    verify: 'GET https://REF.supabase.co/rest/v1/ with apikey; 200: alive, 401: not',
    revoke: 'project settings > API > rotate the JWT secret, or disable legacy keys',
    source: 'supabase.com/docs/guides/api/api-keys, legacy JWT keys',
  }),
  rule({
    id: 'supabase-jwt-secret',
    provider: 'Supabase',
    name: 'JWT signing secret',
    category: 'database',
    severity: 'critical',
    patterns: [
      named(
        ['supabase jwt secret', 'supabase jwt'],
        run(`${base64url}+/`, 32, 88),
        maybe('=', maybe('=')),
      ),
    ],
    env: ['SUPABASE_JWT_SECRET'],
    revoke: 'project settings > API > rotate the JWT secret',
    source: 'supabase.com/docs/guides/auth/jwts',
  }),
];
