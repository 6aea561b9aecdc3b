/** Claims of examples: hosts that nobody can have, and words that only fill a place. */
import { expect, test } from '@jest/globals';
import { areExampleClaims, claimsOf } from '../../../src/detect/checks/example-claims.ts';

test.each([
  [{ iss: 'https://issuer.example.com', sub: 'u-81723' }],
  [{ aud: ['https://verifier.example.org/a'], iat: 1_700_000_000 }],
  [{ iss: 'http://id.test:8080/', sub: 'u-81723' }],
  [{ foo: 'bar' }],
  [{ iss: 'issuer', sub: 'subject', scopes: ['s1', 's2'], exp: 4e9 }],
])('%j is an example', (claims) => {
  expect(areExampleClaims(claims)).toBe(true);
});

test.each([
  [{ iss: 'https://id.some.org', sub: 'u-81723' }],
  [{ iss: 'https://example.com.some.org/' }],
  [{ role: 'anon', iss: 'supabase' }],
  [{ sub: 'u-81723', foo: 'bar' }],
  [{ exp: 4e9 }],
  [{}],
])('%j may be somebody’s', (claims) => {
  expect(areExampleClaims(claims)).toBe(false);
});

test('what does not parse is no example', () => {
  expect(areExampleClaims(claimsOf('e30x'))).toBe(false);
  expect(claimsOf(Buffer.from('[1').toString('base64url'))).toBeNull();
});
