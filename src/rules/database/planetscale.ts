/** PlanetScale. Each kind of its secrets says in its prefix what it is. */
import { alnum, anchored, rule, run } from '../format.ts';
import type { AnchoredPattern } from '../../model/rule.ts';

const source =
  'planetscale.com/docs/concepts/service-tokens and connection-strings; GitHub secret scanning patterns';

const secretOf = (prefix: string): AnchoredPattern => anchored(prefix, run(`${alnum}_.=-`, 32, 64));

export const planetscale = [
  rule({
    id: 'planetscale-service-token',
    provider: 'PlanetScale',
    name: 'service token',
    category: 'database',
    severity: 'critical',
    patterns: [secretOf('pscale_tkn_')],
    env: ['PLANETSCALE_SERVICE_TOKEN'],
    verify:
      'GET https://api.planetscale.com/v1/organizations with Authorization: ID:TOKEN; 200: alive, 401: not',
    revoke: 'https://app.planetscale.com > Settings > Service tokens: delete the token',
    source,
  }),
  rule({
    id: 'planetscale-password',
    provider: 'PlanetScale',
    name: 'database password',
    category: 'database',
    severity: 'critical',
    patterns: [secretOf('pscale_pw_')],
    env: ['DATABASE_PASSWORD', 'PLANETSCALE_DB_PASSWORD'],
    verify: 'connect with it (no HTTP)',
    revoke: 'pscale password delete DATABASE BRANCH ID',
    source,
  }),
  rule({
    id: 'planetscale-oauth-token',
    provider: 'PlanetScale',
    name: 'OAuth token',
    category: 'database',
    severity: 'critical',
    patterns: [secretOf('pscale_oauth_')],
    env: ['PLANETSCALE_OAUTH_TOKEN'],
    verify:
      'GET https://api.planetscale.com/v1/user with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://app.planetscale.com > Profile > Authorized applications',
    source,
  }),
];
