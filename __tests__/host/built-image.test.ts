import { expect, test } from '@jest/globals';
import { builtImage } from '../../src/host/built-image.ts';

test.each([
  [{ 'image.name': 'ghcr.io/a/b:1, ghcr.io/a/b:latest' }, 'ghcr.io/a/b:1'],
  [{ 'image.name': 'a', 'containerimage.digest': 'sha256:1' }, 'a'],
  [{ 'image.name': '' }, null],
  [{ 'image.name': 7 }, null],
  [{}, null],
  [null, null],
  [[], null],
])('the image of %j is %j', (metadata, image) => {
  expect(builtImage(JSON.stringify(metadata))).toBe(image);
});

test('metadata that is missing or no JSON names none', () => {
  expect([builtImage(null), builtImage(''), builtImage('{')]).toEqual([null, null, null]);
});
