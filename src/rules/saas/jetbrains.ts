/** JetBrains: permanent tokens of Hub, YouTrack and TeamCity Cloud, and of Marketplace. */
import { alnum, anchored, base64, either, rule, run } from '../format.ts';

export const jetbrains = [
  rule({
    id: 'jetbrains-permanent-token',
    provider: 'JetBrains',
    name: 'permanent token (Hub, YouTrack, Marketplace)',
    category: 'saas',
    // base64 of the login, base64 of the token's name or number, and what is secret.
    patterns: [
      anchored(
        either('perm:', 'perm-'),
        run(base64 + '=', 4, 120),
        '.',
        run(base64 + '=', 2, 120),
        '.',
        run(alnum, 28, 32),
      ),
    ],
    env: ['YOUTRACK_TOKEN', 'PUBLISH_TOKEN', 'JETBRAINS_TOKEN'],
    verify: 'GET {instance}/api/users/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token in the account security settings of the instance',
    source: 'jetbrains.com/help/youtrack/devportal/Manage-Permanent-Token.html',
  }),
];
