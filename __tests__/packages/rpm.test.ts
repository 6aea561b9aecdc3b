/** rpm databases in each of their formats, read as rpm reads them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RpmPackages } from '../../src/packages/rpm/packages.ts';
import { hasRpm, RpmWorkshop, vagueLine, type RpmFile } from './rpm-workshop.ts';

const described = hasRpm ? describe : describe.skip;

const listed = (...files: Uint8Array[]): string[] => {
  const packages = new RpmPackages();
  for (const bytes of files) {
    const keeper = packages.keeper();
    for (let at = 0; at < bytes.length; at += 50_000) {
      // The buffer is reused by whoever writes.
      const chunk = Uint8Array.from(bytes.subarray(at, at + 50_000));
      keeper.write(chunk);
      chunk.fill(0x21);
    }
    keeper.end();
  }
  return [...packages.listed()].map(({ path, digest }) => `/${path} ${digest}`).sort();
};

const files: RpmFile[] = [
  { package: 'tool', path: 'usr/share/tool/default.ini', text: vagueLine() },
  {
    package: 'tool',
    path: 'etc/tool/a.conf',
    text: vagueLine(),
    attribute: '%config(noreplace)',
  },
  { package: 'tool', path: 'etc/tool/ghost.conf', text: vagueLine(), attribute: '%ghost' },
  { package: 'old', path: 'etc/old.conf', text: vagueLine() },
  { package: 'closed', path: 'etc/closed.conf', text: vagueLine() },
];

described('an rpm database', () => {
  const shop = new RpmWorkshop();
  let formats: Record<string, Buffer> = {};
  let theirs: string[] = [];

  beforeAll(() => {
    shop.install(files);
    formats = {
      SQLite: shop.sqlite(),
      ndb: shop.ndb(),
      'Berkeley DB': shop.berkeley(1234),
      'Berkeley DB, big endian': shop.berkeley(4321),
    };
    theirs = shop.dump('root/var/lib/rpm', 'sqlite').filter((line) => !line.includes('closed'));
  }, 120_000);
  afterAll(() => shop.remove());

  test('made by rpm has what was asked for', () => {
    const sums = theirs.map((line) => line.split(' ') as [string, string]);
    expect(new Map(sums).get('/etc/old.conf')).toHaveLength(32);
    expect(new Map(sums).get('/etc/tool/a.conf')).toHaveLength(64);
    expect(theirs.length).toBeGreaterThan(1000);
    expect(formats['SQLite']?.length).toBeGreaterThan(200_000);
    // The hash is one that rpm itself takes for its database.
    const hash = shop.dump('bdb-1234', 'bdb_ro').filter((line) => !line.includes('closed'));
    expect(hash).toEqual(theirs);
  });

  test.each(['SQLite', 'ndb', 'Berkeley DB', 'Berkeley DB, big endian'])(
    'in %s lists files and digests as rpm does, but no ghost and no private package',
    (format) => {
      const ours = listed(formats[format] as Buffer);
      expect(ours).toEqual(theirs);
      expect(ours.join('\n')).not.toContain('ghost');
      expect(ours.join('\n')).not.toContain('closed');
    },
  );

  test('that comes again in the next layer is kept once, whatever its format', () => {
    expect(listed(...Object.values(formats))).toEqual(theirs);
  });

  test('with a log of changes beside it is read without them', () => {
    shop.run('mkdir -p wal && cp root/var/lib/rpm/rpmdb.sqlite wal/');
    shop.run(
      `cd wal && sqlite3 rpmdb.sqlite 'PRAGMA journal_mode=WAL' 'PRAGMA wal_autocheckpoint=0' ` +
        `"DELETE FROM Packages WHERE hnum=1" '.shell mkdir kept; cp rpmdb.sqlite* kept/' >/dev/null`,
    );
    expect(shop.read('wal/kept/rpmdb.sqlite-wal').length).toBeGreaterThan(0);
    expect(listed(shop.read('wal/kept/rpmdb.sqlite'))).toEqual(theirs);
  });

  test('of which the end is missing proves what is left', () => {
    for (const bytes of Object.values(formats)) {
      for (const part of [0.3, 0.6, 0.9]) {
        const ours = listed(bytes.subarray(0, bytes.length * part));
        expect(theirs).toEqual(expect.arrayContaining(ours));
      }
    }
    const most = formats['ndb'] as Buffer;
    expect(listed(most.subarray(0, most.length * 0.9)).length).toBeGreaterThan(0);
  });

  test('that is damaged makes no fault and takes no time', () => {
    const started = performance.now();
    let runs = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(formats)),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
          minLength: 1,
          maxLength: 40,
        }),
        fc.boolean(),
        (bytes, flips, early) => {
          const damaged = Buffer.from(bytes);
          const reach = early ? 8192 : bytes.length;
          for (const [at, value] of flips) damaged[Math.floor(at * (reach - 1))] = value;
          listed(damaged);
          runs += 1;
        },
      ),
    );
    expect((performance.now() - started) / runs).toBeLessThan(500);
  });
});

describe('what only says that it is a database', () => {
  test.each<[string, Buffer]>([
    ['SQLite', Buffer.from('SQLite format 3\0\x02\0\x01\x01\0@  ', 'latin1')],
    ['ndb', Buffer.from('RpmP\0\0\0\0\x07\0\0\0\xff\0\0\0', 'latin1')],
    ['Berkeley DB', Buffer.from('000000000000000061150600090000000002000000', 'hex')],
  ])('lists nothing: %s', (_name, magic) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.nat(255), (rest, filler) => {
        expect(listed(Buffer.concat([magic, rest]))).toEqual([]);
        expect(listed(Buffer.concat([magic, Buffer.alloc(20_000, filler)]))).toEqual([]);
      }),
    );
  });

  test('and whose values lie on one another is not made into more than it is', () => {
    // A page that names itself as the next, for a value of a megabyte.
    const size = 512;
    const file = Buffer.alloc(1024 * 1024);
    file.writeUInt32LE(0x061561, 12);
    file.writeUInt32LE(size, 20);
    for (let page = 1; page < 2048; page += 1) {
      const at = page * size;
      file[at + 25] = page === 1 ? 7 : 13;
      if (page === 1) {
        file.writeUInt32LE(1, at + 16);
        file.writeUInt16LE(1, at + 22);
        continue;
      }
      file.writeUInt16LE(2, at + 20);
      file.writeUInt16LE(size, at + 26);
      file.writeUInt16LE(400, at + 28);
      file[at + 400] = 3;
      file.writeUInt32LE(1, at + 404);
      file.writeUInt32LE(1024 * 1024, at + 408);
    }
    const started = performance.now();
    expect(listed(file)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
