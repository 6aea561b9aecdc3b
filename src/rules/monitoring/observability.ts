/** Services that take logs, metrics and traces. */
import {
  alnum,
  anchored,
  digits,
  either,
  hex,
  letters,
  named,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

export const observability = [
  rule({
    id: 'honeycomb-api-key',
    provider: 'Honeycomb',
    name: 'ingest, configuration or management key',
    category: 'monitoring',
    // Configuration keys are 22 characters, those of Classic data sets 32 hex digits.
    patterns: [
      anchored(either('hcaik_', 'hcbik_', 'hcxik_', 'hcalk_', 'hcamk_', 'hcxmk_'), run(alnum, 58)),
      named(['honeycomb team'], either(run(hex, 32), run(alnum, 22))),
      strict(['honeycomb'], either(run(hex, 32), run(alnum, 22))),
    ],
    env: ['HONEYCOMB_API_KEY', 'HONEYCOMB_WRITEKEY'],
    verify: 'GET https://api.honeycomb.io/1/auth with X-Honeycomb-Team; 200: alive, 401: not',
    revoke: 'delete the key under Environment settings > API keys',
    source: 'docs.honeycomb.io, manage API keys',
  }),
  rule({
    id: 'dynatrace-api-token',
    provider: 'Dynatrace',
    name: 'API or platform token',
    category: 'monitoring',
    // The middle part names the token; the last one is the secret.
    patterns: [
      anchored('dt0', run(letters, 1), run(digits, 2), '.', run(alnum, 8, 24), '.', run(alnum, 64)),
    ],
    env: ['DT_API_TOKEN', 'DYNATRACE_API_TOKEN'],
    verify:
      'POST {environment}/api/v2/apiTokens/lookup with Authorization: Api-Token; 200: alive, 401: not',
    revoke: 'delete the token under Access tokens of the environment',
    source: 'docs.dynatrace.com, access tokens',
  }),
  rule({
    id: 'pixie-key',
    provider: 'Pixie',
    name: 'API or deploy key',
    category: 'monitoring',
    patterns: [anchored(either('px-api-', 'px-dep-'), ...uuid)],
    env: ['PX_API_KEY', 'PX_DEPLOY_KEY'],
    revoke: 'delete the key in the admin page of Pixie, or px api-key delete',
    source: 'docs.px.dev, API keys and deploy keys',
  }),
];
