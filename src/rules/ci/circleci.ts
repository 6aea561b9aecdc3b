/** CircleCI. */
import { alnum, anchored, anyHex, lowerAlnum, named, rule, run } from '../format.ts';

const verify = 'GET https://circleci.com/api/v2/me with Circle-Token; 200: alive, 401: not';

export const circleci = [
  rule({
    id: 'circleci-personal-token',
    provider: 'CircleCI',
    name: 'personal API token',
    category: 'ci',
    severity: 'critical',
    patterns: [
      anchored('CCIPAT_', run(alnum, 20, 24), '_', run(alnum, 40)),
      named(
        ['circleci', 'circle ci', 'circle token', 'circle api', 'circle secret', 'circle key'],
        run(anyHex, 40),
      ),
    ],
    env: ['CIRCLE_TOKEN', 'CIRCLECI_CLI_TOKEN', 'CIRCLECI_TOKEN'],
    verify,
    revoke: 'delete it at https://app.circleci.com/settings/user/tokens',
    source: 'circleci.com/docs/managing-api-tokens',
  }),
  rule({
    id: 'circleci-project-token',
    provider: 'CircleCI',
    name: 'project API token',
    category: 'ci',
    patterns: [anchored('CCIPRJ_', run(alnum, 20, 24), '_', run(lowerAlnum, 40))],
    env: ['CIRCLE_TOKEN'],
    verify,
    revoke: 'delete it in the project > Project settings > API permissions',
    source: 'circleci.com/docs/managing-api-tokens',
  }),
];
