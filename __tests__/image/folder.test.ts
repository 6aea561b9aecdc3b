import { expect, test } from '@jest/globals';
import { GateError } from '../../src/model/error.ts';
import type { FolderEntry, ImageSource, SourceFile } from '../../src/model/source.ts';
import { chunked } from './support/chunked.ts';
import { LayoutMaker } from './support/layout-maker.ts';
import { read } from './support/read.ts';

const failing = (code: string): (() => AsyncGenerator<Uint8Array>) =>
  async function* () {
    yield Buffer.from('begin');
    throw Object.assign(new Error('with /a/path'), { code });
  };

function folder(...entries: FolderEntry[]): ImageSource {
  return {
    kind: 'folder',
    entries: async function* () {
      yield* entries;
    },
  };
}

const file = (path: string, body: string): FolderEntry => ({
  path,
  size: body.length,
  open: () => chunked(Buffer.from(body), 4),
});

test('a folder is one layer', async () => {
  const reading = await read(
    folder(file('a', 'text of a'), file('b/c', 'text of c'), file('e', '')),
  );
  expect(reading.image).toMatchObject({
    platforms: [],
    attestations: [],
    digest: null,
    layers: [{ index: 0, files: 3, size: 18 }],
  });
  expect(reading).toMatchObject({ unread: [], layersRead: 1, filesRead: 3 });
  expect(reading.texts.texts.map(({ origin, bytes }) => [origin.path, bytes.toString()])).toEqual([
    ['a', 'text of a'],
    ['b/c', 'text of c'],
    ['(names)', 'a\nb/c\ne\n'],
  ]);
  expect(reading.blobs.get(reading.texts.texts[0]?.origin.blob ?? '')).toMatchObject({ layer: 0 });
});

test('its digest changes with a name, a content, and nothing else', async () => {
  const digest = async (...entries: FolderEntry[]): Promise<string | undefined> =>
    (await read(folder(...entries))).image.layers[0]?.digest;
  const one = await digest(file('a', 'x'), file('b', 'y'));
  expect(await digest(file('a', 'x'), file('b', 'y'))).toBe(one);
  expect(await digest(file('a', 'x'), file('c', 'y'))).not.toBe(one);
  expect(await digest(file('a', 'x'), file('b', 'z'))).not.toBe(one);
});

test('what cannot be read is unread, by the system’s word for it; the rest is read', async () => {
  const entries: FolderEntry[] = [
    { path: 'locked', size: 1, open: null, reason: 'permission denied' },
    { path: 'broken', size: 9, open: failing('EIO') },
    file('fine', 'text'),
  ];
  const reading = await read(folder(...entries));
  expect(reading.unread).toEqual([
    { where: 'layer', path: 'locked', reason: 'permission denied' },
    { where: 'layer', path: 'broken', reason: 'cannot be read (EIO)' },
  ]);
  expect(reading.filesRead).toBe(1);
  expect(reading.texts.text('broken')).toBe('begin');
  expect(reading.texts.text('fine')).toBe('text');
});

test('a folder of nothing is an error', async () => {
  await expect(read(folder())).rejects.toThrow(GateError);
});

test('a layout file that cannot be read to its end is unread', async () => {
  const maker = new LayoutMaker();
  const layer = maker.layer({ name: 'f', body: 'x' });
  const source = maker.index(maker.image([layer])).layout();
  const broken: SourceFile = { name: 'blobs/sha256/x', size: 9, open: failing('EACCES') };
  const reading = await read({
    kind: 'layout',
    files: async function* () {
      if (source.kind === 'layout') yield* source.files();
      yield broken;
    },
  });
  expect(reading.unread).toEqual([
    { where: 'image', path: 'blobs/sha256/x', reason: 'cannot be read (EACCES)' },
  ]);
  expect(reading.texts.text('blobs/sha256/x')).toBe('begin');
});
