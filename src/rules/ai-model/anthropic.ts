/** Anthropic. Every kind says what it is behind `sk-ant-`, and most end in the letters `AA`. */
import { anchored, base64url, digits, either, possible, rule, run } from '../format.ts';

const source = 'platform.claude.com/docs; GitHub secret scanning patterns; keys in public code';

export const anthropic = [
  rule({
    id: 'anthropic-api-key',
    provider: 'Anthropic',
    name: 'API key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      anchored('sk-ant-api', run(digits, 2, 4), '-', run(base64url, 93), 'AA'),
      possible(anchored('sk-ant-api0', run(digits, 1), '-', run(base64url, 90, 128), 'AA')),
    ],
    env: ['ANTHROPIC_API_KEY', 'CLAUDE_API_KEY'],
    verify:
      'GET https://api.anthropic.com/v1/models with x-api-key and anthropic-version: 2023-06-01; 200, 403 or 429: alive, 401: not',
    revoke: 'delete the key at https://platform.claude.com/settings/keys',
    source,
  }),
  rule({
    id: 'anthropic-admin-key',
    provider: 'Anthropic',
    name: 'admin API key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [anchored('sk-ant-admin01-', run(base64url, 93), 'AA')],
    env: ['ANTHROPIC_ADMIN_KEY'],
    verify:
      'GET https://api.anthropic.com/v1/organizations/me with x-api-key and anthropic-version: 2023-06-01; 200: alive, 401: not',
    revoke: 'delete the key at https://platform.claude.com/settings/admin-keys',
    source,
  }),
  rule({
    id: 'anthropic-oauth-token',
    provider: 'Anthropic',
    name: 'Claude Code token',
    category: 'ai-model',
    severity: 'critical',
    patterns: [anchored('sk-ant-oat01-', run(base64url, 40, 160))],
    env: ['CLAUDE_CODE_OAUTH_TOKEN', 'ANTHROPIC_AUTH_TOKEN'],
    lifetime: '1 year from claude setup-token, hours from a login',
    verify:
      'GET https://api.anthropic.com/api/oauth/usage with Authorization: Bearer and anthropic-beta: oauth-2025-04-20, as Claude Code asks; 200: alive, 401: not',
    revoke: 'log out of all sessions at https://claude.ai/settings, then claude setup-token anew',
    source: 'code.claude.com/docs about authentication; tokens in public code',
  }),
  rule({
    id: 'anthropic-oauth-refresh-token',
    provider: 'Anthropic',
    name: 'Claude Code refresh token',
    category: 'ai-model',
    severity: 'critical',
    patterns: [anchored('sk-ant-ort01-', run(base64url, 40, 160))],
    env: ['CLAUDE_CODE_REFRESH_TOKEN'],
    lifetime: 'until its first use',
    revoke: 'log out of all sessions at https://claude.ai/settings',
    source: '.credentials.json of Claude Code; tokens in public code',
  }),
  rule({
    id: 'anthropic-session-key',
    provider: 'Anthropic',
    name: 'claude.ai session key',
    category: 'ai-model',
    patterns: [anchored(either('sk-ant-sid01-', 'sk-ant-sid02-'), run(base64url, 70, 160))],
    env: ['CLAUDE_SESSION_KEY'],
    lifetime: 'weeks',
    revoke: 'log out of all devices at https://claude.ai/settings',
    source: 'GitHub secret scanning patterns (anthropic_session_id); keys in public code',
  }),
];
