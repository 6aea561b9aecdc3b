import { expect, test } from '@jest/globals';
import {
  counted,
  formatBytes,
  formatCount,
  formatDuration,
  shortDigest,
} from '../../src/report/units.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
])('%i is counted as %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test('nouns follow their number', () => {
  expect(counted(1, 'layer')).toBe('1 layer');
  expect(counted(0, 'layer')).toBe('0 layers');
  expect(counted(2, 'entry', 'entries')).toBe('2 entries');
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [85_000_000, '85.0 MB'],
  [5e15, '5000.0 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [3140, '3.1 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d ms are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test('a digest is cut as Docker cuts it', () => {
  expect(shortDigest(`sha256:${'0123456789abcdef'.repeat(4)}`)).toBe('0123456789ab');
});
