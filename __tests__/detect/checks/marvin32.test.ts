/** The expected sums are those of the tests of microsoft/security-utilities (marvin.spec.ts). */
import { expect, test } from '@jest/globals';
import { marvin32 } from '../../../src/detect/checks/marvin32.ts';

/** Their seeds are numbers; ours are the eight characters that give the number. */
const seedOf = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');

test.each([
  ['nothing', '004fb61a001bdbcc', [], 0x302009bc],
  ['one byte', '004fb61a001bdbcc', [175], 0x3592e206],
  ['two bytes', '004fb61a001bdbcc', [231, 15], 0xfdab5e04],
  ['three bytes', '004fb61a001bdbcc', [55, 244, 149], 0x6b3c8b90],
  ['letters', 'd53cd9cecd0893b7', [...Buffer.from('abc')], 0x6be02a86],
  [
    'whole words and a rest',
    '0ddddeeeeffff000',
    [...Buffer.from('abcdefghijklmnopqrstuvwxyz')],
    0xd34847dc,
  ],
])('hashes %s', (_name, seed, bytes, sum) => {
  expect(marvin32(Uint8Array.from(bytes), seedOf(seed))).toBe(sum);
});

test('hashes a part of a larger buffer', () => {
  const whole = Uint8Array.from([9, 9, 9, 55, 244, 149, 9]);
  expect(marvin32(whole.subarray(3, 6), seedOf('004fb61a001bdbcc'))).toBe(0x6b3c8b90);
});
