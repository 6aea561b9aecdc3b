import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { readBlob } from '../../src/image/blob.ts';
import type { BlobRecord } from '../../src/image/blob.ts';
import { Channel } from '../../src/image/channel.ts';
import { READ_LIMITS } from '../../src/image/limits.ts';
import { Pull } from '../../src/image/pull.ts';
import { chunked } from './support/chunked.ts';
import { Collector } from './support/collector.ts';
import { sha256 } from './support/layout-maker.ts';
import { END, padded, tar } from './support/tar-maker.ts';

async function blob(
  bytes: Buffer,
  limits = {},
  size = 777,
): Promise<{ record: BlobRecord; texts: Collector }> {
  const texts = new Collector();
  const record = await readBlob('key', chunked(bytes, size), texts, { ...READ_LIMITS, ...limits });
  return { record, texts };
}

const layer = tar({ name: 'a', body: 'text of a' }, { name: 'd/', type: '5' }, { name: 'empty' });

test.each([1, 511, 512, 513, 1 << 20])(
  'a layer, plain and compressed, in chunks of %i',
  async (size) => {
    for (const [stored, compression] of [
      [layer, 'none'],
      [gzipSync(layer), 'gzip'],
    ] as const) {
      const { record, texts } = await blob(stored, {}, size);
      expect(record).toMatchObject({
        key: 'key',
        kind: 'tar',
        compression,
        entries: 3,
        files: 2,
        unread: [],
        document: null,
      });
      expect(record).toMatchObject({
        digest: sha256(stored),
        diffId: sha256(layer),
        size: stored.length,
        plainSize: layer.length,
      });
      expect(texts.texts.map(({ origin }) => origin)).toEqual([
        { where: 'layer', path: 'a', blob: 'key' },
        { where: 'layer', path: '(names)', blob: 'key' },
      ]);
    }
  },
);

test('a record is plain data', async () => {
  const { record } = await blob(gzipSync(layer));
  expect(structuredClone(record)).toEqual(record);
});

test.each<[string, Buffer, string, string]>([
  ['nothing', Buffer.alloc(0), 'empty', ''],
  ['an empty layer', END, 'tar', ''],
  ['text', Buffer.from('hello'), 'opaque', 'hello'],
  ['blanks', Buffer.from('   \n'), 'opaque', '   \n'],
  ['compressed text', gzipSync(Buffer.from('{"a":1}')), 'opaque', '{"a":1}'],
])('%s', async (_what, bytes, kind, raw) => {
  const { record, texts } = await blob(bytes);
  expect(record).toMatchObject({ kind, unread: [], digest: sha256(bytes) });
  expect(texts.texts.map((text) => text.bytes.toString()).join('')).toBe(raw);
  if (raw !== '')
    expect(texts.texts[0]?.origin).toEqual({ where: 'annotation', path: 'key', blob: 'key' });
});

test('JSON is kept for others, one that is too large is pushed as it is', async () => {
  const json = Buffer.from(` {"a": "${'b'.repeat(2000)}"}`);
  const kept = await blob(json);
  expect(kept.record.kind).toBe('json');
  expect(Buffer.from(kept.record.document ?? []).equals(json)).toBe(true);
  expect(kept.texts.texts).toEqual([]);
  const large = await blob(json, { documentBytes: 1000 });
  expect(large.record).toMatchObject({ kind: 'json', document: null });
  expect(large.texts.texts[0]?.bytes.equals(json)).toBe(true);
});

test('bytes beside the files: behind the end, between members, in the compressed stream', async () => {
  const { texts, record } = await blob(
    Buffer.concat([layer, padded(Buffer.from('behind the end'))]),
  );
  expect(texts.texts.at(-2)?.origin.path).toBe(`(outside of files, at byte ${layer.length})`);
  expect(texts.holds('behind the end')).toBe(true);
  expect(record.unread).toEqual([]);
  const gz = await blob(
    Buffer.concat([gzipSync(layer), Buffer.alloc(10), Buffer.from('behind the stream')]),
  );
  expect(
    gz.texts.texts.find(({ bytes }) => bytes.includes('behind the stream'))?.origin.path,
  ).toMatch(/^\(compressed stream\)\//);
  expect(gz.record).toMatchObject({ unread: [], diffId: sha256(layer) });
});

test('damage: the digest is still that of all stored bytes, one reason, what follows is searched', async () => {
  const whole = gzipSync(tar({ name: 'f', body: Buffer.alloc(300_000, 'a line of text\n') }));
  const stored = Buffer.concat([
    whole.subarray(0, whole.length - 4),
    Buffer.from('zz'),
    Buffer.alloc(100_000, 'tail '),
  ]);
  const { record, texts } = await blob(stored);
  expect(record.unread).toEqual([expect.stringContaining('gzip stream is damaged or cut')]);
  expect(record.digest).toBe(sha256(stored));
  expect(texts.holds('tail tail')).toBe(true);
});

test('many problems are counted, not listed', async () => {
  const spots = Array.from({ length: 80 }, () =>
    Buffer.concat([padded(Buffer.from('junk')), tar({ name: 'f' }).subarray(0, 512)]),
  );
  const { record } = await blob(
    Buffer.concat([tar({ name: 'f' }).subarray(0, 512), ...spots, END]),
  );
  expect(record.unread).toHaveLength(51);
  expect(record.unread.at(-1)).toBe('and 30 more of the kind');
});

test('a bomb stops at the limit, and the stored bytes are hashed to their end', async () => {
  const stored = gzipSync(Buffer.alloc(50 << 20));
  const { record } = await blob(stored, { layerBytes: 10 << 20 });
  expect(record.unread).toEqual([expect.stringContaining('unpacks to more than')]);
  expect(record.digest).toBe(sha256(stored));
});

test('an error of the body passes through', async () => {
  const body = async function* (): AsyncGenerator<Uint8Array> {
    yield layer.subarray(0, 600);
    throw new RangeError('lost');
  };
  await expect(readBlob('k', body(), new Collector(), READ_LIMITS)).rejects.toThrow('lost');
});

test('a sink under pressure is waited for', async () => {
  let waiting = 0;
  let most = 0;
  const sink = new Collector();
  let written = 0;
  sink.write = (bytes) => {
    written += bytes.length;
    waiting += bytes.length;
    most = Math.max(most, waiting);
  };
  sink.pressure = () => new Promise((resolve) => setImmediate(() => ((waiting = 0), resolve())));
  const big = tar({ name: 'big', body: Buffer.alloc(8 << 20, 65) });
  for (const stored of [big, gzipSync(big)]) {
    most = written = 0;
    await readBlob('k', chunked(stored, 1 << 26), sink, READ_LIMITS);
    expect(written).toBeGreaterThan(8 << 20);
    expect(most).toBeLessThan(2 << 20);
  }
});

test('a channel hands over one chunk at a time and frees the writer when the reader leaves', async () => {
  const channel = new Channel();
  const seen: number[] = [];
  const reader = (async () => {
    for await (const chunk of channel) {
      seen.push(chunk[0] as number);
      if (seen.length === 3) break;
    }
  })();
  for (let i = 0; i < 6; i++) {
    const chunk = Uint8Array.of(i);
    await channel.write(chunk);
    chunk[0] = 99;
  }
  channel.end();
  await reader;
  expect(seen).toEqual([0, 1, 2]);
});

test('a pull gives every byte once, whatever is put back', async () => {
  const seen: number[] = [];
  const pull = new Pull(
    chunked(
      Uint8Array.from({ length: 20 }, (_, i) => i),
      3,
    ),
    (bytes) => seen.push(...bytes),
  );
  expect([...(await pull.peek(5))]).toEqual([0, 1, 2, 3, 4]);
  expect([...(await pull.take(7))]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(pull.offset).toBe(7);
  const next = (await pull.next()) as Uint8Array;
  pull.putBack(next.subarray(1));
  expect(pull.offset).toBe(8);
  expect([...(await pull.take(50))]).toEqual(Array.from({ length: 12 }, (_, i) => i + 8));
  expect(await pull.next()).toBeNull();
  expect((await pull.take(3)).length).toBe(0);
  expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

test('names of files without a body are pushed in parts', async () => {
  const long = (i: number): string => `${String(i).padStart(5, '0')}${'n'.repeat(80)}`;
  const names = Array.from({ length: 30_000 }, (_, i) => long(i));
  const { record, texts } = await blob(tar(...names.map((name) => ({ name }))), {}, 1 << 20);
  expect(record.files).toBe(30_000);
  expect(texts.paths()).toEqual(['(names)', '(names, part 2)', '(names, part 3)']);
  expect(texts.texts.map(({ bytes }) => bytes.toString()).join('')).toBe(`${names.join('\n')}\n`);
});

test('a file system image that begins with zeros is no tar', async () => {
  const bytes = Buffer.concat([
    END,
    Buffer.from('\xe2\xe1\xf5\xe0 superblock', 'latin1'),
    Buffer.alloc(4096),
  ]);
  const { record, texts } = await blob(bytes);
  expect(record.kind).toBe('opaque');
  expect(texts.holds('superblock')).toBe(true);
});

test('paths of a layer beyond the limit are not remembered, its files are read', async () => {
  const { record, texts } = await blob(layer, { indexedPaths: 2 });
  expect(record).toMatchObject({ kind: 'tar', index: null, unread: [] });
  expect(texts.text('a')).toBe('text of a');
});
