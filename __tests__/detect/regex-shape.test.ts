import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { shapeOf } from '../../src/detect/regex-shape.ts';

describe('shapeOf', () => {
  test.each([
    ['abc', 3, 3, ['abc']],
    ['abc[0-9]{4}', 7, 7, ['abc']],
    ['(?i)AcMe_[a-z]+', 6, Infinity, ['acme_']],
    ['(?:foo|barr)x?', 3, 5, ['foo', 'barr']],
    ['\\b(ghp|gho)_\\w{36}\\b', 40, 40, ['ghp_', 'gho_']],
    ['[Aa]pi', 3, 3, ['api']],
    ['a[.-]b', 3, 3, ['a.b', 'a-b']],
    ['a[+-/]bcd', 5, 5, ['bcd']],
    ['(?:xyz)?', 0, 3, null],
    ['(?:xyz)+', 3, Infinity, ['xyz']],
    ['(?:xyz){2}', 6, 6, ['xyzxyz']],
    ['(?:xyz){2,5}', 6, 15, ['xyz']],
    ['\\Qa.b\\E\\.c', 5, 5, ['a.b.c']],
    ['\\x41\\x{42}\\103', 3, 3, ['abc']],
    ['.*', 0, Infinity, null],
    ['a|b*', 0, Infinity, null],
    ['[[:alpha:]]{3}-key', 7, 7, ['-key']],
    ['[]abc]{2}xy', 4, 4, ['xy']],
    ['\\pN{2}xy\\p{Greek}', 5, 5, ['xy']],
    ['(?P<name>tok)(?<other>en)', 5, 5, ['token']],
    ['a{,3}b', 6, 6, ['a{,3}b']],
    ['key\\n\\t', 5, 5, ['key\n\t']],
  ])('%s', (source, min, max, literals) => {
    const shape = shapeOf(source);
    expect([shape.min, shape.max]).toEqual([min, max]);
    expect(shape.literals && [...shape.literals].sort()).toEqual(literals && [...literals].sort());
  });

  test('the size counts repetitions', () => {
    expect(shapeOf('(?:[a-z]{100}){10}').size).toBeGreaterThanOrEqual(1000);
    expect(shapeOf('[a-z]').size).toBeLessThan(5);
  });

  test('deep nesting ends', () => {
    const shape = shapeOf(`${'('.repeat(900)}a${')'.repeat(900)}`);
    expect(shape.max).toBe(Infinity);
  });

  test('every match of the engine has that length and holds one of the literals', () => {
    const atom = fc.constantFrom(
      ...[
        'a',
        'B',
        '-',
        '.',
        '\\d',
        '[ab]',
        '[^a]',
        '\\.',
        '\\x62',
        '\\bfoo',
        'key',
        '[A-C]',
        '\\w',
      ],
    );
    const { regex } = fc.letrec<{ regex: string }>((tie) => ({
      regex: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc.array(tie('regex'), { minLength: 1, maxLength: 4 }).map((list) => list.join('')),
        fc.array(tie('regex'), { minLength: 1, maxLength: 3 }).map((list) => `(${list.join('|')})`),
        fc
          .tuple(
            tie('regex'),
            fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}', '+?'),
          )
          .map(([inner, times]) => `(?:${inner})${times}`),
        tie('regex').map((inner) => `(?i:${inner})`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom(...'aAbBcCfFoO.-01keyKEY'), maxLength: 40 });
    let matched = 0;
    fc.assert(
      fc.property(regex, text, (source, whole) => {
        const shape = shapeOf(source);
        const matcher = RE2JS.compile(source).matcher(whole);
        while (matcher.find()) {
          matched += 1;
          const match = whole.slice(matcher.start(), matcher.end());
          expect(match.length).toBeGreaterThanOrEqual(shape.min);
          expect(match.length).toBeLessThanOrEqual(shape.max);
          if (shape.literals !== null) {
            const folded = match.toLowerCase();
            expect(shape.literals.some((literal) => folded.includes(literal))).toBe(true);
          }
        }
      }),
      { numRuns: 3000 },
    );
    expect(matched).toBeGreaterThan(1000);
  });
});
