import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clip, columns, wrap } from '../../src/report/layout.ts';

describe('columns', () => {
  test.each([
    ['abc', 3],
    ['größe', 5],
    ['gro\u0308ße', 5],
    ['日本', 4],
    ['😀', 2],
    ['…│●', 3],
  ])('%j takes %i', (text, width) => {
    expect(columns(text)).toBe(width);
  });
});

describe('wrap', () => {
  test('breaks at blanks, and a long word wherever the line ends', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a 0123456789ab z', 5)).toEqual(['a', '01234', '56789', 'ab z']);
    expect(wrap('日本語 日本', 5)).toEqual(['日本', '語', '日本']);
    expect(wrap('', 5)).toEqual(['']);
  });

  test('loses no character and keeps the width', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '日', '\u0308', '😀') });
    fc.assert(
      fc.property(letters, fc.integer({ min: 2, max: 20 }), (text, width) => {
        const lines = wrap(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

test('clip cuts at the end', () => {
  expect(clip('abcdef', 6)).toBe('abcdef');
  expect(clip('abcdefg', 6)).toBe('abcde…');
  expect(clip('日本語文', 6)).toBe('日本…');
});
