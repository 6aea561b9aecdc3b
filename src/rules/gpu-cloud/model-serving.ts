/** Hosts that run a user's own models and functions on GPUs, one kind of key each. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  folded,
  lowerAlnum,
  maybe,
  named,
  near,
  possible,
  rule,
  run,
  secret,
  should,
  strict,
  toolFile,
  uuid,
} from '../format.ts';

export const modelServing = [
  rule({
    id: 'baseten-api-key',
    provider: 'Baseten',
    name: 'API key',
    category: 'gpu-cloud',
    patterns: [
      // Django REST Framework API Key makes the same shape for anybody, so the name must be near.
      named(['baseten'], run(alnum, 8), '.', run(alnum, 32)),
      near(['baseten'], anchored(folded('api-key '), secret(run(alnum, 8), '.', run(alnum, 32)))),
    ],
    env: ['BASETEN_API_KEY'],
    verify:
      'GET https://api.baseten.co/v1/models with Authorization: Api-Key; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://app.baseten.co/settings/api_keys',
    source: 'docs.baseten.co/organization/api-keys; kingfisher',
  }),
  rule({
    id: 'lepton-workspace-token',
    provider: 'Lepton AI',
    name: 'workspace token',
    category: 'gpu-cloud',
    patterns: [
      possible(
        strict(['lepton'], maybe(run(lowerAlnum + '-', 2, 40), ':'), secret(run(lowerAlnum, 32))),
      ),
    ],
    env: ['LEPTON_API_TOKEN', 'LEPTONAI_API_KEY'],
    revoke: 'reset the token at https://dashboard.lepton.ai (now NVIDIA DGX Cloud Lepton)',
    source: 'one token in public code',
  }),
  rule({
    id: 'beam-client-token',
    provider: 'Beam',
    name: 'client token',
    category: 'gpu-cloud',
    patterns: [
      possible(
        strict(
          ['beam token', 'beam client', 'beam cloud', 'beam auth token'],
          run(base64, 40, 100),
          maybe('=', maybe('=')),
        ),
      ),
    ],
    env: ['BEAM_TOKEN', 'BEAM_CLIENT_SECRET'],
    revoke: 'delete the token at https://platform.beam.cloud/settings/api-keys',
    source: 'docs.beam.cloud; environment names of langchain',
  }),
  rule({
    id: 'cerebrium-api-key',
    provider: 'Cerebrium',
    name: 'API key (a JWT)',
    category: 'gpu-cloud',
    patterns: [
      near(
        ['cerebrium'],
        anchored(
          'eyJ',
          run(base64url, 10, 200),
          '.eyJ',
          run(base64url, 20, 1000),
          '.',
          run(base64url, 43, 700),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['CEREBRIUMAI_API_KEY', 'CEREBRIUM_API_KEY'],
    revoke: 'reset the key at https://dashboard.cerebrium.ai',
    source: 'docs.cerebrium.ai; environment names of langchain',
  }),
  rule({
    id: 'lightning-api-key',
    provider: 'Lightning AI',
    name: 'API key',
    category: 'gpu-cloud',
    patterns: [
      possible(strict(['lightning api', 'lightning ai', 'lightning cloud'], ...uuid)),
      toolFile('lightning'),
    ],
    env: ['LIGHTNING_API_KEY'],
    revoke: 'reset the key at https://lightning.ai > settings > keys',
    source: 'lightning.ai/docs: ~/.lightning/credentials.json; the shape is from memory',
  }),
  rule({
    id: 'bentocloud-api-token',
    provider: 'BentoML',
    name: 'BentoCloud API token',
    category: 'gpu-cloud',
    patterns: [possible(strict(['bento cloud', 'bento api', 'bentoml'], run(lowerAlnum, 16, 64)))],
    env: ['BENTO_CLOUD_API_KEY'],
    verify:
      'GET https://{organisation}.cloud.bentoml.com/api/v1/auth/current with X-YATAI-API-TOKEN; 200: alive, 401 or 403: not',
    revoke: 'delete the token at https://cloud.bentoml.com > API tokens',
    source: 'docs.bentoml.com/en/latest/scale-with-bentocloud; the shape is not documented',
  }),
  rule({
    id: 'inferless-token',
    provider: 'Inferless',
    name: 'API token',
    category: 'gpu-cloud',
    patterns: [possible(strict(['inferless'], run(lowerAlnum, 32, 200)))],
    env: ['INFERLESS_API_KEY', 'INFERLESS_ACCESS_KEY'],
    revoke: 'delete the token in the workspace settings of https://console.inferless.com',
    source: 'docs.inferless.com; the shape is not documented',
  }),
];
