import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Header, Pax } from 'tar';
import { END, entry, pax, seal, tar } from './support/tar-maker.ts';
import type { Entry } from './support/tar-maker.ts';
import { walk } from './support/walk.ts';

const word = fc.stringMatching(/^[a-z]{1,12}$/);
const file: fc.Arbitrary<Entry> = fc.record({
  name: word,
  body: fc.uint8Array({ maxLength: 1500 }).map((bytes) => Buffer.from(bytes)),
  type: fc.constantFrom('0', '7', 'Z', '\0'),
  magic: fc.constantFrom('ustar\x0000', 'ustar  \0', '\0\0\0\0\0\0\0\0'),
});
const extension: fc.Arbitrary<Entry> = fc.oneof(
  word.map((name) => ({ type: 'L', body: `${name}\0` })),
  fc.tuple(word, word).map(([key, value]) => pax([[key, value]])),
  word.map((value) => pax([['comment', value]], 'g')),
);
const archive = fc
  .array(fc.oneof(file, file, extension), { maxLength: 8 })
  .map((entries) => tar(...entries));

test('however the archive is cut into chunks, the walk is the same', () => {
  fc.assert(
    fc.property(archive, fc.array(fc.nat(9000), { maxLength: 12 }), (bytes, cuts) => {
      const sorted = cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b);
      expect(walk(bytes, sorted)).toEqual(walk(bytes));
    }),
    { numRuns: 200 },
  );
});

test('one byte at a time, the walk is the same', () => {
  const bytes = tar(
    pax([['comment', 'c']]),
    { name: 'a', body: 'x'.repeat(700) },
    { type: 'L', body: 'long\0' },
    { name: 'l', type: '2', link: 't' },
    { name: 'b', body: 'y' },
  );
  const cuts = Array.from({ length: bytes.length }, (_, i) => i);
  expect(walk(bytes, cuts)).toEqual(walk(bytes));
});

test('random damage neither throws nor loses a byte of an entry that is still there', () => {
  const damage = fc.array(fc.tuple(fc.nat(9000), fc.nat(255)), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(archive, damage, fc.nat(9000), (bytes, changes, cut) => {
      const damaged = Buffer.from(bytes);
      for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value;
      const walked = walk(damaged.subarray(0, cut));
      for (const { body, size } of walked.entries) expect(body.length <= size).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('wherever a marker lies inside a block of the archive, it is handed over', () => {
  const marker = 'mArKeR-0123';
  fc.assert(
    fc.property(
      archive,
      fc.nat(20),
      fc.nat(512 - marker.length),
      fc.boolean(),
      (bytes, block, at, sealed) => {
        const marked = Buffer.concat([bytes, Buffer.alloc(2048)]);
        const start = (block % (marked.length / 512)) * 512;
        const wasHeader = walk(bytes).problems.length === 0 && isHeader(marked, start);
        marked.write(marker, start + at, 'latin1');
        if (sealed && wasHeader && (at + marker.length <= 148 || at >= 156)) {
          seal(marked.subarray(start, start + 512));
        }
        const walked = walk(marked);
        // A name is decoded for people; the raw spelling is what is searched.
        const all = [
          ...walked.entries.map((seen) => seen.body),
          ...walked.entries.map((seen) => seen.pax ?? ''),
          ...walked.names,
          ...walked.strays.map(([, text]) => text),
        ];
        // A marker that straddles the end of a body lies in two texts, and in no file as a whole.
        const straddles =
          all.every((text) => !text.includes(marker)) &&
          endsInside(bytes, start + at, marker.length);
        expect(straddles || all.some((text) => text.includes(marker))).toBe(true);
      },
    ),
    {
      numRuns: 600,
      // Over the type flag into the link's target, and in a target that an extended header has no use for.
      examples: [
        [tar(pax([['a', 'a']])), 0, 156, true],
        [tar(pax([['a', 'a']])), 0, 157, true],
        [tar({ name: 'a', body: 'b' }), 0, 156, true],
      ],
    },
  );
});

/** True where some body or extension of the archive ends inside the range. */
function endsInside(bytes: Buffer, at: number, length: number): boolean {
  for (let block = 0; block < bytes.length; block += 512) {
    if (!isHeader(bytes, block)) continue;
    const size = parseInt(bytes.toString('latin1', block + 124, block + 135), 8);
    const end = block + 512 + size;
    if (end > at && end < at + length) return true;
    if (size > 0 && bytes[block + 156] === 0x4c && at <= end && end <= at + length) return true;
  }
  return false;
}

function isHeader(bytes: Buffer, at: number): boolean {
  const block = Buffer.from(bytes.subarray(at, at + 512));
  return (
    block.length === 512 &&
    block.some((byte) => byte !== 0) &&
    seal(Buffer.from(block)).equals(block)
  );
}

test('archives of node-tar with PAX headers', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), fc.nat(900)),
        { maxLength: 6 },
      ),
      (files) => {
        const usable = files.filter(([name]) => !/[\0\n]|^\/|\/$/.test(name));
        const parts = usable.map(([name, size]) => {
          const block = Buffer.alloc(512);
          const head = new Header({
            path: name,
            size,
            mode: 0o644,
            type: 'File',
            mtime: new Date(0),
          });
          const extended = head.encode(block, 0)
            ? new Pax({ path: name, size }, false).encode()
            : Buffer.alloc(0);
          return Buffer.concat([
            extended,
            block,
            Buffer.alloc(size, 65),
            Buffer.alloc(-size & 511),
          ]);
        });
        const walked = walk(Buffer.concat([...parts, END]));
        expect(walked.problems).toEqual([]);
        expect(walked.entries.map(({ path, size, body }) => [path, size, body.length])).toEqual(
          usable.map(([name, size]) => [name, size, size]),
        );
      },
    ),
    { numRuns: 100 },
  );
});

const folder = mkdtempSync(join(tmpdir(), 'dockgate-tar-'));
afterAllRemove(folder);

test.each(['v7', 'oldgnu', 'gnu', 'ustar', 'posix'])('archives of GNU tar, format %s', (format) => {
  const name =
    format === 'v7' ? 'short' : `${'d'.repeat(90)}-${'e'.repeat(format === 'ustar' ? 5 : 80)}`;
  writeFileSync(join(folder, name), 'content');
  const bytes = execFileSync('tar', [`--format=${format}`, '-C', folder, '-cf', '-', name]);
  expect(walk(bytes)).toMatchObject({ entries: [{ path: name, body: 'content' }], problems: [] });
});

test.each([
  ['oldgnu', []],
  ['posix 0.0', ['--sparse-version=0.0']],
  ['posix 0.1', ['--sparse-version=0.1']],
  ['posix 1.0', ['--sparse-version=1.0']],
])('a sparse file by GNU tar, %s', (version, flags) => {
  const path = join(folder, 'sparse');
  const format = version === 'oldgnu' ? 'oldgnu' : 'posix';
  // Every island is a block of its own, so that the map needs extension blocks.
  execFileSync(
    'bash',
    [
      '-c',
      `rm -f sparse; for i in $(seq 0 29); do printf "island-$i" | dd of=sparse bs=1 seek=$((i*65536)) conv=notrunc status=none; done`,
    ],
    { cwd: folder },
  );
  const bytes = execFileSync('tar', [
    `--format=${format}`,
    ...flags,
    '-S',
    '-C',
    folder,
    '-cf',
    '-',
    'sparse',
  ]);
  const walked = walk(bytes);
  expect(walked.problems).toEqual([]);
  expect(walked.entries).toMatchObject([{ path: 'sparse' }]);
  const body = walked.entries[0]?.body ?? '';
  const islands = Array.from({ length: 30 }, (_, i) => `island-${i}\0`);
  expect(islands.filter((island) => !`${body}\0`.includes(island))).toEqual([]);
  expect(readFileSync(path).length).toBeGreaterThan(body.length);
});

test("archives of Python's tarfile", () => {
  for (const format of ['USTAR_FORMAT', 'GNU_FORMAT', 'PAX_FORMAT']) {
    const script = `
import tarfile, io, sys
with tarfile.open(fileobj=sys.stdout.buffer, mode='w|', format=tarfile.${format}) as t:
    for n in ['a', 'b/' + 'n' * 90, 'é']:
        i = tarfile.TarInfo(n); i.size = 3; t.addfile(i, io.BytesIO(b'abc'))
    i = tarfile.TarInfo('l'); i.type = tarfile.SYMTYPE; i.linkname = 't'; t.addfile(i)
`;
    const walked = walk(execFileSync('python3', ['-c', script]));
    expect(walked.problems).toEqual([]);
    expect(walked.entries.map(({ path }) => path)).toEqual(['a', `b/${'n'.repeat(90)}`, 'é', 'l']);
    expect(walked.entries.map(({ body }) => body)).toEqual(['abc', 'abc', 'abc', '']);
  }
});

function afterAllRemove(path: string): void {
  process.on('exit', () => rmSync(path, { recursive: true, force: true }));
}

test('a multi-volume archive of GNU tar: the continuation is delivered', () => {
  writeFileSync(join(folder, 'large'), 'v'.repeat(30_000));
  const volumes = [join(folder, 'v1'), join(folder, 'v2')];
  execFileSync(
    'tar',
    ['-M', '-L', '20', ...volumes.flatMap((name) => ['-f', name]), '-C', folder, '-c', 'large'],
    {
      stdio: 'pipe',
    },
  );
  const second = walk(readFileSync(volumes[1] as string));
  expect(second.entries[0]).toMatchObject({ flag: 'M', path: 'large' });
  const first = walk(readFileSync(volumes[0] as string));
  const lengths = [first, second].map((walked) => (walked.entries[0]?.body ?? '').length);
  expect((lengths[0] as number) + (lengths[1] as number)).toBe(30_000);
  expect(first.problems).toEqual([expect.stringContaining('cut short')]);
});

test('entry() makes what the tests above believe', () => {
  const bytes = Buffer.concat([entry({ name: 'a', body: 'x' }), END]);
  writeFileSync(join(folder, 'made.tar'), bytes);
  expect(execFileSync('tar', ['-tf', join(folder, 'made.tar')]).toString()).toBe('a\n');
});
