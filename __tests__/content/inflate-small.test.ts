/** The short inflater against node:zlib, which is the judge of what deflate data mean. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { inflateSmall } from '../../src/content/inflate-small.ts';

const MOST = 300_000;
/** Bytes with and without repetition, so that all kinds of blocks are made. */
const plains = fc.oneof(
  fc.uint8Array({ maxLength: 4000 }),
  fc
    .tuple(fc.string(), fc.nat(5000))
    .map(([text, times]) => Buffer.from(text.repeat(times).slice(0, 200_000))),
  fc
    .array(fc.constantFrom('alpha', 'beta', ' ', '\n', '{"a":'), { maxLength: 3000 })
    .map((words) => Buffer.from(words.join(''))),
);
const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FIXED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
  ),
});

describe('inflateSmall', () => {
  test('gives what was deflated, and how many bytes that took', () => {
    fc.assert(
      fc.property(plains, options, fc.uint8Array({ maxLength: 20 }), (plain, how, behind) => {
        const packed = deflateRawSync(plain, how);
        const result = inflateSmall(Buffer.concat([Buffer.from('ab'), packed, behind]), 2, MOST);
        expect(Buffer.from(result?.plain ?? []).equals(Buffer.from(plain))).toBe(true);
        expect(result?.used).toBe(2 + packed.length);
      }),
      { numRuns: 500 },
    );
  });

  test('of data that are cut or too long gives nothing', () => {
    fc.assert(
      fc.property(
        plains,
        options,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (plain, how, part) => {
          const packed = deflateRawSync(plain, how);
          expect(
            inflateSmall(packed.subarray(0, Math.floor(packed.length * part)), 0, MOST),
          ).toBeNull();
          if (plain.length > 0) expect(inflateSmall(packed, 0, plain.length - 1)).toBeNull();
        },
      ),
    );
  });

  test('of damaged data gives whatever zlib gives, and may give more', () => {
    fc.assert(
      fc.property(plains, options, fc.nat(), fc.nat(255), (plain, how, at, value) => {
        const packed = Buffer.from(deflateRawSync(plain, how));
        packed[at % packed.length] = value;
        const expected = judge(packed);
        const result = inflateSmall(packed, 0, MOST);
        if (expected === null) return;
        expect(Buffer.from(result?.plain ?? []).equals(expected)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

function judge(packed: Buffer): Buffer | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: MOST });
  } catch {
    return null;
  }
}
