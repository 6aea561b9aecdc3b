/** Codeium and its editor Windsurf. */
import { anchored, base64url, possible, rule, run, strict, toolFile, uuid } from '../format.ts';

export const codeium = [
  rule({
    id: 'windsurf-api-key',
    provider: 'Windsurf (Codeium)',
    name: 'session or seat key',
    category: 'ai-agent',
    patterns: [anchored('sk-ws-01-', run(base64url, 60, 120))],
    env: ['WINDSURF_API_KEY'],
    revoke: 'log out of all sessions at https://windsurf.com/profile',
    source: 'state of the Windsurf editor; keys in public code',
  }),
  rule({
    id: 'codeium-service-key',
    provider: 'Windsurf (Codeium)',
    name: 'service key or auth token',
    category: 'ai-agent',
    patterns: [possible(strict(['codeium', 'windsurf'], ...uuid)), toolFile('codeium')],
    env: ['CODEIUM_API_KEY', 'CODEIUM_AUTH_TOKEN', 'WINDSURF_SERVICE_KEY'],
    verify:
      'POST https://server.codeium.com/api/v1/GetTeamCreditBalance {"service_key"}; 200 or 403: alive, 401: not',
    revoke: 'delete the key at https://windsurf.com/team/settings',
    source: 'docs.windsurf.com about service keys: ~/.codeium/config.json',
  }),
];
