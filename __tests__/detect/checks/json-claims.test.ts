import { describe, expect, test } from '@jest/globals';
import { n8nToken, qdrantToken, zepKey } from '../../../src/detect/checks/json-claims.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: object): string =>
  `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}.${'s'.repeat(43)}`;
const shape = `eyJ${'a1B2'.repeat(40)}.${'c3D4'.repeat(40)}`;

describe("Qdrant's token", () => {
  test.each([
    ['manage', { access: 'm' }, 'access: manage'],
    ['read', { access: 'r' }, 'access: read'],
    ['some collections', { access: [{ collection: 'a', access: 'rw' }] }, 'access: 1 collections'],
  ])('tells that it may %s', (_name, claims, told) => {
    expect(qdrantToken.verify(token(claims))).toEqual({ ok: true, details: [told] });
  });

  test.each([
    ['an access that means nothing', { access: 'x' }],
    ['an access that is a document', { access: { m: true } }],
    ['no access', { sub: 'm' }],
  ])('fails with %s', (_name, claims) => {
    expect(qdrantToken.verify(token(claims))).toEqual({ ok: false, details: [] });
  });

  test('is over when it has expired', () => {
    expect(qdrantToken.verify(token({ access: 'm', exp: 1_600_000_000 })).alive).toBe(false);
  });
});

describe("n8n's token", () => {
  test('is for the public API and no other', () => {
    expect(n8nToken.verify(token({ iss: 'n8n', aud: 'public-api' }))).toEqual({
      ok: true,
      details: ['issuer: n8n'],
    });
    expect(n8nToken.verify(token({ iss: 'n8n', aud: 'mcp-server' })).ok).toBe(false);
    expect(n8nToken.verify(token({ iss: 'n8n', aud: ['public-api'] })).ok).toBe(false);
  });
});

describe("Zep's key", () => {
  test('holds a document with a UUID', () => {
    const body = encode({ uuid: 'x' }).slice(3);
    expect(zepKey.verify(`z_${body}.${'s'.repeat(43)}`).ok).toBe(true);
    expect(zepKey.verify(`z_${encode({ uuid: 7 }).slice(3)}.s`).ok).toBe(false);
    expect(zepKey.verify(`z_${encode({ id: 'x' }).slice(3)}.s`).ok).toBe(false);
    expect(zepKey.verify('z_1dWlkIjoi.').ok).toBe(false);
  });
});

test('each is what its own samples are, and none another', () => {
  const checks = [qdrantToken, n8nToken, zepKey];
  for (const one of checks) {
    for (const other of checks) expect(other.verify(one.seal(shape)).ok).toBe(one === other);
  }
});

test('a hostile document names no prototype', () => {
  const payload = Buffer.from('{"__proto__":{"access":"m"}}').toString('base64url');
  const text = `${encode({ alg: 'HS256' })}.${payload}.${'s'.repeat(43)}`;
  expect(qdrantToken.verify(text).ok).toBe(false);
  expect(({} as Record<string, unknown>)['access']).toBeUndefined();
});
