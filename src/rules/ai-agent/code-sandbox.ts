/** Sandboxes in which agents run code, one kind of key each. */
import {
  alnum,
  anchored,
  base64url,
  hex,
  near,
  possible,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

export const codeSandbox = [
  rule({
    id: 'daytona-api-key',
    provider: 'Daytona',
    name: 'API key',
    category: 'ai-agent',
    patterns: [anchored('dtn_', run(hex, 64))],
    env: ['DAYTONA_API_KEY'],
    verify:
      'GET https://app.daytona.io/api/sandbox with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key at https://app.daytona.io/dashboard/keys',
    source: 'daytona.io/docs/en/api-keys; keys in public code',
  }),
  rule({
    id: 'codesandbox-api-token',
    provider: 'CodeSandbox',
    name: 'API token',
    category: 'ai-agent',
    patterns: [anchored('csb_v1_', run(base64url, 30, 80))],
    env: ['CSB_API_KEY'],
    verify:
      'GET https://api.codesandbox.io/meta/info with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the token at https://codesandbox.io/t/api',
    source: 'codesandbox.io/docs/sdk: tokens begin with csb_v1_',
  }),
  rule({
    id: 'scrapybara-api-key',
    provider: 'Scrapybara',
    name: 'API key',
    category: 'ai-agent',
    patterns: [anchored('scrapy-', ...uuid)],
    env: ['SCRAPYBARA_API_KEY'],
    verify:
      'GET https://api.scrapybara.com/v1/instances with x-api-key; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://scrapybara.com/dashboard',
    source: 'docs.scrapybara.com; the shape is from memory',
    confidence: 'possible',
  }),
  rule({
    id: 'runloop-api-key',
    provider: 'Runloop',
    name: 'API key',
    category: 'ai-agent',
    patterns: [possible(near(['runloop'], anchored('ak_', run(alnum, 20, 60))))],
    env: ['RUNLOOP_API_KEY'],
    verify:
      'GET https://api.runloop.ai/v1/devboxes?limit=1 with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://platform.runloop.ai/settings',
    source: 'docs.runloop.ai: keys begin with ak_; the length is not documented',
  }),
  rule({
    id: 'morph-cloud-api-key',
    provider: 'Morph Cloud',
    name: 'API key',
    category: 'ai-agent',
    patterns: [possible(near(['morph'], anchored('morph_', run(alnum, 20, 80))))],
    env: ['MORPH_API_KEY'],
    verify:
      'GET https://cloud.morph.so/api/instance with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://cloud.morph.so/web/keys',
    source: 'cloud.morph.so/docs; the shape is from memory',
  }),
  rule({
    id: 'riza-api-key',
    provider: 'Riza',
    name: 'API key',
    category: 'ai-agent',
    patterns: [possible(strict(['riza'], run(alnum + '_', 20, 80)))],
    env: ['RIZA_API_KEY'],
    revoke: 'delete the key at https://dashboard.riza.io',
    source: 'docs.riza.io; the shape is not documented',
  }),
];
