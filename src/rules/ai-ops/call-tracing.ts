/**
 * Services that trace and judge the calls of an application to models. Their keys are known by the
 * name of the variable only, so nothing here is more than possible.
 */
import { alnum, base64url, hex, possible, rule, run, strict, uuid } from '../format.ts';

export const callTracing = [
  rule({
    id: 'honeyhive-api-key',
    provider: 'HoneyHive',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['honeyhive', 'hh api'], run(base64url, 32, 80)))],
    env: ['HH_API_KEY'],
    verify:
      'GET https://api.honeyhive.ai/projects with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key in the settings at https://app.honeyhive.ai',
    source: 'docs.honeyhive.ai, environment variables; the shape is unconfirmed',
  }),
  rule({
    id: 'literal-ai-api-key',
    provider: 'Literal AI',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['literal api', 'literal ai'], 'lsk_', run(base64url, 32, 64)))],
    env: ['LITERAL_API_KEY'],
    revoke: 'delete the key in the settings of the project',
    source: 'docs.literalai.com; the shape is unconfirmed',
  }),
  rule({
    id: 'laminar-project-api-key',
    provider: 'Laminar',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['lmnr', 'laminar'], run(alnum, 48, 72)))],
    env: ['LMNR_PROJECT_API_KEY'],
    verify:
      'POST https://api.lmnr.ai/v1/sql/query {"query": "SELECT 1"} with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key in the project settings at https://www.lmnr.ai',
    source: 'docs.lmnr.ai, environment variables; the shape is unconfirmed',
  }),
  rule({
    id: 'langtrace-api-key',
    provider: 'Langtrace',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['langtrace'], run(hex, 64)))],
    env: ['LANGTRACE_API_KEY'],
    revoke: 'regenerate the key in the project settings at https://app.langtrace.ai',
    source: 'docs.langtrace.ai, quick start; the shape is unconfirmed',
  }),
  rule({
    id: 'lunary-private-key',
    provider: 'Lunary',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['lunary private', 'lunary'], ...uuid))],
    env: ['LUNARY_PRIVATE_KEY'],
    revoke: 'regenerate the key in the settings at https://app.lunary.ai',
    source: 'docs.lunary.ai, API; the shape is unconfirmed',
  }),
  rule({
    id: 'patronus-api-key',
    provider: 'Patronus AI',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['patronus'], 'sk-', run(base64url, 24, 64)))],
    env: ['PATRONUS_API_KEY'],
    verify: 'GET https://api.patronus.ai/v1/datasets with X-API-KEY; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://app.patronus.ai',
    source: 'docs.patronus.ai, API keys; the shape is unconfirmed',
  }),
  rule({
    id: 'athina-api-key',
    provider: 'Athina',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['athina'], run(base64url, 24, 64)))],
    env: ['ATHINA_API_KEY'],
    revoke: 'regenerate the key in the settings at https://app.athina.ai',
    source: 'docs.athina.ai, API keys; the shape is unconfirmed',
  }),
  rule({
    id: 'keywords-ai-api-key',
    provider: 'Keywords AI',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['keywordsai', 'keywords ai'], run(`${alnum}._-`, 24, 64)))],
    env: ['KEYWORDSAI_API_KEY'],
    revoke: 'delete the key at https://platform.keywordsai.co',
    source: 'docs.keywordsai.co, authentication; the shape is unconfirmed',
  }),
];
