import { expect, test } from '@jest/globals';
import { progressLine } from '../../src/report/progress.ts';

const start = { bytes: 0, totalBytes: null, files: 0, layer: 0, layers: null };

test('tells no more than is known', () => {
  expect(progressLine(start)).toBe('0 files, 0 B');
  expect(progressLine({ ...start, bytes: 1_200_000, files: 1, layer: 2 })).toBe(
    'layer 2, 1 file, 1.2 MB',
  );
});

test('tells how far it is', () => {
  expect(
    progressLine({ bytes: 1.2e9, totalBytes: 3.4e9, files: 12_345, layer: 3, layers: 8 }),
  ).toBe('layer 3 of 8, 12,345 files, 1.2 GB of 3.4 GB (35 %)');
});

test('never tells more than all of it, and stays within 80 columns', () => {
  const line = progressLine({ bytes: 5e15, totalBytes: 4e15, files: 1e15, layer: 9, layers: 8 });
  expect(line).toContain('layer 8 of 8');
  expect(line).toContain('(100 %)');
  expect(line.length).toBeLessThanOrEqual(80);
});
