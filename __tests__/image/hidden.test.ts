import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Effect, EntryIndexBuilder, hasEntry } from '../../src/image/entry-index.ts';
import type { EntryIndex } from '../../src/image/entry-index.ts';
import { hiddenBy } from '../../src/image/hidden.ts';
import { LayerReader } from '../../src/image/layer.ts';
import { cleanPath, nameOf, parentOf } from '../../src/image/path.ts';
import { TarWalker } from '../../src/image/tar.ts';
import { Collector } from './support/collector.ts';
import { tar } from './support/tar-maker.ts';

/** A layer with these entries; a name that ends in a slash is a folder. */
function layer(...names: string[]): EntryIndex {
  const reader = new LayerReader(new Collector(), 'b', () => undefined);
  const walker = new TarWalker(reader);
  walker.push(tar(...names.map((name) => ({ name, type: name.endsWith('/') ? '5' : '0' }))));
  walker.finish();
  return reader.finish() as EntryIndex;
}

const low = layer('a/', 'a/b/', 'a/b/file', 'top', 'x.jar', 'odd!/', 'odd!/file');
const hidden = (path: string, ...above: EntryIndex[]): string | null =>
  hiddenBy(
    [low, ...above],
    [low, ...above].map((_, i) => i),
    0,
    path,
  );

describe('a file is', () => {
  test.each<[string | null, string, string[]]>([
    [null, 'a/b/file', ['a/b/other', 'a/', 'a/b/']],
    ['overwritten', 'a/b/file', ['a/b/file']],
    ['overwritten', 'a/b/file', ['./a/b/file/']],
    ['deleted', 'a/b/file', ['a/b/.wh.file']],
    ['deleted', 'a/b/file', ['a/.wh.b']],
    ['deleted', 'a/b/file', ['.wh.a']],
    ['deleted', 'a/b/file', ['a/b/.wh..wh..opq']],
    ['deleted', 'a/b/file', ['a/.wh..wh..opq']],
    ['deleted', 'top', ['.wh..wh..opq']],
    ['overwritten', 'a/b/file', ['a/.wh..wh..opq', 'a/b/file']],
    ['deleted', 'a/b/file', ['a/b']],
    ['deleted', 'a/b/file', ['a']],
    [null, 'top', ['a/.wh.top', 'a/.wh..wh..opq', '.wh.to', '.wh.topper']],
    [null, 'top', ['.wh..wh.plnk/']],
    ['deleted', 'x.jar!/inner.properties', ['.wh.x.jar']],
    ['overwritten', 'x.jar!/deep.zip!/inner', ['x.jar']],
    [null, 'x.jar!/inner', ['x.jar!/inner']],
    ['deleted', 'odd!/file', ['odd!/.wh.file']],
    [null, 'odd!/file', ['.wh.file']],
  ])('%s: %s under %j', (expected, path, above) => {
    expect(hidden(path, layer(...above))).toBe(expected);
  });

  test('judged by the first layer above that touches it', () => {
    expect(hidden('top', layer('z'), layer('.wh.top'), layer('top'))).toBe('deleted');
    expect(hidden('top', layer('top'), layer('.wh.top'))).toBe('overwritten');
  });

  test('seen again where its layer stands on top once more, and not hidden by layers below it', () => {
    const all = [low, layer('.wh.top')];
    expect(hiddenBy(all, [0, 1, 0], 0, 'top')).toBeNull();
    expect(hiddenBy(all, [1, 0], 0, 'top')).toBeNull();
    expect(hiddenBy(all, [1], 0, 'top')).toBeNull();
    expect(hiddenBy([low, null], [0, 1], 0, 'top')).toBeNull();
  });
});

test('the index answers as a set of names would', () => {
  const entry = fc.tuple(
    fc.stringMatching(/^[ab/]{1,6}$/),
    fc.constantFrom(...Object.values(Effect)),
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 600 }), entry, (entries, wanted) => {
      const builder = new EntryIndexBuilder();
      for (const [path, effect] of entries) builder.add(path, effect);
      const index = builder.build() as EntryIndex;
      expect(index.keys.length).toBe(entries.length);
      for (const [path, effect] of [...entries, wanted]) {
        expect(hasEntry(index, path, effect)).toBe(
          entries.some((one) => one[0] === path && one[1] === effect),
        );
      }
    }),
    { numRuns: 50 },
  );
});

test('a hundred thousand paths have as many hashes, all exact numbers', () => {
  const builder = new EntryIndexBuilder();
  for (let i = 0; i < 100_000; i++)
    builder.add(`usr/lib/python3/site-packages/pkg${i % 97}/module_${i}.py`, Effect.file);
  const { keys } = builder.build() as EntryIndex;
  expect(new Set(keys).size).toBe(100_000);
  expect(keys.every((key) => Number.isSafeInteger(key))).toBe(true);
});

test.each([
  ['', ''],
  ['./', ''],
  ['/', ''],
  ['a', 'a'],
  ['./a/b/', 'a/b'],
  ['.//a', 'a'],
  ['/a//b/./c/../d', 'a/b/d'],
  ['../../a', 'a'],
  ['a/..', ''],
  ['.hidden', '.hidden'],
  ['a/.hidden', 'a/.hidden'],
  ['..a/...', '..a/...'],
  ['a\\b', 'a\\b'],
])('cleanPath(%j) is %j', (path, clean) => {
  expect(cleanPath(path)).toBe(clean);
});

test('a cleaned path is clean', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a./]{0,14}$/), (path) => {
      const clean = cleanPath(path);
      expect(cleanPath(clean)).toBe(clean);
      expect(
        clean
          .split('/')
          .some((step) => step === '.' || step === '..' || (step === '' && clean !== '')),
      ).toBe(false);
    }),
    { numRuns: 2000 },
  );
  expect([parentOf('a/b'), parentOf('a'), nameOf('a/b'), nameOf('a')]).toEqual(['a', '', 'b', 'a']);
});

test('with more paths than allowed there is no index', () => {
  const builder = new EntryIndexBuilder(2);
  for (const path of ['a', 'b']) builder.add(path, Effect.file);
  expect(builder.build()?.keys.length).toBe(2);
  for (const path of ['c', 'd', 'e']) builder.add(path, Effect.file);
  expect(builder.build()).toBeNull();
});
