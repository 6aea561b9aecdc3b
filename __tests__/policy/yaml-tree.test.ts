import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GateError } from '../../src/model/error.ts';
import { readTree } from '../../src/policy/yaml-tree.ts';

const error = (text: string): string => {
  try {
    readTree('p.yml', text);
  } catch (problem) {
    expect(problem).toBeInstanceOf(GateError);
    return (problem as GateError).message;
  }
  return '';
};

describe('readTree', () => {
  test('knows where values and keys stand', () => {
    const tree = readTree('p.yml', 'a: 1\nb:\n  - x: one\n    y: two\n');
    expect(tree.spot(['b', 0, 'y'])).toEqual({ line: 4, column: 8 });
    expect(tree.keySpot(['b', 0, 'y'])).toEqual({ line: 4, column: 5 });
    expect(tree.spot(['b', 0])).toEqual({ line: 3, column: 5 });
  });

  test('gives the place nearest above where a path leads nowhere', () => {
    const tree = readTree('p.yml', 'a: 1\nb:\n  - x: one\n');
    expect(tree.spot(['b', 0, 'missing'])).toEqual({ line: 3, column: 5 });
    expect(tree.spot(['b', 7])).toEqual({ line: 2, column: 1 });
    expect(tree.spot([])).toEqual({ line: 1, column: 1 });
  });

  test('leads through an alias to what it stands for', () => {
    const tree = readTree('p.yml', 'a: &x\n  b: 1\nc: *x\n');
    expect(tree.value).toEqual({ a: { b: 1 }, c: { b: 1 } });
    expect(tree.spot(['c', 'b'])).toEqual({ line: 2, column: 6 });
  });

  test('an empty file has no value', () => {
    expect(readTree('p.yml', '').value).toBeUndefined();
    expect(readTree('p.yml', '# only a comment\n').value).toBeUndefined();
  });

  test('digits that are no plain number stay as they are written', () => {
    const text = 'a: 12345678901234567890\nb: 1234e567890123456789\nc: 007\nd: 7\ne: 0x1f\nf: 1.5';
    expect(readTree('p.yml', text).value).toEqual({
      a: '12345678901234567890',
      b: '1234e567890123456789',
      c: '007',
      d: 7,
      e: '0x1f',
      f: 1.5,
    });
  });

  test('a key never reaches a prototype', () => {
    const text = '__proto__:\n  polluted: yes\nconstructor: 1\ntoString: 2\n';
    const value = readTree('p.yml', text).value as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test.each([
    ['"open', 'p.yml:1:6: a character is missing'],
    ['a: 1\n  b: 2', 'p.yml:1:4: a mapping or list cannot stand'],
    ['\ta: 1', 'p.yml:1:1: a tab cannot indent'],
    ['a: 1\na: 2', 'p.yml:2:1: the same key stands twice'],
    ['a: 1\n---\nb: 2', 'p.yml:2:1: a policy is one document'],
    ['a: !!js/function x', 'p.yml:1:4: the tag is not known'],
    ['a: [1,\nb: 2', 'p.yml:2:1: the indentation does not fit'],
    ['a: *nobody', 'p.yml:1:4: an alias needs'],
    ['? {a: 1}\n: 2', 'p.yml:1:3: every key must be'],
    ['a: &x [*x]', 'p.yml:1:7: values nest deeper'],
  ])('%j is refused with its place', (text, message) => {
    expect(error(text)).toContain(message);
  });

  test.each([
    ['brackets', '['.repeat(50_000)],
    ['dashes', '- '.repeat(20_000)],
    ['braces', '{a: '.repeat(20_000)],
    ['questions', '? '.repeat(5_000)],
    ['lines', Array.from({ length: 1500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s by the thousand end in an error and not in a dead process', (_, text) => {
    expect(error(text)).toContain('nest deeper than');
  });

  test('aliases of aliases are counted, not followed for ever', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const item = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array(9).fill(item).join(', ')}]`;
    });
    expect(error(levels.join('\n'))).toContain('more than 200000 values');
  });

  test('a file of megabytes is refused', () => {
    expect(error('a'.repeat(5_000_000))).toContain('longer than');
  });

  test('whatever the text: a value, or a GateError with line and column that quotes nothing', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        ': ',
        '- ',
        '\n',
        '  ',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        '#',
        '&x',
        '*x',
        '!',
        '|',
        '>',
      ],
      ...[
        '\t',
        '%',
        '@',
        '`',
        ',',
        '?',
        '---',
        '...',
        '<<',
        '\0',
        '\u2028',
        'ü',
        '__proto__',
        '1e9',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('').replaceAll('a', 'hunter2');
        try {
          readTree('p.yml', text);
        } catch (problem) {
          expect(problem).toBeInstanceOf(GateError);
          expect((problem as Error).message).toMatch(/^p\.yml:\d+:\d+: /);
          expect((problem as Error).message).not.toContain('hunter2');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
