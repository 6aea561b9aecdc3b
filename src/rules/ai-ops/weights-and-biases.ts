/**
 * Weights & Biases. Keys since 2025 carry a version; older ones are 40 hex digits, often in ~/.netrc.
 */
import { anchored, hex, rule, run, secret, strict, word } from '../format.ts';

const verify =
  'POST https://api.wandb.ai/graphql {viewer{username}} with Basic api:KEY; always 200, viewer is null for a dead key';
const revoke = 'delete the key at https://wandb.ai/settings';
const source = 'docs.wandb.ai, API keys; wandb SDK';

export const weightsAndBiases = [
  rule({
    id: 'wandb-api-key',
    provider: 'Weights & Biases',
    name: 'API key',
    category: 'ai-ops',
    patterns: [anchored('wandb_v1_', run(word, 77))],
    env: ['WANDB_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'wandb-legacy-api-key',
    provider: 'Weights & Biases',
    name: 'API key (40 hex digits)',
    category: 'ai-ops',
    // The second is how `wandb login` writes ~/.netrc.
    patterns: [
      strict(['wandb', 'weights and biases', 'weights biases'], run(hex, 40)),
      anchored(
        'api.wandb.ai',
        run(' \t\r\n', 1, 8),
        'login',
        run(' \t', 1, 4),
        run(word, 1, 40),
        run(' \t\r\n', 1, 8),
        'password',
        run(' \t', 1, 4),
        secret(run(hex, 40)),
      ),
    ],
    env: ['WANDB_API_KEY'],
    verify,
    revoke,
    source,
  }),
];
