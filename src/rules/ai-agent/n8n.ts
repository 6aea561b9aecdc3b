/** n8n. Its API keys are JSON Web Tokens; its encryption key opens all credentials it stores. */
import { anchored, base64, base64url, must, named, rule, run, toolFile } from '../format.ts';

export const n8n = [
  rule({
    id: 'n8n-api-key',
    provider: 'n8n',
    name: 'public API key (a JWT)',
    category: 'ai-agent',
    patterns: [
      // The header that jsonwebtoken writes for HS256.
      anchored(
        'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ',
        run(base64url, 60, 500),
        '.',
        run(base64url, 43),
      ),
    ],
    checks: [must('jwt-n8n')],
    env: ['N8N_API_KEY'],
    verify: 'GET {instance}/api/v1/workflows?limit=1 with X-N8N-API-KEY; 200: alive, 401: not',
    revoke: 'delete the key under Settings > n8n API of the instance',
    source: 'github.com/n8n-io/n8n, public-api-key service; docs.n8n.io/api/authentication',
  }),
  rule({
    id: 'n8n-encryption-key',
    provider: 'n8n',
    name: 'encryption key of stored credentials',
    category: 'ai-agent',
    severity: 'critical',
    // n8n makes 24 random bytes in base64; users bring their own.
    patterns: [named(['n8n encryption'], run(base64 + '-_', 24, 128)), toolFile('n8n')],
    env: ['N8N_ENCRYPTION_KEY'],
    revoke: 'rotate every credential stored in the instance, then set up a new key',
    source: 'docs.n8n.io/hosting/configuration/configuration-examples/encryption-key',
  }),
];
