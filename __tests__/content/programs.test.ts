/** Programs, databases and documents as their real tools make them. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { openFiles } from './support/opened.ts';
import { Workshop, fetched, has, secret } from './support/workshop.ts';

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

  real('rows of a table without numbers of rows, which is an index', async () => {
    const [short, long] = [secret(), secret()];
    const [before, behind] = ['x'.repeat(700), 'y'.repeat(1500)];
    const others = Array.from({ length: 200 }, (_, i) => `('k${i}', 'value ${i}')`).join(', ');
    shop.run(
      `rm -f w.db; sqlite3 w.db "PRAGMA page_size=1024; CREATE TABLE t(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;` +
        `INSERT INTO t VALUES('api_key', '${short}'), ('big', '${before}${long}${behind}'), ${others};"`,
    );
    const texts = await open('w.db', shop.read('w.db'));
    expect(texts.holds(`api_key\t${short}\n`)).toBe(true);
    expect(texts.holds(`big\t${before}${long}${behind}\n`)).toBe(true);
    // Some stand in the pages that lead to others.
    const lines = texts.texts.flatMap((text) => text.bytes.toString().split('\n'));
    expect(lines.filter((line) => /^k\d+\tvalue \d+$/.test(line))).toHaveLength(200);
  });

  real('an index of one column is not told again', async () => {
    const value = secret();
    shop.run(
      `rm -f i.db; sqlite3 i.db "CREATE TABLE t(name, value); CREATE INDEX i ON t(value); INSERT INTO t VALUES('API_KEY', '${value}');"`,
    );
    const texts = await open('i.db', shop.read('i.db'));
    const found = texts.texts.filter((text) => text.bytes.includes(value));
    expect(found.map((text) => text.origin.path)).toEqual(['i.db', 'i.db!/page-2']);
  });

  real.each(['UTF-16le', 'UTF-16be'])('a database in %s', async (encoding) => {
    const [short, long] = [secret(), secret()];
    shop.run(
      `rm -f u.db; sqlite3 u.db "PRAGMA encoding='${encoding}'; PRAGMA page_size=512; CREATE TABLE t(name, value, data);` +
        `INSERT INTO t VALUES('api_key', '${short}', x'6162'), ('groß', '${'x'.repeat(300)}${long}', 7);"`,
    );
    const texts = await open('u.db', shop.read('u.db'));
    expect(texts.text('u.db!/page-2')).toBe(
      `api_key\t${short}\tab\ngroß\t${'x'.repeat(300)}${long}\n`,
    );
  });

  real('rows of a table that was dropped', async () => {
    const value = secret();
    shop.run(
      `rm -f b.db; sqlite3 b.db "PRAGMA secure_delete=OFF; CREATE TABLE t(name, value); CREATE TABLE u(a);` +
        `INSERT INTO t SELECT 'API_KEY', '${value}' FROM (VALUES(1),(2)); DROP TABLE t;"`,
    );
    const texts = await open('b.db', shop.read('b.db'));
    expect(texts.text('b.db!/page-2')).toBe(`API_KEY\t${value}\n`.repeat(2));
  });

  real('rows of many freed pages, of which one lists the others', async () => {
    const values = Array.from({ length: 200 }, secret);
    const rows = values.map((value) => `('API_KEY', '${value}', '${'x'.repeat(200)}')`).join(', ');
    shop.run(
      `rm -f c.db; sqlite3 c.db "PRAGMA secure_delete=OFF; PRAGMA page_size=1024; CREATE TABLE t(name, value, rest);` +
        `CREATE TABLE u(a); INSERT INTO t VALUES ${rows}; DROP TABLE t; PRAGMA freelist_count"`,
    );
    const texts = await open('c.db', shop.read('c.db'));
    const pages = texts.texts.filter((text) => /!\/page-\d+$/.test(text.origin.path));
    const lines = pages.flatMap((text) => text.bytes.toString().split('\n'));
    const found = values.filter((value) =>
      lines.some((line) => line.startsWith(`API_KEY\t${value}\t`)),
    );
    // The list itself is written over one of them.
    expect(values.length - found.length).toBeLessThanOrEqual(1);
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

  test.each([
    ['an index of maps', { version: 3, sections: [{ offset: {}, map: 'MAP' }] }],
    ['a map with a mark of bytes and a number for debugging', { debugId: 'x', map: 'MAP' }],
    ['a map with what a browser leaves out', { x_google_ignoreList: [0], map: 'MAP' }],
  ])('%s', async (_, shape) => {
    const value = secret();
    const inner = { sources: ['src/a.ts'], sourcesContent: [`const a = "é";\nk("${value}")\n`] };
    const json = JSON.stringify(shape).replace('"MAP"', JSON.stringify(inner));
    const texts = await open('a.map', Buffer.from(`${'debugId' in shape ? '\ufeff' : ''}${json}`));
    expect(texts.text('a.map!/src/a.ts')).toBe(inner.sourcesContent[0]);
  });

  const nbformat = fetched(shop, 'python3 -m pip install -q --target pip nbformat==5.11.1');
  (nbformat === null ? test.skip : test)('a notebook by nbformat (PyPI)', async () => {
    const [source, output, shown] = [secret(), secret(), secret()];
    shop.file(
      'make.py',
      `
import nbformat
from nbformat import v4
cell = v4.new_code_cell('import os\\nos.environ["API_KEY"] = "${source}"\\n')
cell.outputs = [
    v4.new_output("stream", text='key: "${output}"\\n'),
    v4.new_output("display_data", {"text/html": '<b class="k">token: "${shown}"</b>'}),
]
nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell("# notes"), cell]), "a.ipynb")
`,
    );
    shop.run('python3 make.py', { PYTHONPATH: `${shop.folder}/pip` });
    const bytes = shop.read('a.ipynb');
    const texts = await open('srv/a.ipynb', bytes);
    const at = (key: string, value: string): string =>
      `srv/a.ipynb!/${key.replace('/', '-')}@${bytes.lastIndexOf(`"${key}"`, bytes.indexOf(value))}`;
    expect(texts.text(at('source', source))).toBe(
      `import os\nos.environ["API_KEY"] = "${source}"\n`,
    );
    expect(texts.text(at('text', output))).toBe(`key: "${output}"\n`);
    expect(texts.text(at('text/html', shown))).toContain(`token: "${shown}"`);
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
