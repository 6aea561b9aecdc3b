import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileGoPattern, hasWildcard } from '../../src/context/go-match.ts';

const matches = (pattern: string, text: string) => compileGoPattern(pattern)?.(text) ?? null;

describe('as path/filepath.Match documents', () => {
  test.each([
    ['abc', 'abc', true],
    ['*', 'abc', true],
    ['*', '', true],
    ['*c', 'abc', true],
    ['a*', 'a', true],
    ['a*', 'ab/c', false],
    ['a*/b', 'abc/b', true],
    ['a*/b', 'a/c/b', false],
    ['a*b*c*d*e*/f', 'axbxcxdxe/f', true],
    ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
    ['a*b*c*d*e*/f', 'axbxcxdxe/xxx/f', false],
    ['a*b?c*x', 'abxbbxdbxebxczzx', true],
    ['a*b?c*x', 'abxbbxdbxebxczzy', false],
    ['**', 'a/b', false],
    ['**', 'ab', true],
    ['ab[c]', 'abc', true],
    ['ab[b-d]', 'abc', true],
    ['ab[e-g]', 'abc', false],
    ['ab[^c]', 'abc', false],
    ['ab[^e-g]', 'abc', true],
    ['ab[!c]', 'ab!', true],
    ['a?b', 'a☺b', true],
    ['a[^a]b', 'a☺b', true],
    ['a[^a][^a][^a]b', 'a☺b', false],
    ['a?b', 'a/b', false],
    ['a[^x]b', 'a/b', false],
    ['[\\]a]', ']', true],
    ['[\\-]', '-', true],
    ['[x\\-]', 'z', false],
    ['[\\-x]', 'a', false],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['\\.env', '.env', true],
    ['*', '.env', true],
    ['{a,b}', 'a', false],
    ['*x', 'xxx', true],
  ])('%s, %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each(['[]a]', '[-]', '[x-]', '[-x]', '[', '[^', '[^bc', 'a[', 'a\\', '[a-b-c]'])(
    '%s is malformed',
    (pattern) => {
      expect(compileGoPattern(pattern)).toBeNull();
    },
  );
});

test('a literal matches itself and nothing else', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      fc.pre(!hasWildcard(a));
      expect(matches(a, a)).toBe(true);
      expect(matches(a, b)).toBe(a === b);
    }),
  );
});

test('stars agree with a plain expression', () => {
  const part = fc.constantFrom('a', 'b', '/', '*', '?');
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 8 }),
      fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 10 }),
      (pattern, text) => {
        const source = pattern
          .map((one) => (one === '*' ? '[^/]*' : one === '?' ? '[^/]' : one))
          .join('');
        expect(matches(pattern.join(''), text.join(''))).toBe(
          new RegExp(`^${source}$`).test(text.join('')),
        );
      },
    ),
    { numRuns: 3000 },
  );
});

test('no pattern takes long', () => {
  const before = performance.now();
  matches('*a'.repeat(2000), 'a'.repeat(4000) + 'b');
  matches('[a-z]*'.repeat(2000), 'a'.repeat(4000) + '/');
  expect(performance.now() - before).toBeLessThan(2_000);
});
