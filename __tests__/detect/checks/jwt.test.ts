/** JSON Web Tokens: the generic check, the one of Kubernetes, and the base64 of one. */
import { describe, expect, test } from '@jest/globals';
import { checkNamed } from '../../../src/detect/checks/index.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (header: unknown, claims: unknown): string =>
  `${encode(header)}.${encode(claims)}.${'c2ln'.repeat(11)}`;
const hour = 3600;
const now = Math.floor(Date.now() / 1000);

describe('jwt', () => {
  const check = checkNamed('jwt');

  test('tells issuer and expiry', () => {
    const result = check.verify(token({ alg: 'HS256' }, { iss: 'https://id.some.org', exp: 4e9 }));
    expect(result).toMatchObject({ ok: true, alive: true });
    expect(result.details).toEqual(['issuer: https://id.some.org', 'expires: 2096-10-02']);
  });

  test('knows that an expired one is over', () => {
    expect(check.verify(token({ alg: 'HS256' }, { exp: now - hour })).alive).toBe(false);
    expect(check.verify(token({ alg: 'HS256' }, { exp: now + hour })).alive).toBe(true);
  });

  test.each([
    ['a header that is no JSON', `eyJhbGciOi${'A'.repeat(20)}.${encode({})}.c2ln`],
    ['a header without alg', token({ typ: 'JWT' }, {})],
    ['a header that is a list', token([1], {})],
    ['claims that are no JSON', `${encode({ alg: 'HS256' })}.eyJ${'x'.repeat(30)}.c2ln`],
  ])('does not take %s', (_name, text) => {
    expect(check.verify(text).ok).toBe(false);
  });

  test('prints nothing of an issuer that could steer a terminal or a workflow', () => {
    const claims = { iss: '\u001b[31m::set-output name=x::y', exp: 4e9 };
    expect(check.verify(token({ alg: 'HS256' }, claims)).details).toEqual(['expires: 2096-10-02']);
  });
});

describe('jwt-kubernetes', () => {
  const check = checkNamed('jwt-kubernetes');

  test('takes a service account and tells it', () => {
    const claims = { iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:ci:builder' };
    const result = check.verify(token({ alg: 'RS256', kid: 'x' }, claims));
    expect(result.ok).toBe(true);
    expect(result.details).toContain('account: system:serviceaccount:ci:builder');
  });

  test('takes a bound token by its claim', () => {
    const claims = { iss: 'https://kubernetes.default.svc', 'kubernetes.io': { namespace: 'ci' } };
    expect(check.verify(token({ alg: 'RS256' }, claims)).ok).toBe(true);
  });

  test('does not take the token of anybody else', () => {
    expect(check.verify(token({ alg: 'RS256' }, { iss: 'https://id.some.org' })).ok).toBe(false);
  });
});

describe('jwt-base64', () => {
  const check = checkNamed('jwt-base64');

  test('reads the token inside, also with a line end', () => {
    const inner = token({ alg: 'HS256' }, { exp: now - hour });
    expect(check.verify(Buffer.from(inner).toString('base64'))).toMatchObject({
      ok: true,
      alive: false,
    });
    expect(check.verify(Buffer.from(`${inner}\n`).toString('base64')).ok).toBe(true);
  });

  test('does not take base64 of anything else', () => {
    expect(
      check.verify(Buffer.from('eyJ is how it begins, and no more').toString('base64')).ok,
    ).toBe(false);
  });
});
