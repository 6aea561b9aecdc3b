import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileElements, lengthRange, sureFollowers } from '../../src/detect/elements.ts';
import type { Element } from '../../src/model/rule.ts';

const escaped = (text: string): string =>
  text.replace(/[^A-Za-z0-9]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** The same format as a regular expression, for comparison. */
const pattern = (elements: readonly Element[]): string =>
  elements
    .map((element): string => {
      switch (element.kind) {
        case 'literal':
          return element.fold
            ? `(?:${[...element.text].map((c) => `[${escaped(c.toLowerCase())}${escaped(c.toUpperCase())}]`).join('')})`
            : escaped(element.text);
        case 'run':
          return `[${escaped(element.alphabet)}]{${element.min},${element.max}}`;
        case 'either':
          return `(?:${element.options.map(pattern).join('|')})`;
        case 'maybe':
          return `(?:${pattern(element.elements)})?`;
        case 'secret':
          return `(?:${pattern(element.elements)})`;
      }
    })
    .join('');

const { elements } = fc.letrec<{ element: Element; elements: Element[] }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      kind: fc.constant('literal' as const),
      text: fc.string({ unit: fc.constantFrom(...'abC_'), minLength: 1, maxLength: 3 }),
      fold: fc.boolean(),
    }),
    fc
      .record({
        kind: fc.constant('run' as const),
        alphabet: fc.constantFrom('a', 'ab', 'abC', 'abCd_', '_'),
        min: fc.integer({ min: 0, max: 3 }),
        more: fc.integer({ min: 0, max: 4 }),
      })
      .map(({ kind, alphabet, min, more }) => ({ kind, alphabet, min, max: min + more })),
    fc.record({
      kind: fc.constant('either' as const),
      options: fc.array(tie('elements'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('maybe' as const), elements: tie('elements') }),
  ),
  elements: fc.array(tie('element'), { minLength: 1, maxLength: 4 }),
}));

describe('the matcher', () => {
  test('gives the end that a regular expression gives, at any place of any text', () => {
    fc.assert(
      fc.property(
        elements,
        fc.string({ unit: fc.constantFrom(...'aabbCcd_'), maxLength: 24 }),
        fc.nat({ max: 8 }),
        (format, text, at) => {
          // A stop behind the format, so that greedy runs must give back.
          const stop: Element = { kind: 'literal', text: 'd', fold: false };
          const whole = [...format, stop];
          const bytes = Buffer.from(text, 'latin1');
          const regex = new RegExp(pattern(whole), 'y');
          regex.lastIndex = at;
          const expected = regex.exec(text);
          const walk = compileElements(whole, (_bytes, end) => end);
          const captured = { secretStart: -1, secretEnd: -1, bodyStart: 0, bodyEnd: 0 };
          const end = at > bytes.length ? -1 : walk(bytes, at, bytes.length, captured);
          expect(end).toBe(expected === null ? -1 : at + expected[0].length);
          if (end >= 0) {
            const { min, max } = lengthRange(whole);
            expect(end - at).toBeGreaterThanOrEqual(min);
            expect(end - at).toBeLessThanOrEqual(max);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('tells how many characters of base64 stand behind a literal in whatever it matches', () => {
    const mark: Element = { kind: 'literal', text: 'Qqq', fold: false };
    const dots: Element = { kind: 'run', alphabet: '.~', min: 1, max: 2 };
    /** A text of the format; `pick` gives numbers below what it is asked for. */
    const textOf = (list: readonly Element[], pick: (below: number) => number): string =>
      list
        .map((element): string => {
          if (element.kind === 'literal') return element.text;
          if (element.kind === 'either')
            return textOf(element.options[pick(element.options.length)] ?? [], pick);
          if (element.kind === 'maybe') return pick(2) === 0 ? '' : textOf(element.elements, pick);
          if (element.kind === 'secret') return textOf(element.elements, pick);
          const length = element.min + pick(element.max - element.min + 1);
          return element.alphabet.charAt(pick(element.alphabet.length)).repeat(length);
        })
        .join('');
    fc.assert(
      fc.property(
        elements,
        elements,
        elements,
        fc.boolean(),
        fc.nat({ max: 3 }),
        fc.array(fc.nat({ max: 20 }), { minLength: 20, maxLength: 20 }),
        (before, inside, after, parted, count, numbers) => {
          const format: Element[] = [
            ...before,
            { kind: 'either', options: [[mark, ...inside], [mark], [...inside, mark]] },
            ...(parted ? [dots] : []),
            ...after,
          ];
          let at = 0;
          const text = textOf(format, (below) => (numbers[at++ % 20] as number) % below);
          const behind = text.slice(text.indexOf('Qqq') + count);
          const followers = /^[A-Za-z0-9_]*/.exec(behind)?.[0].length ?? 0;
          const sure = sureFollowers(format, (literal) => literal === 'Qqq', count);
          expect(followers).toBeGreaterThanOrEqual(sure);
        },
      ),
      { numRuns: 2000 },
    );
    const hexadecimal: Element = { kind: 'run', alphabet: '0123456789abcdef', min: 20, max: 40 };
    expect(sureFollowers([mark, hexadecimal, dots, hexadecimal], () => true, 2)).toBe(21);
    expect(sureFollowers([hexadecimal, mark], () => true, 3)).toBe(0);
  });

  test('captures the secret part and the longest run', () => {
    const walk = compileElements(
      [
        { kind: 'literal', text: 'u:', fold: false },
        { kind: 'secret', elements: [{ kind: 'run', alphabet: 'abc', min: 2, max: 9 }] },
        { kind: 'literal', text: '@', fold: false },
      ],
      (_bytes, end) => end,
    );
    const captured = { secretStart: -1, secretEnd: -1, bodyStart: 0, bodyEnd: 0 };
    expect(walk(Buffer.from('u:abcab@h'), 0, 9, captured)).toBe(8);
    expect(captured).toEqual({ secretStart: 2, secretEnd: 7, bodyStart: 2, bodyEnd: 7 });
  });
});
