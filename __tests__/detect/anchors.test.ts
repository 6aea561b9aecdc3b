import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildAutomaton, type Demand } from '../../src/detect/automaton.ts';
import { findAnchors } from '../../src/detect/find-anchors.ts';

const folded = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const demand = (asked: Partial<Demand>): Demand => ({
  begins: false,
  run: 0,
  followers: 0,
  exact: null,
  ...asked,
});

/** Every occurrence the plain way, as `end:anchor`, sorted. */
const plainly = (anchors: string[], bytes: Uint8Array, from: number, to: number): string[] => {
  const text = folded(Buffer.from(bytes).toString('latin1'));
  const found: string[] = [];
  anchors.forEach((anchor, number) => {
    const wanted = folded(anchor);
    for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
      if (at + wanted.length <= to) found.push(`${at + wanted.length}:${number}`);
    }
  });
  return found.sort();
};

const quickly = (anchors: string[], bytes: Uint8Array, from: number, to: number): string[] => {
  const automaton = buildAutomaton(
    anchors.map((anchor) => Buffer.from(folded(anchor), 'latin1')),
    anchors.map(() => demand({})),
  );
  const found: string[] = [];
  let before = 0;
  findAnchors(automaton, bytes, from, to, (end, anchor) => {
    expect(end).toBeGreaterThanOrEqual(before);
    before = end;
    found.push(`${end}:${anchor}`);
  });
  return found.sort();
};

describe('the prefilter', () => {
  test('finds what a plain search finds, in order, in any part of any bytes', () => {
    const letters = fc.constantFrom(...'abcABC_-.');
    const anchor = fc.string({ unit: letters, minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.uniqueArray(anchor, { minLength: 1, maxLength: 12, selector: (a) => a.toLowerCase() }),
        fc.string({ unit: letters, maxLength: 400 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (anchors, text, skip, drop) => {
          const bytes = Buffer.from(text, 'latin1');
          const from = Math.min(skip, bytes.length);
          const to = Math.max(from, bytes.length - drop);
          expect(quickly(anchors, bytes, from, to)).toEqual(plainly(anchors, bytes, from, to));
        },
      ),
    );
  });

  test('finds anchors of more different bytes than there are classes', () => {
    const anchors = Array.from({ length: 250 }, (_, n) =>
      String.fromCharCode(1 + n, 1 + ((n * 7) % 250), 65),
    );
    const bytes = Buffer.from(anchors.join('') + '\u0000' + anchors.reverse().join('.'), 'latin1');
    expect(quickly(anchors, bytes, 0, bytes.length)).toEqual(
      plainly(anchors, bytes, 0, bytes.length),
    );
  });

  /** Bytes of three letters, drawn by a seed. */
  const drawn = (length: number, seed: number): Uint8Array => {
    let state = seed + 1;
    return Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return 0x61 + ((state >>> 16) % 3);
    });
  };

  test('finds the same where eight walks run side by side, also across their seams', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3000, max: 150_000 }), fc.nat(), (length, seed) => {
        const bytes = drawn(length, seed);
        const anchors = [
          'abcabcac',
          'aabbccaa',
          'cabbacca',
          'bcabcabb',
          'cccccccc',
          'abcabcabcabc',
        ];
        expect(quickly(anchors, bytes, 3, length - 2)).toEqual(
          plainly(anchors, bytes, 3, length - 2),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('finds an anchor at every place around every seam', () => {
    const anchors = ['abcdefghijklmnop', 'mnop'];
    for (const seam of [8192, 16_384, 57_344, 65_536, 131_072]) {
      for (let start = seam - 20; start < seam + 4; start += 1) {
        const bytes = Buffer.alloc(seam + 4200, '-');
        bytes.write('ABCdefghijklmnop', start, 'latin1');
        expect(quickly(anchors, bytes, 0, bytes.length)).toEqual(
          [`${start + 16}:0`, `${start + 16}:1`].sort(),
        );
      }
    }
  });

  test('takes turns with another automaton', () => {
    const bytes = drawn(70_000, 7);
    for (const anchors of [['abca', 'bb'], ['caca'], ['abca', 'bb']]) {
      expect(quickly(anchors, bytes, 0, bytes.length)).toEqual(
        plainly(anchors, bytes, 0, bytes.length),
      );
    }
  });

  test('leaves out an anchor that begins a token behind a letter, but not behind what may be an escape', () => {
    const automaton = buildAutomaton([Buffer.from('ghp_')], [demand({ begins: true })]);
    const ends: number[] = [];
    const bytes = Buffer.from(
      'xghp_ ghp_ \\nghp_ %3Dghp_ zzghp_ 3Dghp_ \\x3dghp_ \\u003dghp_',
      'latin1',
    );
    findAnchors(automaton, bytes, 0, bytes.length, (end) => ends.push(end));
    expect(ends).toEqual([10, 17, 25, 48, 59]);
  });

  test('leaves out an anchor behind which no run is long enough, wherever in its reach that lies', () => {
    const hits = (run: number, gap: number, length: number, lead: number): number => {
      const automaton = buildAutomaton([Buffer.from('mist')], [demand({ run })]);
      const text = `${'- '.repeat(lead)}mist${' '.repeat(gap)}${'aZ0_'.repeat(64).slice(0, length)} x`;
      let count = 0;
      findAnchors(automaton, Buffer.from(text, 'latin1'), 0, text.length, () => (count += 1));
      return count;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 140 }),
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(0, 5, 32_700, 65_500),
        (run, gap, length, lead) => {
          const inReach = Math.min(length, 128 - gap);
          expect(hits(run, gap, length, lead)).toBe(inReach >= run ? 1 : 0);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('leaves out an anchor that is not followed at once by as many characters as it demands', () => {
    const hits = (
      demanded: Partial<Demand>,
      between: string,
      length: number,
      lead: number,
    ): number => {
      const automaton = buildAutomaton([Buffer.from('pat')], [demand(demanded)]);
      const text = `${'- '.repeat(lead)}pat${between}${'aZ0_'.repeat(64).slice(0, length)}.x`;
      let count = 0;
      findAnchors(automaton, Buffer.from(text, 'latin1'), 0, text.length, () => (count += 1));
      return count;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 0, max: 90 }),
        fc.constantFrom('', '.', ' '),
        fc.constantFrom(0, 5, 32_700, 65_500),
        (followers, length, between, lead) => {
          const follow = between === '' && length >= followers;
          expect(hits({ followers }, between, length, lead)).toBe(follow ? 1 : 0);
          expect(hits({ followers, run: 40 }, between, length, lead)).toBe(
            follow && length >= 40 ? 1 : 0,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('finds an anchor of one spelling in that alone', () => {
    const automaton = buildAutomaton(
      [Buffer.from('eaab'), Buffer.from('aab')],
      [demand({ exact: 'EAAb' }), demand({})],
    );
    const found: string[] = [];
    const bytes = Buffer.from('eaab EAAb EAAB', 'latin1');
    findAnchors(automaton, bytes, 0, bytes.length, (end, anchor) => found.push(`${end}:${anchor}`));
    expect(found).toEqual(['4:1', '9:0', '9:1', '14:1']);
  });
});
