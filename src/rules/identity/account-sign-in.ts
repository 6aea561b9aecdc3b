/** Sign-in, and who somebody is. */
import {
  alnum,
  anchored,
  base64url,
  either,
  hex,
  lowerAlnum,
  maybe,
  named,
  near,
  possible,
  rule,
  run,
  strict,
} from '../format.ts';

export const accountSignIn = [
  rule({
    id: 'onelogin-client-secret',
    provider: 'OneLogin',
    name: 'API client secret',
    category: 'identity',
    severity: 'critical',
    patterns: [
      strict(['onelogin', 'one login'], run(hex, 64)),
      strict(['onelogin', 'one login'], run(lowerAlnum, 64)),
    ],
    env: ['ONELOGIN_CLIENT_SECRET'],
    verify:
      'POST https://DOMAIN.onelogin.com/auth/oauth2/v2/token (issues a token); 200: alive, 401: not',
    revoke: 'delete it in the admin > Developers > API credentials',
    source: 'developers.onelogin.com/api-docs',
  }),
  rule({
    id: 'onfido-api-token',
    provider: 'Onfido',
    name: 'API token',
    category: 'identity',
    severity: 'critical',
    patterns: [
      anchored(
        either('api_live', 'api_sandbox'),
        either('.', '_us.', '_ca.'),
        run(base64url, 20, 80),
      ),
    ],
    env: ['ONFIDO_API_TOKEN'],
    verify:
      'GET https://api.eu.onfido.com/v3.6/applicants with Authorization: Token token=TOKEN; 200: alive, 401: not',
    revoke: 'revoke it at https://dashboard.onfido.com/api/tokens',
    source: 'documentation.onfido.com/#api-tokens',
  }),
  rule({
    id: 'persona-api-key',
    provider: 'Persona',
    name: 'API key',
    category: 'identity',
    severity: 'critical',
    patterns: [
      anchored('persona_production_', run(lowerAlnum + '_-', 20, 80)),
      // The sandbox holds invented people.
      possible(anchored('persona_sandbox_', run(lowerAlnum + '_-', 20, 80))),
    ],
    env: ['PERSONA_API_KEY'],
    verify:
      'GET https://api.withpersona.com/api/v1/api-keys/permissions with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'expire it at https://app.withpersona.com/dashboard/api-keys',
    source: 'docs.withpersona.com/api-keys',
  }),
  rule({
    id: 'rownd-app-secret',
    provider: 'Rownd',
    name: 'app secret',
    category: 'identity',
    patterns: [named(['rownd'], run(lowerAlnum, 48))],
    env: ['ROWND_APP_SECRET'],
    verify:
      'GET https://api.rownd.io/applications/APP_ID with x-rownd-app-key and -secret; 200: alive, 401: not',
    revoke: 'delete it at https://app.rownd.io',
    source: 'docs.rownd.io; shapes of keys in public code',
  }),
  rule({
    id: 'proof-api-key',
    provider: 'Proof',
    name: 'API key',
    category: 'identity',
    patterns: [
      near(
        ['proof', 'notarize'],
        anchored('prf_', maybe('cli_'), either(run(base64url, 36), run(base64url, 44, 80))),
      ),
      possible(
        near(['proof', 'notarize'], anchored('prf_', maybe('cli_'), run(`${alnum}-`, 20, 80))),
      ),
    ],
    env: ['PROOF_API_KEY'],
    verify: 'GET https://api.proof.com/v1/transactions with ApiKey; 200: alive, 401: not',
    revoke: 'delete it in the account > Settings > API keys',
    source: 'dev.proof.com/docs/authentication; betterleaks',
  }),
  rule({
    id: 'nightfall-api-key',
    provider: 'Nightfall',
    name: 'API key',
    category: 'identity',
    patterns: [
      near(['nightfall'], anchored('NF-', run(alnum, 32))),
      possible(anchored('NF-', run(alnum, 32))),
    ],
    env: ['NIGHTFALL_API_KEY'],
    verify:
      'POST https://api.nightfall.ai/v3/scan with Authorization: Bearer; 400: alive, 401: not',
    revoke: 'delete it at https://app.nightfall.ai/api',
    source: 'docs.nightfall.ai/docs/creating-api-key',
  }),
];
