import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineEnds } from '../../src/kernel/lines.ts';
import { Mark, survey } from '../../src/kernel/survey.ts';

const look = (text: string | Uint8Array, from = 0): { marks: number; runs: [number, number][] } => {
  const seen = { marks: 0, runs: new Int32Array(0), count: 0 };
  survey(typeof text === 'string' ? Buffer.from(text, 'latin1') : text, from, seen);
  const runs = Array.from({ length: seen.count / 2 }, (_, i): [number, number] => [
    seen.runs[2 * i] ?? -1,
    seen.runs[2 * i + 1] ?? -1,
  ]);
  return { marks: seen.marks, runs };
};

/** Letters that make runs, and those that end them or begin an escape. */
const unit = fc.constantFrom(
  ...'aZ09+/-_',
  ...['aZ09+/-_'.repeat(4), 'B'.repeat(23), 'c'.repeat(24), 'd'.repeat(64), 'e'.repeat(100)],
  ...[' ', '.', '=', '\n', '"', "'", '\\', '\\u0041', '\\x2d', '\\u00e9', '%41', '%0a', '&#', '&'],
  ...['" + "', "'\n", '\0', '\u00e9', '@', '[', '`', '{', ':', ','],
);
const texts = fc.array(unit, { maxLength: 120 }).map((parts) => parts.join(''));

describe('the survey', () => {
  test('finds every run of 24 base64 characters, and no other', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const plainly = [...text.matchAll(/[A-Za-z0-9+/_-]{24,}/g)].map((match) => [
          match.index,
          match.index + match[0].length,
        ]);
        expect(look(text).runs).toEqual(plainly);
      }),
      { numRuns: 2000 },
    );
  });

  test('takes each of the 256 bytes for what it is', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const inside = /[A-Za-z0-9+/_-]/.test(String.fromCharCode(byte));
      expect([byte, look(new Uint8Array(24).fill(byte)).runs.length]).toEqual([
        byte,
        inside ? 1 : 0,
      ]);
    }
  });

  test('misses no mark, wherever it stands', () => {
    const signs: [RegExp, number][] = [
      [/\\(?:x[2-7]|u00[2-7])/, Mark.escape],
      [/%[2-7]/, Mark.percent],
      [/&#/, Mark.entity],
      // What lies beside the text counts as a blank.
      [/(?:^|["'`\s\\])\+(?:$|["'`\s\\])/, Mark.plus],
      [/["']\n/, Mark.line],
      [/\0/, Mark.zero],
    ];
    fc.assert(
      fc.property(texts, (text) => {
        const { marks } = look(text);
        for (const [sign, mark] of signs) {
          expect([text, mark, (marks & mark) !== 0]).toEqual([text, mark, sign.test(text)]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('goes by what it is given, not by what was looked at before', () => {
    const text = `%41${'a'.repeat(40)}`;
    expect(look(text, 3)).toEqual({ marks: 0, runs: [[3, 43]] });
    expect(look('a'.repeat(30)).runs).toEqual([[0, 30]]);
    expect(look('')).toEqual({ marks: 0, runs: [] });
  });

  test('takes a run as long as the most it looks at', () => {
    expect(look(new Uint8Array(1024 * 1024).fill(0x61)).runs).toEqual([[0, 1024 * 1024]]);
  });
});

test('line ends are counted as a plain loop counts them', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\n', '\n\n', ' '.repeat(15)), maxLength: 300 }),
      fc.nat(40),
      (text, from) => {
        const bytes = Buffer.from(text);
        const start = Math.min(from, bytes.length);
        const rest = bytes.subarray(start);
        const last = rest.lastIndexOf(0x0a);
        expect(lineEnds(bytes, start, bytes.length)).toEqual({
          count: rest.filter((byte) => byte === 0x0a).length,
          last: last < 0 ? -1 : start + last,
        });
      },
    ),
  );
  const large = Buffer.alloc(2_500_000, 'a\n');
  expect(lineEnds(large, 1, large.length)).toEqual({ count: 1_250_000, last: 2_499_999 });
});
