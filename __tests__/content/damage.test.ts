/** Files of every kind, by the tools that are here, with bytes flipped and ends cut off. */
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openFiles } from './support/opened.ts';
import { Workshop } from './support/workshop.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

describe('what is damaged', () => {
  /** Small files of every kind, by the tools that are here. */
  const samples = (): Buffer[] => {
    shop
      .file('d/a.txt', 'some text, some more text\n'.repeat(30))
      .file('d/A.java', 'class A { static final String K = "v"; }')
      .file('d/a.py', 'K = "v"\nd = {"a": "b"}\n');
    const make = [
      'tar c a.txt',
      'gzip -c a.txt',
      'xz -c a.txt',
      'bzip2 -c a.txt',
      'zstd -c a.txt',
      'rm -f a.zip; zip -q a.zip a.txt a.py; cat a.zip',
      'find . -name "a.*" | cpio -o --quiet -H newc',
      'ar rc a.a a.txt a.py; cat a.a',
      'javac A.java; cat A.class',
      "python3 -c \"import py_compile; py_compile.compile('a.py', 'a.pyc')\"; cat a.pyc",
      "python3 -c \"import pickle, sys; sys.stdout.buffer.write(pickle.dumps({'a': ['b', 1.5, {'c': 'd'}], 'e': ('f',) * 30}, 4))\"",
      "python3 -c \"import pickle, sys; sys.stdout.buffer.write(pickle.dumps({'a': ['b', 1.5, {'c': 'd'}], 'e': ('f',) * 30}, 0))\"",
      "python3 -c \"import sqlite3, sys; d = sqlite3.connect('w.db'); d.execute('PRAGMA journal_mode=WAL'); d.execute('CREATE TABLE IF NOT EXISTS t(a, b)'); d.execute('INSERT INTO t VALUES(1, 2)'); d.commit(); sys.stdout.buffer.write(open('w.db-wal', 'rb').read())\"",
      'echo \'(module (memory 1) (data (i32.const 8) "API_KEY\\00value\\00"))\' > a.wat; wat2wasm a.wat -o a.wasm; cat a.wasm',
      "/usr/bin/python3 -c \"import plyvel; d = plyvel.DB('l', create_if_missing=True); d.put(b'key', b'value' * 100); d.close()\"; cat l/*.log",
      'rm -rf r; ldb --db=r --create_if_missing put key value >/dev/null; cat r/*.log',
      "/usr/bin/python3 -c \"import onnx; from onnx import helper as h; m = h.make_model(h.make_graph([h.make_node('A', [], [], k='v')], 'g', [], [])); h.set_model_props(m, {'a': 'b'}); onnx.save(m, 'm.onnx')\"; cat m.onnx",
      "/usr/bin/python3 -c \"from reportlab.pdfgen.canvas import Canvas; c = Canvas('a.pdf', pageCompression=1); c.drawString(1, 1, 'text'); c.save()\"; cat a.pdf",
      "rm -f a.db; sqlite3 a.db \"CREATE TABLE t(a, b); INSERT INTO t VALUES('x', 'y')\"; cat a.db",
      'rm -rf g; git init -q g; cd g; cp ../a.txt .; git add .; git -c user.name=a -c user.email=a@b commit -qm a; echo b >> a.txt; git -c user.name=a -c user.email=a@b commit -qam b; git gc -q; cat .git/objects/pack/*.pack',
    ];
    return make.flatMap((command) => {
      try {
        return [shop.run(`cd d; ${command}`)];
      } catch {
        return [];
      }
    });
  };

  /** Tables are told by their name as well. */
  const tables = (): Buffer[] => {
    try {
      const code =
        "import plyvel; d = plyvel.DB('t', create_if_missing=True); [d.put(b'key%d' % i, b'value') for i in range(300)]; d.compact_range(); d.close()";
      return [
        shop.run(`rm -rf t; /usr/bin/python3 -c "${code}"; cat t/*.ldb`),
        shop.run(
          'rm -rf r; for i in $(seq 99); do echo "key$i ==> value"; done | sort | ldb --db=r --create_if_missing --compression_type=lz4 load >/dev/null; ldb --db=r compact >/dev/null; cat r/*.sst',
        ),
      ];
    } catch {
      return [];
    }
  };

  test('a table of a database is no different', async () => {
    const files = tables();
    const damage = fc.record({
      file: fc.nat(Math.max(0, files.length - 1)),
      flips: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
    });
    if (files.length === 0) return;
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, flips }) => {
        const bytes = Buffer.from(files[file] as Buffer);
        // Not the magic number at the end, by which it is known.
        for (const [at, value] of flips) bytes[at % (bytes.length - 8)] = value;
        const { texts, unread } = await openFiles({ 'f.ldb': bytes });
        expect(unread).toEqual([]);
        expect(texts.text('f.ldb')).toBe(bytes.toString());
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  test('makes no fault and takes no time, wherever bytes are flipped or cut', async () => {
    const files = samples();
    expect(files.length).toBeGreaterThan(6);
    const damage = fc.record({
      file: fc.nat(files.length - 1),
      flips: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      chunk: fc.integer({ min: 1, max: 4000 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, flips, cut, chunk }) => {
        const whole = files[file] as Buffer;
        const bytes = Buffer.from(
          whole.subarray(0, cut < 0.5 ? whole.length : Math.ceil(whole.length * cut)),
        );
        for (const [at, value] of flips) bytes[Math.min(at % 300, at % bytes.length)] = value;
        const started = performance.now();
        const { texts } = await openFiles({ f: bytes }, { chunk });
        expect(performance.now() - started).toBeLessThan(5000);
        expect(texts.texts.filter((text) => text.origin.path === 'f')).toHaveLength(1);
        expect(texts.texts.find((text) => text.origin.path === 'f')?.bytes.equals(bytes)).toBe(
          true,
        );
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});
