/** Programs, databases and documents as their real tools make them. */
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { openFiles } from './support/opened.ts';
import { Workshop, has, secret } from './support/workshop.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

async function open(name: string, bytes: Uint8Array) {
  const opened = await openFiles({ [name]: bytes });
  expect(opened.unread).toEqual([]);
  expect(opened.unopened).toEqual([]);
  return opened.texts;
}

/** Every Python that pyenv holds here, and the system's. */
const pythons = [
  '2.7.18',
  '3.6.15',
  '3.7.16',
  '3.8.18',
  '3.9.18',
  '3.10.13',
  '3.11.7',
  '3.12.1',
  '3.13.0',
]
  .map((version) => `${process.env['HOME']}/.pyenv/versions/${version}/bin/python`)
  .filter((path) => existsSync(path));
if (pythons.length === 0 && has('python3')) pythons.push('python3');

describe('compiled Python', () => {
  test.each(pythons)('%s -m compileall', async (python) => {
    const [module, member, local, keyword, entry, lone] = Array.from({ length: 6 }, secret);
    shop.run('rm -rf py');
    shop.file(
      'py/app.py',
      `API_KEY = "${module}"\nclass C:\n    token = "${member}"\n    def f(self):\n        password = "${local}"\n` +
        `        self.g(a="b", api_key="${keyword}")\n        return {"first": "1", "client_secret": "${entry}"}\n` +
        `print("${lone}")\n`,
    );
    shop.run(
      `cd py && ${python} -m compileall -q . && find . -name '*.pyc' -exec cp {} app.pyc \\;`,
    );
    const texts = await open('srv/app.pyc', shop.read('py/app.pyc'));
    const lines = texts.text('srv/app.pyc!/constants')?.split('\n') ?? [];
    expect(lines).toContain(lone);
    for (const value of [module, member, local, keyword, entry]) {
      expect(lines.some((line) => line.includes(value as string))).toBe(true);
    }
    if (python.includes('2.7')) return;
    expect(lines).toEqual(
      expect.arrayContaining([
        `API_KEY = "${module}"`,
        `token = "${member}"`,
        `password = "${local}"`,
        `api_key = "${keyword}"`,
        `client_secret = "${entry}"`,
      ]),
    );
  });
});

(has('javac') ? test : test.skip)('a Java class in a jar', async () => {
  const value = secret();
  shop.file(
    'java/App.java',
    `public class App { static final long N = 5L; public static final String API_KEY = "${value}"; }`,
  );
  shop.run('cd java && javac App.java && jar cf ../app.jar App.class');
  const texts = await open('app.jar', shop.read('app.jar'));
  expect(texts.text('app.jar!/App.class!/constants')).toBe(`API_KEY = "${value}";`);
});

describe('SQLite', () => {
  const real = has('sqlite3') ? test : test.skip;
  real('rows whose name and value stand beside each other, also one over many pages', async () => {
    const [short, long] = [secret(), secret()];
    // Where the row is cut into pages, the value stands on both sides.
    const [before, behind] = ['x'.repeat(300), 'y'.repeat(1500)];
    shop.run(
      `rm -f a.db; sqlite3 a.db "PRAGMA page_size=512; CREATE TABLE settings(id INTEGER PRIMARY KEY, name TEXT, value TEXT);` +
        `INSERT INTO settings(name, value) VALUES('API_KEY', '${short}'), ('big', '${before}${long}${behind}');"`,
    );
    const bytes = shop.read('a.db');
    expect(bytes.includes(long)).toBe(false);
    const texts = await open('a.db', bytes);
    expect(texts.holds(`API_KEY\t${short}\n`)).toBe(true);
    expect(texts.holds(`big\t${before}${long}${behind}\n`)).toBe(true);
    const path = texts.texts.find((text) => text.bytes.includes(long))?.origin.path;
    expect(path).toMatch(/^a\.db!\/page-\d+$/);
  });

  real('rows of a table that was dropped', async () => {
    const value = secret();
    shop.run(
      `rm -f b.db; sqlite3 b.db "PRAGMA secure_delete=OFF; CREATE TABLE t(name, value); CREATE TABLE u(a);` +
        `INSERT INTO t SELECT 'API_KEY', '${value}' FROM (VALUES(1),(2)); DROP TABLE t;"`,
    );
    const texts = await open('b.db', shop.read('b.db'));
    expect(texts.holds(value)).toBe(true);
  });
});

describe('JSON that carries texts', () => {
  test('a source map that esbuild makes', async () => {
    const value = secret();
    shop.file(
      'web/src/app.ts',
      `// said "quoted"\nexport const apiKey = "${value}";\nconsole.log(apiKey)\n`,
    );
    shop.run(
      `cd web && ${process.cwd()}/node_modules/.bin/esbuild src/app.ts --bundle --minify --sourcemap --outfile=out.js --log-level=error`,
    );
    const texts = await open('web/out.js.map', shop.read('web/out.js.map'));
    expect(texts.text('web/out.js.map!/src/app.ts')).toContain(
      `// said "quoted"\nexport const apiKey = "${value}";\n`,
    );
  });

  test('a notebook: cells and outputs', async () => {
    const [source, output] = [secret(), secret()];
    const book = {
      cells: [
        {
          cell_type: 'code',
          metadata: {},
          source: ['import os\n', `os.environ["API_KEY"] = "${source}"\n`],
          outputs: [{ output_type: 'stream', name: 'stdout', text: [`key: "${output}"\n`] }],
        },
      ],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    };
    const texts = await open('a.ipynb', Buffer.from(JSON.stringify(book, null, 1)));
    expect(texts.holds(`os.environ["API_KEY"] = "${source}"`)).toBe(true);
    expect(texts.holds(`key: "${output}"`)).toBe(true);
  });
});

test('strings of two bytes a character in a Windows program', async () => {
  const value = secret();
  const program = Buffer.concat([
    Buffer.from('MZ\x90\0', 'latin1'),
    Buffer.alloc(1001, 0x8f),
    Buffer.from(`API_KEY=${value}`, 'utf16le'),
    Buffer.alloc(500, 0xe1),
  ]);
  const texts = await open('app.exe', program);
  expect(texts.text('app.exe!/utf-16@1005')).toBe(`API_KEY=${value}\n`);
});

test('streams of a PDF', async () => {
  const value = secret();
  const packed = deflateSync(`BT (key ${value}) Tj ET`);
  const head = Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`,
  );
  const pdf = Buffer.concat([head, packed, Buffer.from('\nendstream\nendobj\n%%EOF\n')]);
  expect((await open('a.pdf', pdf)).text(`a.pdf!/stream@${head.length}`)).toContain(value);
});

describe('an asar archive', () => {
  test('with a file called like a trap', async () => {
    const value = secret();
    const inner = Buffer.from(`key=${value}`);
    const json = Buffer.from(
      `{"files":{"__proto__":{"size":${inner.length},"offset":"0"},"a":{"files":{"b.js":{"size":4,"offset":"4"}}}}}`,
    );
    const padded = Buffer.concat([json, Buffer.alloc(-json.length & 3)]);
    const head = Buffer.alloc(16);
    [4, padded.length + 8, padded.length + 4, json.length].forEach((word, i) =>
      head.writeUInt32LE(word, 4 * i),
    );
    const { texts } = await openFiles({ 'app.asar': Buffer.concat([head, padded, inner]) });
    expect(texts.text('app.asar!/__proto__')).toBe(`key=${value}`);
    expect(({} as Record<string, unknown>)['size']).toBeUndefined();
  });
});

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
