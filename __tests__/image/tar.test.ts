import { describe, expect, test } from '@jest/globals';
import { walk } from './support/walk.ts';
import { END, entry, header, octal, padded, pax, tar } from './support/tar-maker.ts';

const base256 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(value, 4);
  bytes[0] = (bytes[0] as number) | 0x80;
  return bytes;
};

const bodies = (archive: Buffer): [string, string][] =>
  walk(archive).entries.map(({ path, body }) => [path, body]);

describe('entries', () => {
  test.each([
    ['ustar', 'ustar\x0000'],
    ['GNU', 'ustar  \0'],
    ['v7', '\0\0\0\0\0\0\0\0'],
  ])('%s: name and body', (_format, magic) => {
    const walked = walk(tar({ name: 'a/b', body: 'hello', magic }, { name: 'c', body: '', magic }));
    expect(walked.entries).toMatchObject([
      { path: 'a/b', body: 'hello', size: 5, flag: '0' },
      { path: 'c', body: '', size: 0 },
    ]);
    expect(walked).toMatchObject({ names: ['a/b', 'c'], strays: [], problems: [] });
  });

  test('ustar prefix goes before the name, in v7 and GNU the bytes there are something else', () => {
    expect(bodies(tar({ name: 'n', prefix: 'a/b', body: 'x' }))).toEqual([['a/b/n', 'x']]);
    const gnu = walk(tar({ name: 'n', prefix: 'secret', body: 'x', magic: 'ustar  \0' }));
    expect(gnu.entries).toMatchObject([{ path: 'n' }]);
    expect(gnu.strays[0]?.[1]).toContain('secret');
  });

  test('GNU long name and long link', () => {
    const name = `deep/${'n'.repeat(300)}`;
    const link = `to/${'l'.repeat(200)}`;
    const walked = walk(
      tar(
        { name: '././@LongLink', type: 'K', body: `${link}\0` },
        { name: '././@LongLink', type: 'L', body: `${name}\0` },
        { name: 'cut', type: '2', link: 'cut too' },
        { name: 'next', body: 'x' },
      ),
    );
    expect(walked.entries).toMatchObject([
      { path: name, link, flag: '2' },
      { path: 'next', link: '' },
    ]);
    expect(walked.names).toEqual(expect.arrayContaining([name, link, 'cut', 'cut too']));
    expect(walked.strays).toEqual([]);
  });

  test('bytes behind a long name are handed over', () => {
    const walked = walk(tar({ type: 'L', body: 'n\0hidden' }, { body: 'x' }));
    expect(walked.entries).toMatchObject([{ path: 'n' }]);
    expect(walked.strays).toEqual([[512, 'n\0hidden']]);
  });

  test('PAX path, linkpath and size overrule the header; plain records are not searched again', () => {
    const records = pax([
      ['path', 'péx'],
      ['linkpath', 'target'],
      ['size', '3'],
      ['mtime', '1.5'],
    ]);
    const walked = walk(
      Buffer.concat([entry(records), header({ name: 'short' }), padded(Buffer.from('abc')), END]),
    );
    expect(walked.entries).toMatchObject([
      { path: 'péx', link: 'target', size: 3, body: 'abc', pax: null },
    ]);
    expect(walked.names).toContain('short');
    expect(walked.problems).toEqual([]);
  });

  test('PAX records that are more than names and numbers come with the entry', () => {
    const walked = walk(
      tar(pax([['SCHILY.xattr.user.note', 'token']]), { name: 'f' }, { name: 'g' }),
    );
    expect(walked.entries[0]?.pax).toContain('user.note=token');
    expect(walked.entries[1]?.pax).toBeNull();
  });

  test('records overruled by other records, or followed by no entry, are handed over', () => {
    const lost = pax([['comment', 'first']]);
    const last = pax([['comment', 'last']]);
    const walked = walk(tar(lost, pax([['path', 'p']]), { name: 'f' }, last));
    expect(walked.entries).toMatchObject([{ path: 'p', pax: null }]);
    const strays = walked.strays.map(([, text]) => text).join('|');
    expect(strays).toContain('comment=first');
    expect(strays).toContain('comment=last');
  });

  test('a global header is searched, and disputed where it would rename files', () => {
    const fine = walk(tar(pax([['comment', 'abc']], 'g'), { name: 'f' }));
    expect(fine.strays[0]?.[1]).toContain('comment=abc');
    expect(fine.problems).toEqual([]);
    const bad = walk(tar(pax([['path', 'other']], 'g'), { name: 'f' }));
    expect(bad.entries).toMatchObject([{ path: 'f' }]);
    expect(bad.problems[0]).toContain('global header');
  });

  test('PAX sparse 1.0: the name is the real one, the body comes as stored, map first', () => {
    const records = pax([
      ['GNU.sparse.major', '1'],
      ['GNU.sparse.minor', '0'],
      ['GNU.sparse.name', 'real'],
      ['GNU.sparse.realsize', '1000'],
      ['path', './GNUSparseFile.0/real'],
    ]);
    const walked = walk(tar(records, { name: 'GNUSparseFile.0/real', body: '1\n0\n3\nabc' }));
    expect(walked.entries).toMatchObject([{ path: 'real', body: '1\n0\n3\nabc' }]);
  });

  test('old GNU sparse with extension blocks: the body after the map is delivered', () => {
    const change = (block: Buffer): void => {
      for (let i = 0; i < 4; i++) {
        octal(i * 1024, 12).copy(block, 386 + i * 24);
        octal(1, 12).copy(block, 398 + i * 24);
      }
      block[482] = 1;
      octal(9000, 12).copy(block, 483);
    };
    const extension = Buffer.alloc(512);
    octal(8000, 12).copy(extension, 0);
    octal(2, 12).copy(extension, 12);
    const archive = Buffer.concat([
      header({ name: 's', type: 'S', magic: 'ustar  \0', size: octal(6, 12), change }),
      extension,
      padded(Buffer.from('abcdef')),
      entry({ name: 'after', body: 'x' }),
      END,
    ]);
    expect(walk(archive)).toMatchObject({
      entries: [
        { path: 's', flag: 'S', body: 'abcdef' },
        { path: 'after', body: 'x' },
      ],
      problems: [],
      strays: [],
    });
    extension.write('secret', 505);
    archive.set(extension, 512);
    expect(walk(archive).strays).toMatchObject([[512, expect.stringContaining('secret')]]);
  });

  test('a sparse map out of order is told', () => {
    const change = (block: Buffer): void => {
      octal(4096, 12).copy(block, 386);
      octal(3, 12).copy(block, 398);
      octal(0, 12).copy(block, 410);
      octal(3, 12).copy(block, 422);
    };
    const walked = walk(tar({ type: 'S', magic: 'ustar  \0', body: 'abcdef', change }));
    expect(walked.problems[0]).toContain('out of order');
    expect(walked.entries).toMatchObject([{ body: 'abcdef' }]);
  });

  test.each(['7', 'Z', 'M', 'D', 'V', 'A', '\0', 'N'])(
    'type %j is delivered with its body',
    (type) => {
      expect(bodies(tar({ name: 'n', type, body: 'b' }, { name: 'o', body: 'c' }))).toEqual([
        ['n', 'b'],
        ['o', 'c'],
      ]);
    },
  );

  test('base-256 sizes', () => {
    expect(bodies(tar({ body: 'abc', size: base256(3n) }, { name: 'o' }))).toEqual([
      ['file', 'abc'],
      ['o', ''],
    ]);
  });

  test('a link or folder that claims a body: what follows is its body unless it is a header', () => {
    for (const type of ['1', '2', '5']) {
      const size = octal(700, 12);
      const body = Buffer.alloc(1024);
      body.fill('s', 0, 700);
      const withBody = Buffer.concat([
        header({ name: 'l', type, size }),
        body,
        entry({ name: 'o', body: 'x' }),
        END,
      ]);
      expect(bodies(withBody)).toEqual([
        ['l', 's'.repeat(700)],
        ['o', 'x'],
      ]);
      expect(walk(withBody).problems).toEqual([]);
      const without = Buffer.concat([
        header({ name: 'l', type, size }),
        entry({ name: 'o', body: 'x' }),
        END,
      ]);
      expect(bodies(without)).toEqual([
        ['l', ''],
        ['o', 'x'],
      ]);
    }
  });

  test('a short body claimed by a link ends inside its block, and the rest is stray', () => {
    const block = Buffer.alloc(512);
    block.write('bodyrest');
    const archive = Buffer.concat([
      header({ name: 'l', type: '2', size: octal(4, 12) }),
      block,
      END,
    ]);
    expect(walk(archive)).toMatchObject({
      entries: [{ body: 'body' }],
      strays: [[516, expect.stringContaining('rest')]],
    });
  });
});

describe('bytes in no entry', () => {
  test('an archive behind the end marks is walked, other bytes there are strays', () => {
    const archive = Buffer.concat([
      tar({ name: 'a', body: '1' }),
      tar({ name: 'b', body: '2' }),
      padded(Buffer.from('tail')),
    ]);
    const walked = walk(archive);
    expect(walked.entries).toMatchObject([{ path: 'a' }, { path: 'b', body: '2' }]);
    expect(walked.strays).toMatchObject([[4096, expect.stringContaining('tail')]]);
    expect(walked.problems).toEqual([]);
  });

  test('a tail shorter than a block', () => {
    expect(walk(Buffer.concat([tar({ name: 'a' }), Buffer.from('tail')]))).toMatchObject({
      strays: [[1536, 'tail']],
      problems: [],
    });
  });

  test('padding that is not zero', () => {
    const archive = tar({ name: 'a', body: 'x' });
    archive.write('secret', 700);
    expect(walk(archive).strays).toMatchObject([[513, expect.stringContaining('secret')]]);
  });

  test.each([
    ['behind the name', 50],
    ['behind the link name', 200],
    ['in the mode', 100],
    ['in the group name', 300],
    ['in the padding', 501],
  ])('header bytes %s', (_where, at) => {
    const walked = walk(
      tar({ name: 'a', body: 'x', change: (block) => void block.write('sec', at) }),
    );
    expect(walked.strays).toMatchObject([[0, expect.stringContaining('sec')]]);
    expect(walked.entries).toMatchObject([{ path: 'a', body: 'x' }]);
  });

  test('owner names are handed over when they change', () => {
    const owned = (name: string, user: string): Parameters<typeof tar>[0] => ({
      name,
      change: (block) => void block.write(user, 265),
    });
    const walked = walk(
      tar(owned('a', 'root'), owned('b', 'token'), owned('c', 'token'), owned('d', 'other')),
    );
    expect(walked.strays.map(([offset]) => offset)).toEqual([512, 1536]);
  });
});

describe('damage', () => {
  test('a broken checksum is told once, its bytes are handed over, and the walk goes on', () => {
    const archive = tar({ name: 'a', body: 'body of a' }, { name: 'b', body: '2' });
    archive.write('?', 0);
    const walked = walk(archive);
    expect(walked.problems).toEqual([
      'a block that should be a header is none (at byte 0 of the tar)',
    ]);
    expect(walked.strays).toMatchObject([[0, expect.stringContaining('body of a')]]);
    expect(walked.entries).toMatchObject([{ path: 'b', body: '2' }]);
  });

  test('a checksum that is summed over signed bytes holds', () => {
    const block = header({ name: Buffer.from('\u00e9\u00e9', 'latin1') });
    block.fill(0x20, 148, 156);
    const sum = block.reduce((total, byte) => total + (byte > 127 ? byte - 256 : byte), 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    expect(walk(Buffer.concat([block, END]))).toMatchObject({ problems: [], entries: [{}] });
  });

  test.each([
    ['negative', Buffer.from('ff'.repeat(12), 'hex')],
    ['above 2^53', Buffer.from(`80${'ff'.repeat(11)}`, 'hex')],
    ['no number', Buffer.from('00000000x00\0')],
  ])('a size that is %s', (_what, size) => {
    const walked = walk(tar({ name: 'a', body: 'secret', size }, { name: 'b', body: 'x' }));
    expect(walked.problems[0]).toContain('size');
    expect(walked.strays.map(([, text]) => text).join()).toContain('secret');
    expect(walked.entries).toMatchObject([{ path: 'b', body: 'x' }]);
  });

  test('a damaged PAX record is told and its bytes come with the entry', () => {
    for (const body of ['99 a=b\n', '6 ab\n\n', 'x', '7 a=bc\n9']) {
      const walked = walk(tar({ type: 'x', body }, { name: 'f', body: 'x' }));
      expect(walked.problems).toHaveLength(1);
      expect(walked.entries).toMatchObject([{ path: 'f', body: 'x', pax: body }]);
    }
  });

  test.each([
    ['in a header', 100],
    ['in a body', 600],
    ['in the padding', 1000],
    ['in an extended header', 1600],
  ])('an archive cut short %s', (_where, length) => {
    const archive = tar(
      { name: 'a', body: 'x'.repeat(400) },
      pax([['comment', 'y'.repeat(200)]]),
      {},
    );
    const walked = walk(archive.subarray(0, length));
    expect(walked.problems).toEqual([`the tar is cut short (at byte ${length} of the tar)`]);
    if (length === 1600) expect(walked.strays.map(([, text]) => text).join()).toContain('comment=');
  });

  test('an archive without end marks is whole', () => {
    expect(walk(entry({ name: 'a', body: 'x' })).problems).toEqual([]);
  });

  test('limits: long extended headers and too many entries are told, their bytes handed over', () => {
    const limits = { extension: 100, entries: 1 };
    const walked = walk(
      tar(pax([['comment', 'z'.repeat(200)]]), { name: 'a' }, { name: 'b', body: 'rest' }),
      [],
      limits,
    );
    expect(walked.problems).toEqual([
      expect.stringContaining('more than 100 bytes'),
      expect.stringContaining('more than 1 entries'),
    ]);
    const strays = walked.strays.map(([, text]) => text).join();
    expect(strays).toContain('zzzz');
    expect(strays).toContain('rest');
  });
});
