/** Services that record training runs and hold models and data sets. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  either,
  hex,
  must,
  named,
  near,
  possible,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

/** A password somebody typed, or a token. */
const typed = `${base64url}.~!@#%^*`;

export const experimentTracking = [
  rule({
    id: 'comet-api-key',
    provider: 'Comet',
    name: 'API key (Comet ML and Opik)',
    category: 'ai-ops',
    // Also in ~/.comet.config and ~/.opik.config as `api_key` under `[comet]`.
    patterns: [strict(['comet', 'opik'], run(alnum, 25))],
    env: ['COMET_API_KEY', 'OPIK_API_KEY'],
    verify:
      'GET https://www.comet.com/api/rest/v2/account-details with Authorization: KEY; 200: alive, 401: not',
    revoke: 'regenerate the key under account settings at https://www.comet.com',
    source: 'shapes of keys in public code',
  }),
  rule({
    id: 'neptune-api-token',
    provider: 'Neptune',
    name: 'API token',
    category: 'ai-ops',
    // Base64 of a JSON document that begins with `api_address`.
    patterns: [anchored('eyJhcGlfYWRkcmVzcyI6', run(base64, 60, 400), run('=', 0, 2))],
    checks: [must('neptune-token')],
    env: ['NEPTUNE_API_TOKEN'],
    revoke: 'revoke the token under Get your API token at https://app.neptune.ai',
    source: 'docs-legacy.neptune.ai, API token; neptune client source',
  }),
  rule({
    id: 'mlflow-tracking-password',
    provider: 'MLflow',
    name: 'tracking server password or token',
    category: 'ai-ops',
    patterns: [
      possible(named(['mlflow tracking password', 'mlflow tracking token'], run(typed, 8, 80))),
    ],
    env: ['MLFLOW_TRACKING_PASSWORD', 'MLFLOW_TRACKING_TOKEN'],
    verify:
      'GET {tracking URI}/api/2.0/mlflow/experiments/search with Basic or Bearer; 401: not alive',
    revoke: 'change the password or token on the tracking server',
    source: 'mlflow.org/docs, authentication',
  }),
  rule({
    id: 'dagshub-token',
    provider: 'DagsHub',
    name: 'access token',
    category: 'ai-ops',
    patterns: [possible(strict(['dagshub'], run(hex, 40)))],
    env: ['DAGSHUB_USER_TOKEN', 'DAGSHUB_TOKEN'],
    verify: 'GET https://dagshub.com/api/v1/user with Authorization: token; 200: alive, 401: not',
    revoke: 'revoke the token at https://dagshub.com/user/settings/tokens',
    source: 'dagshub.com/docs, API; the shape is unconfirmed',
  }),
  rule({
    id: 'dvc-studio-token',
    provider: 'Iterative',
    name: 'DVC Studio access token',
    category: 'ai-ops',
    patterns: [anchored('isat_', either([...uuid], run(alnum, 40, 56)))],
    env: ['DVC_STUDIO_TOKEN'],
    revoke: 'regenerate the token in the profile at https://studio.datachain.ai',
    source: 'dvc.org/doc, studio login; GitHub secret scanning partner list',
  }),
  rule({
    id: 'traceloop-api-key',
    provider: 'Traceloop',
    name: 'API key',
    category: 'ai-ops',
    patterns: [
      near(['traceloop'], anchored('tl_', run(hex, 32))),
      possible(anchored('tl_', run(hex, 32))),
    ],
    env: ['TRACELOOP_API_KEY'],
    verify:
      'GET https://api.traceloop.com/v2/evaluators with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'revoke the key at https://app.traceloop.com/settings/api-keys',
    source: 'shapes of keys in public code',
  }),
];
