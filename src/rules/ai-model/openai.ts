/** OpenAI. Its keys carry `T3BlbkFJ`, base64 of "OpenAI", between two random parts of equal length. */
import { alnum, anchorAt, anchored, base64url, either, rule, run } from '../format.ts';
import type { AnchoredPattern } from '../../model/rule.ts';

const source = 'platform.openai.com/docs/api-reference/authentication; GitHub secret scanning patterns';
const verify =
  'GET https://api.openai.com/v1/models with Authorization: Bearer; 200, 403 or 429: alive, 401: not';

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
    patterns: [halves('sk-proj-')],
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
    patterns: [halves('sk-svcacct-')],
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
    patterns: [halves('sk-admin-')],
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
];
