/** Services that move money between banks and lend it, and that ship what was bought. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  either,
  named,
  near,
  possible,
  rule,
  run,
  should,
  strict,
} from '../format.ts';

export const bankTransfer = [
  rule({
    id: 'gocardless-access-token',
    provider: 'GoCardless',
    name: 'access token',
    category: 'payment',
    severity: 'critical',
    patterns: [
      near(
        ['gocardless', 'go_cardless', 'go-cardless', 'gc_access'],
        anchored(either('live_', 'sandbox_'), run(`${base64url}=`, 40, 44)),
      ),
    ],
    env: ['GOCARDLESS_ACCESS_TOKEN'],
    verify:
      'GET https://api.gocardless.com/creditors with Authorization: Bearer and GoCardless-Version; 200: alive, 401: not',
    revoke: 'delete the token at https://manage.gocardless.com/developers/access-tokens',
    source: 'developer.gocardless.com, making your first request',
  }),
  rule({
    id: 'highnote-secret-key',
    provider: 'Highnote',
    name: 'live secret key',
    category: 'payment',
    severity: 'critical',
    patterns: [near(['highnote'], anchored('sk_live_', run(base64, 60, 120), run('=', 0, 2)))],
    env: ['HIGHNOTE_SK_LIVE', 'HIGHNOTE_API_KEY'],
    revoke: 'revoke the key under API keys at https://dashboard.highnote.com',
    source: 'highnote.com/docs, API keys',
  }),
  rule({
    id: 'instamojo-client-secret',
    provider: 'Instamojo',
    name: 'client secret',
    category: 'payment',
    severity: 'critical',
    patterns: [
      strict(['instamojo'], run(alnum, 128)),
      possible(strict(['instamojo'], run(alnum, 40))),
    ],
    env: ['INSTAMOJO_CLIENT_SECRET'],
    verify:
      'POST https://api.instamojo.com/oauth2/token/ with client_id and client_secret; 200: alive, 401: not',
    revoke: 'regenerate the credentials at https://www.instamojo.com/integrations',
    source: 'docs.instamojo.com, authentication',
  }),
  rule({
    id: 'lendflow-access-token',
    provider: 'Lendflow',
    name: 'access token (JSON Web Token)',
    category: 'payment',
    patterns: [
      // Signed with 4,096 bits, as its maker's framework does.
      possible(
        named(['lendflow'], run(alnum, 36), '.', run(base64url, 235), '.', run(base64url, 683)),
      ),
      near(
        ['lendflow'],
        anchored(
          'eyJ',
          run(base64url, 12, 200),
          '.eyJ',
          run(base64url, 40, 1200),
          '.',
          run(base64url, 43, 700),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['LENDFLOW_ACCESS_TOKEN'],
    verify:
      'GET https://api.lendflow.com/api/v1/applications with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'ask the support for a new token',
    source: 'docs.lendflow.com, authentication',
  }),
];
