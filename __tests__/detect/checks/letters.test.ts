import { describe, expect, test } from '@jest/globals';
import { mixedCase } from '../../../src/detect/checks/letters.ts';

describe('mixedCase', () => {
  test.each([
    ['ico-7a388b69018576d24b59331fd60aab0c', false],
    ['re_connects_all_of_the_things_together', false],
    ['ABC_DEF0123', false],
    ['abc_DEFg', true],
    ['ico-AbC0123456789012345678', false],
    ['drawn/Aq0-x', true],
    ['', false],
  ])('%s', (text, ok) => {
    expect(mixedCase.verify(text).ok).toBe(ok);
  });

  test('passes what it sealed, and proves nothing', () => {
    expect(mixedCase.verify(mixedCase.seal('ico-0123456789abcdef')).ok).toBe(true);
    expect(mixedCase.seal('ico-aB')).toBe('ico-aB');
    expect(mixedCase.proves).toBe(false);
  });
});
