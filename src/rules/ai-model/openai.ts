/**
 * OpenAI. Its keys carry `T3BlbkFJ`, base64 of "OpenAI", between two random parts of equal length.
 * Keys without it are another vendor's, or a relay's: openai-compatible.ts.
 */
import {
  alnum,
  anchorAt,
  anchored,
  base64url,
  either,
  hex,
  maybe,
  must,
  near,
  possible,
  rule,
  run,
  word,
} from '../format.ts';
import type { AnchoredPattern } from '../../model/rule.ts';

const source =
  'platform.openai.com/docs/api-reference/authentication; GitHub secret scanning patterns';
const verify =
  'GET https://api.openai.com/v1/models with Authorization: Bearer; 200, 403 or 429: alive, 401: not';

/** Project keys of 2024 had halves of 20 characters, later ones of 58 and 74. */
const halves = (prefix: string): AnchoredPattern =>
  anchorAt(
    prefix,
    anchored(
      prefix,
      either(
        ...[74, 58, 20].map((length) => [
          run(base64url, length),
          'T3BlbkFJ',
          run(base64url, length),
        ]),
      ),
    ),
  );

export const openai = [
  rule({
    id: 'openai-project-key',
    provider: 'OpenAI',
    name: 'project API key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      halves('sk-proj-'),
      possible(anchored('sk-proj-', run(base64url, 20, 100), 'T3BlbkFJ', run(base64url, 20, 100))),
      possible(anchored('sk-proj-', run(word, 95, 120))),
    ],
    env: ['OPENAI_API_KEY'],
    verify,
    revoke: 'delete the key at https://platform.openai.com/api-keys',
    source,
  }),
  rule({
    id: 'openai-service-account-key',
    provider: 'OpenAI',
    name: 'service account key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      halves('sk-svcacct-'),
      possible(
        anchored('sk-svcacct-', run(base64url, 20, 100), 'T3BlbkFJ', run(base64url, 20, 100)),
      ),
    ],
    env: ['OPENAI_API_KEY'],
    verify,
    revoke: 'delete the service account at https://platform.openai.com/settings',
    source,
  }),
  rule({
    id: 'openai-admin-key',
    provider: 'OpenAI',
    name: 'admin API key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      halves('sk-admin-'),
      possible(anchored('sk-admin-', run(base64url, 20, 100), 'T3BlbkFJ', run(base64url, 20, 100))),
    ],
    env: ['OPENAI_ADMIN_KEY'],
    verify: 'GET https://api.openai.com/v1/organization/admin_api_keys with Authorization: Bearer',
    revoke: 'delete the key at https://platform.openai.com/settings/organization/admin-keys',
    source,
  }),
  rule({
    id: 'openai-legacy-key',
    provider: 'OpenAI',
    name: 'user API key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [anchorAt('T3BlbkFJ', anchored('sk-', run(alnum, 20), 'T3BlbkFJ', run(alnum, 20)))],
    env: ['OPENAI_API_KEY'],
    verify,
    revoke: 'delete the key at https://platform.openai.com/api-keys',
    source,
  }),
  rule({
    id: 'openai-older-service-key',
    provider: 'OpenAI',
    name: 'service key of the first project release',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      anchorAt(
        'T3BlbkFJ',
        anchored('sk-None-', run(base64url, 20, 74), 'T3BlbkFJ', run(base64url, 20, 74)),
      ),
      anchorAt(
        'T3BlbkFJ',
        // The name that its owner gave the service stands in the key.
        anchored('sk-service-', run(base64url, 22, 84), 'T3BlbkFJ', run(alnum, 20)),
      ),
    ],
    env: ['OPENAI_API_KEY'],
    verify,
    revoke: 'delete the key at https://platform.openai.com/api-keys',
    source: 'keys in public code; patterns of trivy and trufflehog',
  }),
  rule({
    id: 'openai-realtime-secret',
    provider: 'OpenAI',
    name: 'ephemeral client secret (Realtime, ChatKit)',
    category: 'ai-model',
    severity: 'low',
    patterns: [anchored('ek_', run(hex, 32), maybe(run('_', 1), run(alnum, 20, 120)))],
    lifetime: '1 to 10 minutes',
    revoke: 'nothing to do: it expires by itself',
    env: ['OPENAI_CLIENT_SECRET'],
    source: 'platform.openai.com/docs/guides/realtime: client secrets',
  }),
  rule({
    id: 'openai-oauth-token',
    provider: 'OpenAI',
    name: 'ChatGPT and Codex access token',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      anchored(
        'eyJhbGciOiJSUzI1NiIs',
        run(base64url, 12, 400),
        '.eyJ',
        run(base64url, 40, 6000),
        '.',
        run(base64url, 43, 800),
      ),
    ],
    checks: [must('jwt-openai')],
    env: ['CODEX_ACCESS_TOKEN'],
    lifetime: '1 hour to 10 days',
    verify:
      'GET https://chatgpt.com/backend-api/me with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'log out of all sessions in the security settings of https://chatgpt.com',
    source: 'auth.json of github.com/openai/codex; the issuer is https://auth.openai.com',
  }),
  rule({
    id: 'openai-oauth-refresh-token',
    provider: 'OpenAI',
    name: 'ChatGPT and Codex refresh token',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      // In auth.json two tokens of a page each stand between the first word of OpenAI and this one.
      near(
        ['codex', 'openai', 'chatgpt'],
        anchored('rt_', run(base64url, 40, 90), maybe('.', run(base64url, 40, 90))),
        6000,
      ),
    ],
    env: ['CODEX_REFRESH_TOKEN'],
    lifetime: 'until its first use or a log-out',
    revoke: 'log out of all sessions in the security settings of https://chatgpt.com',
    source: 'auth.json of github.com/openai/codex; the length is unconfirmed',
  }),
];
