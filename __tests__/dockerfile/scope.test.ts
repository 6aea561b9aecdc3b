import { describe, expect, test } from '@jest/globals';
import { expand, literal, unsure } from '../../src/dockerfile/scope.ts';
import { fitsLoosely } from '../../src/dockerfile/likeness.ts';
import { quotedWords, unquote } from '../../src/dockerfile/words.ts';

const values = new Map([
  ['A', literal('one')],
  ['E', literal('')],
  ['P', unsure('passed')],
]);
const run = (raw: string) => expand(raw, (name) => values.get(name), '\\');

describe('expansion', () => {
  test.each([
    ['$A', 'one'],
    ['${A}/x', 'one/x'],
    ['$A_', ''],
    ['"$A b"', 'one b'],
    ["'$A b'", '$A b'],
    ['\\$A', '$A'],
    ['"\\$A \\n"', '$A \\n'],
    ['a\\ b', 'a b'],
    ['$', '$'],
    ['$$A', '$one'],
    ['${A', '${A'],
    ['${X:-d}', 'd'],
    ['${E:-d}', 'd'],
    ['${E-d}', ''],
    ['${A:+d}', 'd'],
    ['${X:+d}', ''],
    ['${A:?no}', 'one'],
    ['${A#o}', ''],
    ['$P', 'passed'],
  ])('%s gives %j', (raw, text) => {
    expect(run(raw).text).toBe(text);
  });

  test('what may be otherwise is a gap', () => {
    expect(run('a$P-$A').loose).toEqual(['a', null, '-', 'one']);
    expect(run('${X}').loose).toEqual([null]);
    expect(run('${A#o}').loose).toEqual([null]);
  });

  test('names of Object.prototype are not defined', () => {
    expect(run('$constructor-$__proto__').text).toBe('-');
  });
});

describe('loose texts', () => {
  test.each([
    ['abc', ['abc'], true],
    ['abc', ['ab'], false],
    ['abc', ['a', null], true],
    ['abc', [null, 'c'], true],
    ['abc', ['a', null, 'c'], true],
    ['ac', ['a', null, 'c'], true],
    ['abc', ['b', null], false],
    ['abc', [null, 'b'], false],
    ['aba', ['ab', null, 'ba'], false],
    ['xaxbx', [null, 'a', null, 'b', null], true],
    ['xbxax', [null, 'a', null, 'b', null], false],
    ['ab', ['a', 'b'], true],
    ['', [null], true],
    ['', [], true],
    ['a', [], false],
    ['aab', [null, 'a', 'b'], true],
  ] as [string, (string | null)[], boolean][])('%j fits %j: %s', (text, pieces, expected) => {
    expect(fitsLoosely(text, pieces)).toBe(expected);
  });
});

describe('words', () => {
  test('blanks separate, quotes and escapes join', () => {
    expect(quotedWords(' a "b c"d \'e "f\' g\\ h ', '\\')).toEqual([
      { text: 'a', offset: 1 },
      { text: '"b c"d', offset: 3 },
      { text: "'e \"f'", offset: 10 },
      { text: 'g\\ h', offset: 17 },
    ]);
    expect(quotedWords('a "b', '\\').map((one) => one.text)).toEqual(['a', '"b']);
    expect(quotedWords('c:\\x `" y', '`').map((one) => one.text)).toEqual(['c:\\x', '`"', 'y']);
  });

  test.each([
    ['"a b"', 'a b'],
    ["'a\\b'", 'a\\b'],
    ['"a\\"b\\n"', 'a"b\\n'],
    ['a\\', 'a\\'],
    ['a"b"\'c\'', 'abc'],
  ])('%s without quotes', (raw, plain) => {
    expect(unquote(raw, '\\')).toBe(plain);
  });
});
