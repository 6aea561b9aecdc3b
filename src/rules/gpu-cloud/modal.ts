/** Modal. A token is a pair; the id alone opens nothing, and its prefix is too short to stand alone. */
import { alnum, anchored, near, rule, run } from '../format.ts';

const words = [
  'modal_token',
  'modal token',
  'modal-token',
  'modal.com',
  'token_id',
  'token-id',
  'token_secret',
];
const revoke = 'delete the token at https://modal.com/settings/tokens';
const source = 'modal.com/docs/reference/modal.config; kingfisher; tokens in public code';
const verify = 'no HTTP API: `modal token info` with both halves';

export const modal = [
  rule({
    id: 'modal-token-secret',
    provider: 'Modal',
    name: 'token secret',
    category: 'gpu-cloud',
    severity: 'critical',
    patterns: [
      near(
        [...words, 'token-secret', 'modal.toml', 'modal.client', 'modal secret'],
        anchored('as-', run(alnum, 22)),
      ),
    ],
    companion: { rule: 'modal-token-id', within: 200 },
    env: ['MODAL_TOKEN_SECRET'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'modal-token-id',
    provider: 'Modal',
    name: 'token ID',
    category: 'gpu-cloud',
    severity: 'low',
    confidence: 'possible',
    patterns: [near(words, anchored('ak-', run(alnum, 22)))],
    env: ['MODAL_TOKEN_ID'],
    verify,
    revoke,
    source,
  }),
];
