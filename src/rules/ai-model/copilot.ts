/**
 * GitHub Copilot. The session token that an editor gets for its GitHub token; GitHub Models takes
 * GitHub's own tokens (src/rules/source-control).
 */
import { anchored, base64url, digits, hex, rule, run } from '../format.ts';

export const copilot = [
  rule({
    id: 'github-copilot-session-token',
    provider: 'GitHub Copilot',
    name: 'session token',
    category: 'ai-model',
    severity: 'medium',
    // `name=value` members, a colon and an HMAC in hex.
    patterns: [
      anchored(
        'tid=',
        run(hex, 32),
        ';exp=',
        run(digits, 10),
        ';',
        run(base64url + '=;.:/', 10, 900),
        ':',
        run(hex, 64),
      ),
    ],
    env: ['COPILOT_TOKEN'],
    lifetime: '30 minutes',
    verify:
      'GET https://api.githubcopilot.com/models with Authorization: Bearer, as editors ask; 200: alive, 401: not',
    revoke:
      'it expires by itself; revoke the GitHub token behind it at https://github.com/settings/applications',
    source: 'api.github.com/copilot_internal/v2/token as editors use it; tokens in public logs',
  }),
];
