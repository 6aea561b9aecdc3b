/** Buildkite. Prefixes since 2023 tell what a token is for. */
import {
  alnum,
  anchored,
  either,
  hex,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

const source = 'buildkite.com/docs/platform/security/tokens; GitHub secret scanning patterns';

export const buildkite = [
  rule({
    id: 'buildkite-api-token',
    provider: 'Buildkite',
    name: 'user or package API token',
    category: 'ci',
    severity: 'critical',
    patterns: [
      anchored('bkua_', either(run(lowerAlnum, 40), run(alnum, 53))),
      anchored(either('bkpat_', 'bkpt_', 'bkps_'), run(alnum, 50, 333)),
    ],
    env: ['BUILDKITE_API_TOKEN', 'BUILDKITE_TOKEN'],
    verify:
      'GET https://api.buildkite.com/v2/access-token with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'DELETE https://api.buildkite.com/v2/access-token',
    source,
  }),
  rule({
    id: 'buildkite-agent-token',
    provider: 'Buildkite',
    name: 'agent, cluster or job token',
    category: 'ci',
    severity: 'critical',
    patterns: [
      anchored(either('bkct_', 'bkaa_', 'bkar_', 'bkaj_'), run(alnum, 50, 333)),
      named(['buildkite agent', 'buildkite'], run(lowerAlnum, 50)),
      possible(strict(['buildkite'], run(lowerAlnum, 40))),
    ],
    env: ['BUILDKITE_AGENT_TOKEN', 'BUILDKITE_AGENT_ACCESS_TOKEN'],
    revoke: 'revoke it at https://buildkite.com > Agents > cluster > Agent tokens',
    source,
  }),
  rule({
    id: 'buildkite-old-token',
    provider: 'Buildkite',
    name: 'API token without a prefix',
    category: 'ci',
    severity: 'critical',
    patterns: [named(['buildkite'], run(hex, 40))],
    env: ['BUILDKITE_API_TOKEN', 'BUILDKITE_TOKEN'],
    revoke: 'revoke it at https://buildkite.com/user/api-access-tokens',
    source: 'buildkite.com/docs/apis/rest-api: 40 hexadecimal digits before prefixes came',
  }),
];
