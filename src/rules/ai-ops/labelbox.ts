/** Labelbox. Keys of today have a prefix; those before were JSON Web Tokens. */
import { anchored, base64url, base64urlEnd4, near, rule, run, should } from '../format.ts';

const verify =
  'POST https://api.labelbox.com/graphql {user{id}} with Authorization: Bearer; 200: alive, 401: not';
const revoke = 'delete the key at https://app.labelbox.com under Workspace settings > API';
const source = 'docs.labelbox.com, create API key';

export const labelbox = [
  rule({
    id: 'labelbox-api-key',
    provider: 'Labelbox',
    name: 'API key',
    category: 'ai-ops',
    // 32 bytes in base64url, so the last character is one of sixteen.
    patterns: [anchored('lbx_', run(base64url, 42), run(base64urlEnd4, 1))],
    env: ['LABELBOX_API_KEY'],
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'labelbox-legacy-api-key',
    provider: 'Labelbox',
    name: 'API key (JSON Web Token)',
    category: 'ai-ops',
    patterns: [
      near(
        ['labelbox'],
        anchored(
          'eyJ',
          run(base64url, 12, 200),
          '.eyJ',
          run(base64url, 12, 1000),
          '.',
          run(base64url, 43),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['LABELBOX_API_KEY'],
    verify,
    revoke,
    source: 'docs.labelbox.com, create API key (before the prefix)',
  }),
];
