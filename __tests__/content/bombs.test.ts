/** What is made to cost: bounded time and memory, and a line in the ledger. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { Counter, openFiles } from './support/opened.ts';
import type { Setting } from './support/opened.ts';
import { Workshop, has } from './support/workshop.ts';
import { million, overlapping } from './support/zip-bombs.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

/** Opens one file with nobody keeping the texts; gives what was told, and how many bytes came. */
async function open(bytes: Uint8Array, setting: Setting = {}) {
  const sink = new Counter();
  const started = performance.now();
  const { unread, unopened } = await openFiles({ a: bytes }, { chunk: 65536, ...setting, sink });
  expect(performance.now() - started).toBeLessThan(30_000);
  return { unread, unopened, bytes: sink.bytes, texts: sink.texts };
}

/** The default bounds, made so small that the test need not unpack gigabytes. */
const limits = { expansion: 300 * 1024 ** 2, ratioFrom: 16 * 1024 ** 2 };

describe('bombs', () => {
  const tools = ['gzip', 'xz', 'zstd', 'bzip2'].filter((tool) => has(tool));
  test.each(tools)('a %s bomb stops at the ratio', async (tool) => {
    const bomb = shop.run(`head -c 200M /dev/zero | ${tool} -c`);
    const { unread, bytes } = await open(bomb, { limits });
    expect(unread).toEqual(['a: it unpacks to more than 250 times its size']);
    expect(bytes).toBeLessThan(40 * 1024 ** 2);
  });

  (has('zip') ? test : test.skip)('a zip bomb, and a zip of zips of zips', async () => {
    shop.run(
      'head -c 100M /dev/zero > z; zip -q l1.zip z; for i in $(seq 16); do cp l1.zip c$i.zip; done;' +
        'zip -q l2.zip c*.zip; for i in $(seq 16); do cp l2.zip d$i.zip; done; zip -q l3.zip d*.zip',
    );
    for (const name of ['l1.zip', 'l3.zip']) {
      const { unread, bytes } = await open(shop.read(name), { limits });
      expect(unread).toHaveLength(1);
      expect(unread[0]).toContain('it unpacks to more than');
      expect(bytes).toBeLessThan(330 * 1024 ** 2);
    }
  });

  test('nesting of 100 archives is opened to the limit and told', async () => {
    let bytes = Buffer.from('core');
    for (let i = 0; i < 100; i++) bytes = gzipSync(bytes);
    const { unread, texts } = await open(bytes);
    expect(unread).toHaveLength(1);
    expect(unread[0]).toContain('archives are nested more than 8 deep');
    expect(texts).toBe(9);
  });

  test('a million entries', async () => {
    const bytes = million();
    const { unread, texts } = await open(bytes);
    expect(unread).toEqual(['a: it holds more than 500000 entries']);
    expect(texts).toBeLessThanOrEqual(500_001);
  }, 60_000);

  test('entries that overlap', async () => {
    const { unread } = await open(overlapping());
    expect(unread).toContain('a: its directory names 3 entries inside of other entries');
  });

  test('a database whose cells all point at one long row', async () => {
    const size = 65536;
    const pages = Array.from({ length: 40 }, () => Buffer.alloc(size));
    const [first, leaf] = pages as [Buffer, Buffer];
    first.write('SQLite format 3\0', 'latin1');
    first.writeUInt16BE(1, 16);
    // A payload of two megabytes, whose head tells one text; the rest of it goes round in a circle.
    const cell = Buffer.from([0x81, 0x80, 0x80, 0x00, 1, 4, 0x81, 0x80, 0x79]);
    cell.copy(leaf, 40_000);
    const local = ((size - 12) * 32) / 255 - 23;
    const least = Math.floor(local);
    const fit = least + ((2 ** 21 - least) % (size - 4));
    leaf.writeUInt32BE(3, 40_000 + 5 + (fit <= size - 35 ? fit : least));
    leaf[0] = 0x0d;
    leaf.writeUInt16BE(16_000, 3);
    for (let i = 0; i < 16_000; i++) leaf.writeUInt16BE(40_000, 8 + 2 * i);
    pages.slice(2).forEach((page, i) => page.fill(0x2e).writeUInt32BE(i === 37 ? 3 : i + 4));
    const started = performance.now();
    const { unread, unopened, bytes } = await open(Buffer.concat(pages));
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(unread).toEqual([]);
    expect(unopened).toEqual(['a: rows of the SQLite database go on in the pages of others']);
    expect(bytes).toBeLessThan(300 * 1024 ** 2);
  });

  test('the clock', async () => {
    const bytes = gzipSync(Buffer.alloc(64 * 1024 ** 2, 'abcdefg'));
    const { unread } = await open(bytes, { limits: { time: 0, ratio: 1e9 } });
    expect(unread).toEqual(['a: opening it takes longer than 0 ms']);
  });
});
