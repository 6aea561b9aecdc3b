/** Databases as they are found on disk while a program uses them. Debian: python3-plyvel, rocksdb-tools. */
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openFiles } from './support/opened.ts';
import { Workshop, fetched, has, pythonWith, secret } from './support/workshop.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

async function open(files: Record<string, Uint8Array>, chunk?: number) {
  const opened = await openFiles(files, chunk === undefined ? {} : { chunk });
  expect(opened.unread).toEqual([]);
  expect(opened.unopened).toEqual([]);
  return opened.texts;
}

function folder(name: string): Record<string, Uint8Array> {
  const files = shop.run(`find ${name} -type f -size +0 | LC_ALL=C sort`).toString().trim();
  return Object.fromEntries(files.split('\n').map((file) => [`srv/${file}`, shop.read(file)]));
}

const plyvel = pythonWith('plyvel');
(plyvel === null ? describe.skip : describe)('LevelDB', () => {
  test('a log, with a value over two blocks of it', async () => {
    const [first, split] = [secret(), secret()];
    shop.run('rm -rf log');
    shop.file(
      'make.py',
      `
import plyvel
db = plyvel.DB("log", create_if_missing=True)
db.put(b"API_KEY", b"${first}")
db.put(b"filler", bytes(32768 - 7 - 12 - 60 - ${first.length} - 30 - 40))
db.put(b"SPLIT_KEY", b"${split}" * 40)
db.delete(b"gone")
db.close()
`,
    );
    shop.run(`${plyvel} make.py`);
    const files = folder('log');
    const name = Object.keys(files).find((path) => path.endsWith('.log')) as string;
    expect(Buffer.from(files[name] as Uint8Array).includes(split.repeat(40))).toBe(false);
    for (const chunk of [undefined, 999]) {
      const texts = await open(files, chunk);
      const text = texts.text(`${name}!/records`);
      expect(text).toContain(`API_KEY=${first}\n`);
      expect(text).toContain(`SPLIT_KEY=${split.repeat(40)}\n`);
    }
  });

  test.each(['snappy', 'None'])('a table packed with %s', async (packing) => {
    const value = secret();
    shop.run('rm -rf table');
    shop.file(
      'make.py',
      `
import plyvel
db = plyvel.DB("table", create_if_missing=True, compression=${packing === 'None' ? packing : "'snappy'"})
for i in range(5000): db.put(b"user:%05d:name" % i, b"somebody with a name, number %d" % i)
db.put(b"user:02500:api_key", b"${value}")
db.compact_range()
db.close()
`,
    );
    shop.run(`${plyvel} make.py`);
    const files = folder('table');
    const name = Object.keys(files).find((path) => /\.(?:ldb|sst)$/.test(path)) as string;
    const texts = await open(files, 1000);
    const text = texts.text(`${name}!/entries`);
    expect(text).toContain(`user:02500:api_key=${value}\n`);
    expect(text?.split('\n')).toHaveLength(5002);
  });

  test('a table that is cut at its end, or has a damaged block, is told', async () => {
    const [name, bytes] = Object.entries(folder('table')).find(([path]) =>
      /\.(?:ldb|sst)$/.test(path),
    ) as [string, Uint8Array];
    const cut = await openFiles({ [name]: bytes.subarray(1000) });
    expect(cut.unopened).toHaveLength(1);
    expect(await open({ 'a.sst': Buffer.from('no table at all, only a text') })).toBeDefined();
  });
});

(has('ldb') ? describe : describe.skip)('RocksDB', () => {
  const put = (compression: string, options = ''): string =>
    `for i in $(seq 300); do echo "user:$i:name ==> somebody with a name, number $i"; done > in.txt;` +
    `echo "user:api_key ==> $SECRET" >> in.txt; sort -o in.txt in.txt;` +
    `ldb --db=rocks --create_if_missing --compression_type=${compression} ${options} load < in.txt`;

  test.each(['no', 'snappy', 'zlib', 'lz4', 'lz4hc', 'zstd'])(
    'a table packed with %s',
    async (compression) => {
      const value = secret();
      shop.run('rm -rf rocks');
      shop.run(`${put(compression, '--bulk_load')} && ldb --db=rocks compact`, { SECRET: value });
      const files = folder('rocks');
      const names = Object.keys(files).filter((path) => path.endsWith('.sst'));
      expect(names.length).toBeGreaterThan(0);
      const texts = await openFiles(files);
      expect(texts.unopened).toEqual([]);
      const found = names.map((name) => texts.texts.text(`${name}!/entries`) ?? '').join('');
      expect(found).toContain(`user:api_key=${value}\n`);
      expect(found.split('\n').length).toBeGreaterThan(300);
    },
  );

  test('a log', async () => {
    const value = secret();
    shop.run(`rm -rf rocks; ldb --db=rocks --create_if_missing put API_KEY ${value}`);
    const files = folder('rocks');
    const name = Object.keys(files).find((path) => path.endsWith('.log')) as string;
    expect((await open(files)).text(`${name}!/records`)).toContain(`API_KEY=${value}\n`);
  });
});

(has('db_bench') ? test : test.skip)('a log of RocksDB whose records are packed', async () => {
  const fill = '--benchmarks=fillseq --num=900 --value_size=200 --disable_auto_compactions=true';
  shop.run(`rm -rf packed plain; db_bench --db=packed ${fill} --seed=7 --wal_compression=zstd`);
  shop.run(`db_bench --db=plain ${fill} --seed=7`);
  const log = (name: string): string => shop.run(`ls ${name}/*.log`).toString().trim();
  const packed = shop.read(log('packed'));
  const text = (await open({ 'srv/a.log': packed }, 777)).text('srv/a.log!/records');
  expect(packed[6]).toBe(9);
  expect(text).toBe((await open({ 'b.log': shop.read(log('plain')) })).text('b.log!/records'));
  expect(text).toHaveLength(900 * (16 + 1 + 200 + 1));
  // A record in the middle of it.
  packed[20_000] = (packed[20_000] as number) ^ 0xff;
  expect((await openFiles({ 'srv/a.log': packed })).unopened).toHaveLength(1);
});

const rocksdict = fetched(
  shop,
  'python3 -m pip install -q --no-deps --target pip rocksdict==0.3.29',
);
(rocksdict === null ? test.skip : test)(
  'a table in the format of a current RocksDB, which is newer than Debian has (PyPI)',
  async () => {
    const value = secret();
    shop.file(
      'make.py',
      `
from rocksdict import Rdict, Options, BlockBasedOptions, DBCompressionType
options = Options(raw_mode=True)
options.set_compression_type(DBCompressionType.lz4())
block = BlockBasedOptions()
block.set_format_version(6)
options.set_block_based_table_factory(block)
db = Rdict("new", options)
for i in range(2000): db[b"user:%05d:name" % i] = b"somebody, number %d" % i
db[b"user:00999:api_key"] = b"${value}"
db.flush()
db.close()
`,
    );
    shop.run('python3 make.py', { PYTHONPATH: `${shop.folder}/pip` });
    const name = shop.run('ls new/*.sst').toString().trim();
    const bytes = shop.read(name);
    expect(bytes.readUInt32LE(bytes.length - 12)).toBe(6);
    const text = (await open({ 'srv/a.sst': bytes })).text('srv/a.sst!/entries');
    expect(text).toContain(`user:00999:api_key=${value}\n`);
    expect(text?.split('\n')).toHaveLength(2002);
  },
);

(rocksdict === null ? test.skip : test).each([2, 4, 6])(
  'a table of version %p whose index has parts of its own (PyPI)',
  async (version) => {
    const value = secret();
    shop.file(
      'make.py',
      `
from rocksdict import Rdict, Options, BlockBasedOptions, BlockBasedIndexType
options = Options(raw_mode=True)
block = BlockBasedOptions()
block.set_format_version(${version})
block.set_index_type(BlockBasedIndexType.two_level_index_search())
block.set_metadata_block_size(256)
block.set_block_size(512)
options.set_block_based_table_factory(block)
db = Rdict("parted${version}", options)
for i in range(2000): db[b"user:%05d:name" % i] = b"somebody, number %d" % i
db[b"user:00999:api_key"] = b"${value}"
db.flush()
db.close()
`,
    );
    shop.run('python3 make.py', { PYTHONPATH: `${shop.folder}/pip` });
    const bytes = shop.read(shop.run(`ls parted${version}/*.sst`).toString().trim());
    const text = (await open({ 'srv/a.sst': bytes })).text('srv/a.sst!/entries');
    expect(text).toContain(`user:00999:api_key=${value}\n`);
    expect(text?.split('\n')).toHaveLength(2002);
  },
);

(has('python3') ? describe : describe.skip)('beside an SQLite database', () => {
  test('a write-ahead log whose pages the database has not got yet', async () => {
    const [short, long] = [secret(), secret()];
    // Some of them are cut by the end of a page.
    const many = long.repeat(60);
    shop.file(
      'make.py',
      `
import sqlite3, shutil
db = sqlite3.connect("a.db")
db.execute("PRAGMA page_size=512"); db.execute("PRAGMA journal_mode=WAL")
db.execute("CREATE TABLE settings(name TEXT, value TEXT)")
db.execute("INSERT INTO settings VALUES('API_KEY', '${short}'), ('big', '${many}')")
db.commit()
db.execute("DELETE FROM settings"); db.commit()
shutil.copy("a.db-wal", "copy.db-wal")
`,
    );
    shop.run('rm -f a.db*; python3 make.py');
    const bytes = shop.read('copy.db-wal');
    expect(bytes.includes(many)).toBe(false);
    const texts = await open({ 'var/a.db-wal': bytes });
    const found = texts.texts.filter((text) => text.bytes.includes(`API_KEY\t${short}\n`));
    expect(found[0]?.origin.path).toMatch(/^var\/a\.db-wal!\/frame-\d+-page-2$/);
    expect(texts.holds(`big\t${many}\n`)).toBe(true);
  });

  test('a rollback journal that holds the rows of before', async () => {
    const value = secret();
    shop.file(
      'make.py',
      `
import sqlite3, shutil
db = sqlite3.connect("b.db")
db.execute("CREATE TABLE settings(name TEXT, value TEXT)")
db.execute("INSERT INTO settings VALUES('API_KEY', '${value}')"); db.commit()
db.execute("PRAGMA cache_size=1"); db.execute("PRAGMA cache_spill=1")
db.execute("DELETE FROM settings")
db.execute("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 2000) INSERT INTO settings SELECT x, hex(randomblob(200)) FROM c")
shutil.copy("b.db-journal", "copy.db-journal")
db.rollback()
`,
    );
    shop.run('rm -f b.db*; python3 make.py');
    const texts = await open({ 'b.db-journal': shop.read('copy.db-journal') });
    const found = texts.texts.find((text) => text.bytes.includes(`API_KEY\t${value}\n`));
    expect(found?.origin.path).toMatch(/^b\.db-journal!\/frame-\d+-page-2$/);
  });
});

describe('what is made up', () => {
  /** A table without compression whose index names blocks by offset and size. */
  const table = (block: Buffer, handles: [number, number][]): Buffer => {
    const entry = (value: number[]): number[] => [0, 1, value.length, 0x6b, ...value];
    const trailer = Buffer.alloc(5);
    const restarts = Buffer.from([0, 0, 0, 0, 1, 0, 0, 0]);
    const index = Buffer.concat([Buffer.from(handles.flatMap(entry)), restarts]);
    const varint = (value: number): number[] =>
      value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
    const footer = Buffer.alloc(48);
    Buffer.from([0, 0, ...varint(block.length + 5), ...varint(index.length)]).copy(footer);
    Buffer.from('57fb808b247547db', 'hex').copy(footer, 40);
    return Buffer.concat([block, trailer, index, trailer, footer]);
  };
  const block = Buffer.concat([
    Buffer.from([0, 11, 5]),
    Buffer.from('KEY\x01\0\0\0\0\0\0\0value', 'latin1'),
    Buffer.from([0, 0, 0, 0, 1, 0, 0, 0]),
  ]);

  test('a table whose index names one block again and again', async () => {
    const bytes = table(
      block,
      Array.from({ length: 5000 }, () => [0, block.length]),
    );
    const { texts, unopened, unread } = await openFiles({ 'a.ldb': bytes });
    expect(texts.text('a.ldb!/entries')).toBe('KEY=value\n');
    expect(unopened).toEqual([
      'a.ldb: 4999 blocks of the table are damaged or packed in another way',
    ]);
    expect(unread).toEqual([]);
  });

  test('ends well, whatever follows the header of a log of SQLite', async () => {
    const heads = ['377f0682002de21800000200', 'd9d505f920a163d7ffffffff000000000000000200000200'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.array(fc.uint8Array({ minLength: 536, maxLength: 536 }), { maxLength: 8 }),
        async (head, pages) => {
          for (const page of pages) page[24] = 0x0d;
          const { unread } = await openFiles({
            f: Buffer.concat([Buffer.from(head, 'hex'), ...pages]),
          });
          expect(unread).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
