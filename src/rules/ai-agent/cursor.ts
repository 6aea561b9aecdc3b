/** Cursor. The older prefix is anybody's: Retell and Runway use it with other lengths. */
import {
  alnum,
  anchored,
  base64url,
  hex,
  lowerAlnum,
  must,
  near,
  possible,
  rule,
  run,
} from '../format.ts';

const verify = 'GET https://api.cursor.com/v0/me with the key as Basic user; 200: alive, 401: not';
const revoke = 'delete the key at https://cursor.com/dashboard > integrations';

export const cursor = [
  rule({
    id: 'cursor-api-key',
    provider: 'Cursor',
    name: 'user or admin API key',
    category: 'ai-agent',
    patterns: [
      anchored('crsr_', run(hex, 64)),
      possible(anchored('cursor_user_', run(alnum, 40, 80))),
    ],
    env: ['CURSOR_API_KEY', 'CURSOR_ADMIN_API_KEY'],
    verify,
    revoke,
    source: 'cursor.com/docs/account/teams/admin-api; keys in public code',
  }),
  rule({
    id: 'cursor-legacy-api-key',
    provider: 'Cursor',
    name: 'API key of before 2026',
    category: 'ai-agent',
    patterns: [
      near(['cursor'], anchored('key_', run(hex, 64))),
      possible(anchored('key_', run(lowerAlnum, 64))),
    ],
    env: ['CURSOR_API_KEY'],
    verify,
    revoke,
    source: 'cursor.com/docs/account/teams/admin-api; kingfisher; osv-scalibr',
  }),
  rule({
    id: 'cursor-session-token',
    provider: 'Cursor',
    name: 'session token of the editor and the CLI',
    category: 'ai-agent',
    severity: 'critical',
    patterns: [
      anchored(
        'eyJhbGciOi',
        run(base64url, 12, 200),
        '.eyJ',
        run(base64url, 40, 2000),
        '.',
        run(base64url, 43, 700),
      ),
    ],
    checks: [must('jwt-cursor')],
    related: ['json-web-token'],
    env: ['CURSOR_AUTH_TOKEN', 'CURSOR_ACCESS_TOKEN'],
    lifetime: '60 days',
    verify:
      'GET https://api2.cursor.sh/auth/full_stripe_profile with Authorization: Bearer, as the editor asks; 200: alive, 401: not',
    revoke: 'end the sessions at https://cursor.com/settings',
    source:
      'claims of the tokens in cursorAuth of state.vscdb and in ~/.config/cursor/auth.json, as public tools read them',
  }),
];
