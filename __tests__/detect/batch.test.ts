/** How texts are packed into batches, where it shows in memory and nowhere else. */
import { expect, test } from '@jest/globals';
import { Packer } from '../../src/detect/batch.ts';

test('a million texts of one byte do not wait in one batch', () => {
  const sizes: number[] = [];
  const buffer = new Uint8Array(4 * 1024 * 1024);
  const packer = new Packer(buffer, 64, (batch) => sizes.push(batch.segments.length));
  for (let i = 0; i < 1_000_000; i++) {
    packer.begin(i, false);
    packer.write(Buffer.from('x'));
    packer.end();
  }
  packer.finish();
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_000_000);
  expect(Math.max(...sizes)).toBeLessThan(10_000);
});
