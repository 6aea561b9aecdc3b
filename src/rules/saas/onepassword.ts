/** 1Password. A service account's token is a JSON document that opens its vaults; a secret key is half of a login. */
import {
  anchored,
  base64url,
  either,
  jsonWebToken,
  named,
  rule,
  run,
  should,
  upperAlnum,
} from '../format.ts';
import type { Element } from '../../model/rule.ts';

const group = (length: number): Element => run(upperAlnum, length);

const dash: Element = { kind: 'literal', text: '-', fold: false };

export const onepassword = [
  rule({
    id: '1password-service-account-token',
    provider: '1Password',
    name: 'service account token',
    category: 'saas',
    severity: 'critical',
    patterns: [anchored('ops_eyJ', run(`${base64url}+/=`, 200, 2000))],
    checks: [should('1password-token')],
    env: ['OP_SERVICE_ACCOUNT_TOKEN'],
    verify: 'op whoami with the token in OP_SERVICE_ACCOUNT_TOKEN',
    revoke: 'https://my.1password.com/developer-tools: revoke the token',
    source: 'developer.1password.com/docs/service-accounts',
  }),
  rule({
    id: '1password-secret-key',
    provider: '1Password',
    name: 'account secret key',
    category: 'saas',
    patterns: [
      anchored(
        'A3-',
        group(6),
        '-',
        either([group(11)], [group(6), '-', group(5)]),
        '-',
        group(5),
        '-',
        group(5),
        '-',
        group(5),
      ),
    ],
    env: ['OP_SECRET_KEY'],
    verify: 'op account add with the address, the e-mail and the password',
    revoke: 'https://my.1password.com/profile: regenerate the secret key',
    source: 'support.1password.com/secret-key',
  }),
  rule({
    id: '1password-recovery-code',
    provider: '1Password',
    name: 'recovery code',
    category: 'saas',
    severity: 'critical',
    patterns: [anchored('1PRK', ...Array.from({ length: 13 }, () => [dash, group(4)]).flat())],
    revoke: 'https://my.1password.com/profile: delete the recovery code',
    source: 'support.1password.com/recovery-codes',
  }),
  rule({
    id: '1password-connect-token',
    provider: '1Password',
    name: 'Connect server access token (JWT)',
    category: 'saas',
    severity: 'critical',
    patterns: [named(['op connect', '1password connect', 'onepassword connect'], ...jsonWebToken)],
    checks: [should('jwt')],
    env: ['OP_CONNECT_TOKEN'],
    verify: 'GET HOST/v1/vaults with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://my.1password.com/developer-tools: revoke the Connect token',
    source: 'developer.1password.com/docs/connect',
    related: ['json-web-token'],
  }),
];
