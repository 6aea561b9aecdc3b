/** The Action's input `secrets`: JSON of all, or lines; no message gives a value away. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { knownValueRules } from '../../src/detect/known-values.ts';
import { parseGivenSecrets } from '../../src/host/given-secrets.ts';
import { GateError } from '../../src/model/error.ts';

const secret = (): string => randomBytes(15).toString('base64');
const pairs = (text: string): [string, string][] =>
  parseGivenSecrets(text).map(({ name, value }) => [name, Buffer.from(value).toString()]);

const pem = (label: string): string =>
  `-----BEGIN ${label}-----\n${secret()}${secret()}\n${secret()}\n-----END ${label}-----`;

describe('lines', () => {
  test('are values, or names in capitals with values', () => {
    const [one, two, three] = [secret(), secret(), `p=${secret()}==`];
    expect(pairs(`${one}\n\n  NPM_TOKEN=${two}\r\n${three}\n`)).toEqual([
      ['secrets line 1', one],
      ['NPM_TOKEN', two],
      ['secrets line 4', three],
    ]);
  });

  test('of a private key are one value', () => {
    const [one, two, rest] = [pem('OPENSSH PRIVATE KEY'), pem('PRIVATE KEY'), secret()];
    expect(pairs(`${one}\nDEPLOY_KEY=${two}\n${rest}`)).toEqual([
      ['secrets line 1', one],
      ['DEPLOY_KEY', two],
      ['secrets line 9', rest],
    ]);
  });

  test('that are base32 are no names', () => {
    expect(pairs('JBSWY3DPEHPK3PXP====')).toEqual([['secrets line 1', 'JBSWY3DPEHPK3PXP====']]);
    const { rules, notes } = knownValueRules(parseGivenSecrets('JBSWY3DPEHPK3PXQ='));
    expect(rules).toEqual([]);
    expect(notes).toEqual(['Not searched for as known values: secrets line 1 (empty).']);
  });

  test('of a secret that is not set are told as empty', () => {
    expect(pairs('NPM_TOKEN=')).toEqual([['secrets line 1', '']]);
    expect(pairs('')).toEqual([]);
  });
});

describe('JSON', () => {
  test('as toJSON(secrets) gives it is names with values', () => {
    const [one, token] = [
      `${secret()}\n"x"`,
      `ghs_${randomBytes(27).toString('hex').slice(0, 36)}`,
    ];
    const context = { NPM_TOKEN: one, ACTIONS_STEP_DEBUG: 'true', github_token: token };
    expect(pairs(JSON.stringify(context, null, 2))).toEqual([
      ['NPM_TOKEN', one],
      ['github_token', token],
    ]);
    const { rules } = knownValueRules(parseGivenSecrets(JSON.stringify(context)));
    expect(rules.map(({ name, lifetime }) => [name, lifetime])).toEqual([
      ['known value NPM_TOKEN', 'long'],
      ['known value github_token', 'an hour, or until the job ends'],
    ]);
    expect(rules[1]?.revoke).toContain('persist-credentials: false');
  });

  test('with another shape is one value: the key file of a service account', () => {
    const file = JSON.stringify({ type: 'service_account', private_key: secret() }, null, 2);
    expect(pairs(`${file}\n`)).toEqual([['secrets', file]]);
  });

  test.each([
    ['damaged', (value: string) => `{"A": ${value}}`],
    ['with a number', (value: string) => `{"A": 7, "B": "${value}"}`],
  ])('that is %s is refused without a value', (_name, make) => {
    const value = secret();
    const parse = (): unknown => parseGivenSecrets(make(value));
    expect(parse).toThrow(GateError);
    expect(parse).not.toThrow(value);
  });
});

test('what is kept among secrets and is none is said not to be searched for, by name alone', () => {
  const [password, plain] = [randomBytes(20).toString('hex'), randomBytes(20).toString('hex')];
  const context = {
    AWS_REGION: 'us-east-1',
    AWS_ROLE: 'arn:aws:iam::123456789012:role/deploy',
    DOCKERHUB_USERNAME: 'acme-robot',
    REGISTRY: 'registry.acme.io',
    ADMIN_EMAIL: 'admin@acme.io',
    SSH_KNOWN_HOSTS: `git.acme.io ssh-ed25519 AAAAC3NzaC1lZDI1NTE5${secret()}\n`,
    TLS_CERT: pem('CERTIFICATE'),
    DOCKERHUB_TOKEN: 'production',
    PROD_DB: `postgres://app:${password}@db.acme.io/app`,
    PROD: plain,
    DEPLOY_PASSWORD: 'correct-horse-battery',
    SSH_DEPLOY: pem('OPENSSH PRIVATE KEY'),
  };
  const { rules, notes } = knownValueRules(parseGivenSecrets(JSON.stringify(context)));
  expect(rules.map(({ name }) => name.replace('known value ', ''))).toEqual([
    'PROD_DB',
    'PROD',
    'DEPLOY_PASSWORD',
    'SSH_DEPLOY',
    'PROD_DB (password)',
  ]);
  for (const name of Object.keys(context).slice(0, 8)) expect(notes[0]).toContain(name);
  for (const value of Object.values(context)) expect(notes[0]).not.toContain(value);
});

test('a value that somebody named is searched for whatever it is called', () => {
  const { rules } = knownValueRules(parseGivenSecrets('acme-robot-7\nREGION=us-east-1'));
  expect(rules).toHaveLength(2);
});

test('whatever is given, it is read or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.json()), (text) => {
      try {
        parseGivenSecrets(text);
      } catch (error) {
        expect(error).toBeInstanceOf(GateError);
      }
    }),
  );
});
