import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AllowMention, readInPlace } from '../../src/policy/in-place.ts';

const read = (...lines: string[]) => readInPlace('f', 'context', lines);

describe('readInPlace', () => {
  test.each([
    ['# dockgate:allow jwt a reason', 'a reason'],
    ['  // dockgate:allow jwt a reason', 'a reason'],
    ['-- dockgate:allow jwt a reason', 'a reason'],
    ['; dockgate:allow jwt a reason', 'a reason'],
    ['/* dockgate:allow jwt a reason */', 'a reason'],
    ['<!-- dockgate:allow jwt a reason -->', 'a reason'],
    ['KEY=value # dockgate:allow jwt a reason', 'a reason'],
    ['"key": "v", // dockgate:allow jwt a: reason', 'a: reason'],
    ['## dockgate:allow jwt a reason', 'a reason'],
  ])('%s', (line, reason) => {
    expect(read(line).allows).toMatchObject([{ file: 'f', line: 1, rule: 'jwt', reason }]);
  });

  test.each([
    'dockgate:allow jwt no comment',
    'x="dockgate:allow jwt in a text"',
    'a#dockgate:allow jwt glued to a word',
    '# dockgate:allowed jwt another word',
    '# dockgate:allow-all jwt another word',
  ])('%s is none', (line) => {
    expect(read(line)).toEqual({ allows: [], problems: [] });
  });

  test.each([
    '# dockgate:allow',
    '# dockgate:allow jwt',
    '# dockgate:allow jwt   ',
    '# dockgate:allow * all of it',
    '# dockgate:allow ../x y',
  ])('%s counts for nothing and is told', (line) => {
    const { allows, problems } = read('', line);
    expect(allows).toEqual([]);
    expect(problems).toEqual([
      'f:2: dockgate:allow needs the id of a rule and a reason behind it; it counts for nothing',
    ]);
  });

  test('a comment that stands alone speaks of the next line that is none', () => {
    const covers = (...lines: string[]) => read(...lines).allows.map((allow) => allow.covers);
    expect(covers('# dockgate:allow a x', '# dockgate:allow b y', '', 'KEY=v', 'L=w')).toEqual([
      [1, 4],
      [2, 4],
    ]);
    expect(covers('KEY=v # dockgate:allow a x', 'L=w')).toEqual([[1]]);
    expect(covers('# dockgate:allow a x')).toEqual([[1]]);
    expect(covers('# dockgate:allow a x', ...Array<string>(30).fill('# more'), 'KEY=v')).toEqual([
      [1],
    ]);
  });

  test('long lines and many comments take little time', () => {
    const started = performance.now();
    const lines = Array.from(
      { length: 200 },
      () => `${'#'.repeat(20_000)}dockgate:allow jwt x${' '.repeat(20_000)}y`,
    );
    read(...lines, ...lines.map((line) => line.replaceAll('#', ';')));
    expect(performance.now() - started).toBeLessThan(3000);
    const many = read(...Array<string>(5000).fill('# dockgate:allow jwt x'));
    expect(many.allows).toHaveLength(1000);
  });
});

describe('AllowMention', () => {
  test('sees the mark wherever the chunks are cut', () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.array(fc.nat(80), { maxLength: 6 }),
        fc.boolean(),
        (at, cuts, there) => {
          const mark = there ? 'dockgate:allow' : 'dockgate:allot';
          const bytes = Buffer.from(`${'x'.repeat(at)}${mark}${'y'.repeat(20)}`);
          const mention = new AllowMention();
          const edges = [
            0,
            ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b),
            bytes.length,
          ];
          let seen = false;
          for (let i = 1; i < edges.length; i++)
            seen = mention.feed(bytes.subarray(edges[i - 1], edges[i]));
          expect(seen).toBe(there);
        },
      ),
    );
  });

  test('sees it byte by byte, and in a chunk right behind a short one', () => {
    const mention = new AllowMention();
    const seen = [...Buffer.from('# dockgate:allow')].map((byte) =>
      mention.feed(Uint8Array.of(byte)),
    );
    expect(seen.indexOf(true)).toBe(seen.length - 1);
  });
});
