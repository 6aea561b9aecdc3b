/** The checksums against values that their specifications publish, so that sealing cannot agree with itself only. */
import { describe, expect, test } from '@jest/globals';
import { checkNamed } from '../../../src/detect/checks/index.ts';
import { crc32 } from '../../../src/detect/checks/crc32.ts';

describe('published values', () => {
  test('CRC-32 of the digits', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
  });

  test.each(['A12UEL5L', 'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw', '?1ezyfcl'])(
    'BIP-173 calls %s valid',
    (text) => {
      expect(checkNamed('bech32').verify(text).ok).toBe(true);
    },
  );

  test.each(['de1lg7wt0', 'A1G7SGD8', '10a06t8', '1qzzfhee', 'x1b4n0q5v'])(
    'BIP-173 calls %s invalid',
    (text) => {
      expect(checkNamed('bech32').verify(text).ok).toBe(false);
    },
  );

  test("Bitcoin's first address is Base58Check", () => {
    // 21 bytes that begin with 0: the leading 1 is a digit of value 0, so it is left out here.
    expect(checkNamed('base58check').verify('A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa').ok).toBe(false);
    expect(checkNamed('base58check').verify('3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy').ok).toBe(true);
  });

  test("Microsoft's own example of an Entra secret", () => {
    const secret = `zzz8Q~${'z'.repeat(31)}blP`;
    expect(checkNamed('entra-secret').verify(secret).ok).toBe(true);
    expect(checkNamed('entra-secret').verify(secret.replace('blP', 'blQ')).ok).toBe(false);
  });
});
