/** Services that let people and machines in: one kind of key each. */
import { alnum, anchored, base64url, either, rule, run, strict } from '../format.ts';

export const signInService = [
  rule({
    id: 'authress-access-key',
    provider: 'Authress',
    name: 'service client access key',
    category: 'identity',
    severity: 'critical',
    patterns: [
      anchored(
        either('sc_', 'ext_', 'scauth_', 'authress_'),
        run(alnum, 5, 30),
        '.',
        run(alnum, 4, 6),
        '.',
        either('acc_', 'acc-'),
        run(base64url, 10, 32),
        '.',
        run(base64url + '+/=', 30, 120),
      ),
    ],
    env: ['AUTHRESS_ACCESS_KEY', 'AUTHRESS_TOKEN'],
    revoke: 'delete the access key of the service client at https://authress.io/app',
    source: 'authress.io/knowledge-base/docs/authorization/service-clients; gitleaks',
  }),
  rule({
    id: 'duo-secret-key',
    provider: 'Duo',
    name: 'secret key',
    category: 'identity',
    severity: 'critical',
    patterns: [
      strict(
        [
          'duo skey',
          'duo secret',
          'duo client',
          'duo_integration_key',
          'duo api',
          'duosecurity',
          'skey',
        ],
        run(alnum, 40),
      ),
    ],
    env: ['DUO_SECRET_KEY', 'DUO_SKEY'],
    verify: 'GET https://{host}/auth/v2/check, signed; 200: alive, 401: not',
    revoke: 'reset the secret key of the application in the Duo admin panel',
    source: 'duo.com/docs/authapi; trufflehog',
  }),
];
