import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { azureAnnotatedKey } from '../../../src/detect/checks/azure-annotated-key.ts';

const alnum = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const drawn = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...alnum), { minLength: length, maxLength: length })
    .map((letters) => letters.join(''));

const keys = fc
  .tuple(drawn(52), drawn(12))
  .map(([random, platform]) => `${random}JQQJ99BH${platform}AAABACOG0000`);

describe('an annotated key of Azure', () => {
  test('verifies as the example of microsoft/security-utilities does', () => {
    const example = `${'A'.repeat(52)}JQQJ99AG${'A'.repeat(17)}BCDTZJ9`;
    expect(azureAnnotatedKey.verify(example)).toEqual({ ok: true, details: ['created: 2024-07'] });
  });

  test('tells its month and its service', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const { ok, details } = azureAnnotatedKey.verify(azureAnnotatedKey.seal(key));
        expect(ok).toBe(true);
        expect(details).toEqual(['created: 2025-08', 'service: Azure OpenAI']);
      }),
    );
  });

  test('fails with any one character changed', () => {
    fc.assert(
      fc.property(keys, fc.nat(83), (key, at) => {
        const sealed = azureAnnotatedKey.seal(key);
        const other = sealed.charAt(at) === 'a' ? 'b' : 'a';
        const damaged = sealed.slice(0, at) + other + sealed.slice(at + 1);
        expect(azureAnnotatedKey.verify(damaged).ok).toBe(false);
      }),
    );
  });

  test('says nothing of a service that is not Azure AI', () => {
    const key = `${'Ab1'.repeat(17)}cJQQJ99CA${'A'.repeat(12)}AAAAAZFU0000`;
    expect(azureAnnotatedKey.verify(key).details).toEqual(['created: 2026-01']);
  });
});
