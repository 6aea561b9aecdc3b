import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GateError } from '../../src/model/error.ts';
import { LayoutMaker, archiveOf } from './support/layout-maker.ts';
import { read } from './support/read.ts';

const maker = new LayoutMaker();
const layers = [
  maker.layer({ name: 'a', body: 'x'.repeat(3000) }, { name: 'b', type: '2', link: 'a' }),
  maker.layer({ name: 'c', body: 'y'.repeat(700) }),
];
maker.index(maker.image(layers, { history: [{ created_by: 'one' }, { created_by: 'two' }] }));
const archive = maker.archive();

/** The reasons, or the message of the GateError; any other error fails the test. */
async function outcome(bytes: Uint8Array): Promise<string[]> {
  try {
    return (await read(archiveOf(bytes, 3000))).reasons;
  } catch (error) {
    expect(error).toBeInstanceOf(GateError);
    return [(error as GateError).message];
  }
}

test('a changed byte in any blob never passes as read', async () => {
  const blobs = [...maker.files].filter(([name]) => name.startsWith('blobs/'));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...blobs),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async ([, blob], at, change) => {
        const damaged = Buffer.from(archive);
        const spot = damaged.indexOf(blob) + (at % blob.length);
        damaged[spot] = (damaged[spot] as number) ^ change;
        expect(await outcome(damaged)).not.toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('an archive that is cut anywhere before its end marks never passes as read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(archive.length - 1025), async (length) => {
      const last = archive.length - 1024;
      // Cut in the padding of the last file, nothing is missing, but the tar says so all the same.
      if (length < last) expect(await outcome(archive.subarray(0, length))).not.toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('any damage to an archive, packed or not, ends in an answer', async () => {
  const packed = gzipSync(archive);
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      async (plain, changes) => {
        const damaged = Buffer.from(plain ? archive : packed);
        for (const [at, value] of changes) damaged[at % damaged.length] = value;
        await outcome(damaged);
      },
    ),
    { numRuns: 300 },
  );
});
