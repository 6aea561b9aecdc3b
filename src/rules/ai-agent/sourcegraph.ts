/** Sourcegraph, and Amp that grew out of it. Segment has tokens with the same `sgp_`, 64 long. */
import {
  anchored,
  anyHex,
  either,
  hex,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
  should,
  strict,
  upperAlnum,
} from '../format.ts';

export const sourcegraph = [
  rule({
    id: 'sourcegraph-access-token',
    provider: 'Sourcegraph',
    name: 'access token',
    category: 'ai-agent',
    severity: 'critical',
    patterns: [
      // The middle part, where there is one, tells the instance or the workspace.
      anchored(
        either('sgp_', 'sgph_'),
        either(
          [either('local', run(anyHex, 16), ['ws', run(lowerAlnum, 32)]), '_', run(anyHex, 40)],
          run(anyHex, 40),
        ),
      ),
      possible(strict(['sourcegraph', 'src access token'], run(anyHex, 40))),
      // Right behind the name; farther off, forty hex digits are a commit.
      possible({ ...named(['sourcegraph'], run(anyHex, 40)), reach: 5 }),
      possible(anchored('sgp_', run(anyHex, 16), '_local_', run(anyHex, 40))),
      anchored('sgp_sgp_', run(anyHex, 40)),
    ],
    env: ['SRC_ACCESS_TOKEN', 'SOURCEGRAPH_TOKEN'],
    verify:
      'POST {instance}/.api/graphql {"query":"{currentUser{username}}"} with Authorization: token; 200: alive, 401: not',
    revoke: 'delete the token at {instance}/user/settings/tokens',
    source: 'sourcegraph.com/docs/cli/how-tos/creating_an_access_token; gitleaks; trufflehog',
  }),
  rule({
    id: 'sourcegraph-cody-gateway-key',
    provider: 'Sourcegraph',
    name: 'Cody Gateway or subscription token',
    category: 'ai-agent',
    patterns: [anchored(either('sgd_', 'sgs_'), run(hex, 64))],
    env: ['CODY_GATEWAY_TOKEN'],
    verify:
      'GET https://cody-gateway.sourcegraph.com/v1/limits with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'revoke the token in the admin pages of the instance, or ask Sourcegraph',
    source: 'sourcegraph.com/docs/cody/core-concepts/cody-gateway; trufflehog',
  }),
  rule({
    id: 'sourcegraph-license-key',
    provider: 'Sourcegraph',
    name: 'license key token',
    category: 'ai-agent',
    patterns: [anchored('slk_', run(hex, 64))],
    env: ['SOURCEGRAPH_LICENSE_TOKEN'],
    verify:
      'GET https://cody-gateway.sourcegraph.com/v1/limits with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'ask Sourcegraph for another licence',
    source: 'sourcegraph.com/docs/cody/core-concepts/cody-gateway; trufflehog',
  }),
  rule({
    id: 'amp-api-key',
    provider: 'Amp',
    name: 'API key',
    category: 'ai-agent',
    patterns: [anchored('sgamp_user_', run(upperAlnum, 26), '_', run(hex, 64))],
    checks: [should('amp-key')],
    env: ['AMP_API_KEY'],
    verify:
      'POST https://ampcode.com/api/internal?userDisplayBalanceInfo {"method": "userDisplayBalanceInfo", "params": {}} with Authorization: Bearer, as the CLI asks; 200: alive, 401: not',
    revoke: 'reset the key at https://ampcode.com/settings',
    source: 'ampcode.com/manual; patterns with which Amp redacts its own keys',
  }),
];
