import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildAutomaton, findAnchors, Hits } from '../../src/detect/anchors.ts';

/** Every occurrence the plain way, as `end:anchor`, sorted. */
const plainly = (anchors: string[], bytes: Uint8Array, from: number, to: number): string[] => {
  const text = Buffer.from(bytes).toString('latin1').toLowerCase();
  const found: string[] = [];
  anchors.forEach((anchor, number) => {
    const wanted = anchor.toLowerCase();
    for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
      if (at + wanted.length <= to) found.push(`${at + wanted.length}:${number}`);
    }
  });
  return found.sort();
};

const quickly = (anchors: string[], bytes: Uint8Array, from: number, to: number): string[] => {
  const automaton = buildAutomaton(anchors.map((anchor) => Buffer.from(anchor, 'latin1')));
  const hits = new Hits();
  findAnchors(automaton, bytes, from, to, hits);
  const found: string[] = [];
  let before = 0;
  for (let hit = 0; hit < hits.count; hit += 1) {
    const end = hits.ends[hit] ?? 0;
    expect(end).toBeGreaterThan(before);
    before = end;
    const state = hits.states[hit] ?? 0;
    for (
      let out = automaton.outputStart[state] ?? 0;
      out < (automaton.outputStart[state + 1] ?? 0);
      out += 1
    ) {
      const number = automaton.outputs[out] ?? 0;
      const anchor = anchors[number] ?? '';
      const there = Buffer.from(bytes.subarray(end - anchor.length, end)).toString('latin1');
      // Bytes that share a class are told apart by whoever takes the hit.
      if (automaton.loose[number] === 1 && there.toLowerCase() !== anchor.toLowerCase()) continue;
      found.push(`${end}:${number}`);
    }
  }
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

  test('finds the same where four walks run side by side, also across their seams', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4096, max: 9000 }), fc.nat(), (length, seed) => {
        const bytes = new Uint8Array(length);
        let state = seed + 1;
        for (let i = 0; i < length; i += 1) {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          bytes[i] = 0x61 + ((state >>> 16) % 3);
        }
        const anchors = ['abc', 'aabbcc', 'cab', 'bcabcab', 'ccc', 'abcabcabcabc'];
        expect(quickly(anchors, bytes, 3, length - 2)).toEqual(
          plainly(anchors, bytes, 3, length - 2),
        );
      }),
      { numRuns: 40 },
    );
  });
});
