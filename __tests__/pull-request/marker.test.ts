import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMark, writeMark, type Mark } from '../../src/pull-request/marker.ts';

const pairs = fc.array(
  fc.tuple(fc.string({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 40 })),
  {
    maxLength: 20,
  },
);

describe('marks', () => {
  test('come back as they were, whatever they hold, and end no comment early', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), pairs, pairs, (scope, findings, gone) => {
        const mark: Mark = {
          kind: 'finding',
          scope,
          findings: new Map(findings),
          gone: new Map(gone),
        };
        const body = `text\n\n${writeMark(mark)}`;
        expect(readMark(body)).toEqual(mark);
        expect(body.match(/-->/g)).toHaveLength(1);
      }),
    );
  });

  test('keep within what a comment takes: titles go first, then findings', () => {
    const many = new Map(
      Array.from({ length: 2000 }, (_, i) => [
        `fingerprint-${String(i).padStart(8, '0')}`,
        'é'.repeat(100),
      ]),
    );
    const written = writeMark({ kind: 'review', scope: 's', findings: many, gone: many });
    expect(written.length).toBeLessThan(46_000);
    const read = readMark(written);
    expect(read?.findings.get('fingerprint-00000000')).toBe('é'.repeat(100));
    expect(read?.findings.get('fingerprint-00000500')).toBe('');
    expect(read?.findings.size).toBeGreaterThan(600);
  });

  const packed = (value: unknown): string =>
    `<!-- dockgate:1 ${Buffer.from(JSON.stringify(value)).toString('base64')} -->`;
  const whole = { kind: 'finding', scope: 's', findings: [['a', 'b']], gone: [] };

  test.each([
    ['no mark', 'hello'],
    ['no base64', '<!-- dockgate:1 %% -->'],
    ['no JSON', `<!-- dockgate:1 ${Buffer.from('{').toString('base64')} -->`],
    ['null', packed(null)],
    ['another kind', packed({ ...whole, kind: 'x' })],
    ['no scope', packed({ ...whole, scope: 1 })],
    ['no list', packed({ ...whole, findings: {} })],
    ['no pairs', packed({ ...whole, findings: [['a']] })],
    ['no gone', packed({ ...whole, gone: null })],
    ['a mark that is not at the end', `${packed(whole)} and more`],
  ])('are not read from %s', (_, body) => {
    expect(readMark(packed(whole))).not.toBeNull();
    expect(readMark(body)).toBeNull();
  });

  test('reach no prototype', () => {
    const read = readMark(
      packed({ ...whole, findings: [['__proto__', 'x']], __proto__: { a: 1 } }),
    );
    expect([...(read?.findings ?? [])]).toEqual([['__proto__', 'x']]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
