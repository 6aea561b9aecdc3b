/** Snowflake (Cortex): programmatic access tokens. */
import { base64url, named, rule, run, should } from '../format.ts';

export const snowflake = [
  rule({
    id: 'snowflake-access-token',
    provider: 'Snowflake',
    name: 'programmatic access token',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      named(
        [
          'snowflake token',
          'snowflake pat',
          'snowflake access token',
          'snowflake password',
          'snowflake',
        ],
        run(base64url + '.', 100, 700),
      ),
    ],
    checks: [should('jwt')],
    env: ['SNOWFLAKE_PAT', 'SNOWFLAKE_TOKEN'],
    lifetime: 'up to 1 year',
    verify:
      'POST https://{account}.snowflakecomputing.com/api/v2/statements with Authorization: Bearer (runs a statement); 200: alive, 401: not',
    revoke: 'ALTER USER … REMOVE PROGRAMMATIC ACCESS TOKEN, or Snowsight, profile, settings',
    source:
      'docs.snowflake.com/user-guide/programmatic-access-tokens; GitHub secret scanning partners',
  }),
];
