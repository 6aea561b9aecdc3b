import { describe, expect, test } from '@jest/globals';
import { minimaxToken, openaiToken } from '../../../src/detect/checks/jwt-issuer.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: object): string =>
  `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.${'s'.repeat(43)}`;

describe('a JWT of one issuer', () => {
  test('passes when the issuer is the right one', () => {
    const claims = { iss: 'https://auth.openai.com', exp: 4_000_000_000 };
    expect(openaiToken.verify(token(claims))).toEqual({
      ok: true,
      alive: true,
      details: ['issuer: https://auth.openai.com', 'expires: 2096-10-02'],
    });
    expect(minimaxToken.verify(token({ iss: 'minimax' })).ok).toBe(true);
  });

  test.each([
    ['another issuer', { iss: 'https://auth.example.com' }],
    ['a longer issuer', { iss: 'https://auth.openai.com.evil.example' }],
    ['an issuer that is no text', { iss: ['https://auth.openai.com'] }],
    ['no issuer', { sub: 'https://auth.openai.com' }],
  ])('fails with %s and tells nothing', (_name, claims) => {
    expect(openaiToken.verify(token(claims))).toEqual({ ok: false, details: [] });
  });

  test('is over when it has expired', () => {
    const claims = { iss: 'https://auth.openai.com', exp: 1_600_000_000 };
    expect(openaiToken.verify(token(claims)).alive).toBe(false);
  });

  test('is what its own samples are', () => {
    const shape = `eyJ${'a1B2'.repeat(40)}.${'c3D4'.repeat(40)}`;
    expect(openaiToken.verify(openaiToken.seal(shape)).ok).toBe(true);
    expect(openaiToken.verify(minimaxToken.seal(shape)).ok).toBe(false);
  });
});
