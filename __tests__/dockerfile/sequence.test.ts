import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alignSequences } from '../../src/dockerfile/sequence.ts';

const align = (left: string, right: string) =>
  alignSequences(
    left.length,
    right.length,
    (a, b) => (left[a] === right[b] ? 10 : -1000),
    () => -3,
    () => -4,
  ).pairs;

describe('alignment', () => {
  test.each([
    ['abc', 'abc', [0, 1, 2]],
    ['abc', 'xxabc', [2, 3, 4]],
    ['abc', 'abcabc', [3, 4, 5]],
    ['abc', 'xac', [1, -1, 2]],
    ['abc', 'abxc', [0, 1, 3]],
    ['aaa', 'aa', [-1, 0, 1]],
    ['abc', '', [-1, -1, -1]],
    ['', 'abc', []],
    ['abc', 'xyz', [-1, -1, -1]],
    ['ab', 'abx', [0, 1]],
  ])('%s in %s', (left, right, pairs) => {
    expect(align(left, right)).toEqual(pairs);
  });

  test('pairs always rise, and equal tails are paired whole', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (head, own) => {
        expect(align(own, head + own)).toEqual([...own].map((_, at) => head.length + at));
        const used = align(own, head).filter((at) => at >= 0);
        expect(used).toEqual([...used].sort((a, b) => a - b));
        expect(new Set(used).size).toBe(used.length);
      }),
    );
  });

  test('a very long second sequence is looked at from its tail', () => {
    const pairs = alignSequences(
      1000,
      1_000_000,
      (a, b) => (b - a === 999_000 ? 10 : -1000),
      () => -3,
      () => -4,
    ).pairs;
    expect(pairs.at(-1)).toBe(999_999);
  });
});
