/**
 * What compilers and bundlers make: WebAssembly (Debian's wabt; Go; clang where it is), a Windows
 * program by Go, and bundles by esbuild, Vite and webpack. The last two come from npm into the test's
 * folder; their tests are skipped where that cannot be reached.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import { openFiles } from './support/opened.ts';
import { Workshop, fetched, has, secret } from './support/workshop.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

async function open(name: string, bytes: Uint8Array, chunk?: number) {
  const opened = await openFiles({ [name]: bytes }, chunk === undefined ? {} : { chunk });
  expect(opened.unread).toEqual([]);
  expect(opened.unopened).toEqual([]);
  return opened.texts;
}

describe('WebAssembly', () => {
  (has('wat2wasm') ? test : test.skip)(
    'by wabt: strings side by side, custom sections',
    async () => {
      const [one, two, three, address] = [secret(), secret(), secret(), secret()];
      shop.file(
        'a.wat',
        `(module (memory 1)
  (data (i32.const 8) "API_KEY\\00${one}\\00\\00\\00\\01\\02")
  (data (i32.const 512) "client_secret\\00")
  (data (i32.const 600) "${two}")
  (data "passive_token\\00\\00\\00${three}\\00")
  (func (export "f") (result i32) (i32.const 8)))`,
      );
      shop.run('wat2wasm a.wat -o a.wasm');
      // What Emscripten and Binaryen put behind the module: a custom section, and in it a string.
      const url = `http://a/?token=${address}`;
      const parts = ['sourceMappingURL', url].map((part) => [part.length, ...Buffer.from(part)]);
      const section = parts.flat();
      const bytes = Buffer.concat([
        shop.read('a.wasm'),
        Buffer.from([0, section.length, ...section]),
      ]);
      for (const chunk of [undefined, 7]) {
        const texts = await open('srv/a.wasm', bytes, chunk);
        expect(texts.text('srv/a.wasm!/data')?.split('\n')).toEqual([
          `API_KEY = "${one}"`,
          `client_secret = "${two}"`,
          `passive_token = "${three}"`,
          '',
        ]);
        expect(texts.text('srv/a.wasm!/sourceMappingURL')).toContain(`token=${address}`);
      }
    },
  );

  (has('clang-14', 'wasm-ld-14') ? test : test.skip)('by clang', async () => {
    const value = secret();
    shop.file(
      'c.c',
      `const char settings[] = "API_KEY\\0${value}"; const char *f(void) { return settings; }`,
    );
    shop.run(
      'clang-14 --target=wasm32 -nostdlib -O2 -fuse-ld=/usr/bin/wasm-ld-14 -Wl,--no-entry,--export-all c.c -o c.wasm',
    );
    const texts = await open('c.wasm', shop.read('c.wasm'));
    expect(texts.text('c.wasm!/data')).toContain(`API_KEY = "${value}"\n`);
  });

  (has('go') ? test : test.skip)('by Go', async () => {
    const value = secret();
    shop
      .file('go/go.mod', 'module a\ngo 1.21\n')
      .file(
        'go/main.go',
        `package main\nvar k = "API_KEY=${value}\\n"\nfunc main() { println(k) }\n`,
      );
    shop.run('cd go && GOOS=js GOARCH=wasm go build -o ../go.wasm .');
    const texts = await open('go.wasm', shop.read('go.wasm'), 65536);
    expect(texts.text('go.wasm')).toContain(`API_KEY=${value}`);
    expect(texts.paths()).toContain('go.wasm!/producers');
  });
});

(has('go') ? test : test.skip)('a Windows program by Go, with strings of UTF-16', async () => {
  const value = secret();
  const units = [...`API_KEY=${value}`].map((char) => char.charCodeAt(0)).join(', ');
  shop
    .file('pe/go.mod', 'module a\ngo 1.21\n')
    .file(
      'pe/main.go',
      `package main\nvar k = [...]uint16{${units}}\nfunc main() { println(k[len(k)-1]) }\n`,
    );
  shop.run('cd pe && GOOS=windows GOARCH=amd64 go build -o ../a.exe .');
  const bytes = shop.read('a.exe');
  expect(bytes.toString('latin1', 0, 2)).toBe('MZ');
  const texts = await open('opt/a.exe', bytes, 65536);
  const found = texts.texts.find((text) => text.bytes.includes(`API_KEY=${value}`));
  expect(found?.origin.path).toMatch(/^opt\/a\.exe!\/utf-16@\d+$/);
});

describe('bundles', () => {
  const esbuild = `${process.cwd()}/node_modules/.bin/esbuild`;
  const source = (value: string): string =>
    `// said "quoted"\nexport const apiKey = "${value}";\nconsole.log(apiKey, process.env.NEXT_PUBLIC_API_KEY)\n`;

  test('esbuild: a public variable that is put in, and a map inside of the bundle', async () => {
    const [written, put] = [secret(), secret()];
    shop.file('web/src/app.ts', source(written));
    shop.run(
      `cd web && ${esbuild} src/app.ts --bundle --minify --sourcemap=inline --outfile=out.js --log-level=error ` +
        `--define:process.env.NEXT_PUBLIC_API_KEY='"${put}"'`,
    );
    const texts = await open('app/.next/static/out.js', shop.read('web/out.js'));
    expect(texts.text('app/.next/static/out.js')).toContain(`"${put}"`);
    const found = texts.texts.find((text) => text.bytes.includes('// said "quoted"'));
    expect(found?.origin.path).toMatch(
      /^app\/\.next\/static\/out\.js!\/base64@\d+!\/src\/app\.ts$/,
    );
    expect(found?.bytes.toString()).toContain(`apiKey = "${written}"`);
  });

  const npm = 'npm install --no-audit --no-fund --silent --ignore-scripts --prefix npm';
  const installed = fetched(shop, `${npm} vite@8.3.8 webpack@5.112.2 webpack-cli@7.3.1`);
  const real = installed === null ? test.skip : test;

  real(
    'Vite: variables of .env in the bundle, sources in its map',
    async () => {
      const [written, put] = [secret(), secret()];
      shop
        .file('npm/vite/index.html', '<script type="module" src="/src/main.ts"></script>')
        .file(
          'npm/vite/src/main.ts',
          `// said "quoted"\nconst apiKey = "${written}";\nconsole.log(apiKey, import.meta.env.VITE_API_KEY);\n`,
        )
        .file('npm/vite/.env', `VITE_API_KEY=${put}\n`);
      shop.run(
        'cd npm/vite && ../node_modules/.bin/vite build --sourcemap --logLevel error; cp dist/assets/*.js out.js; cp dist/assets/*.js.map out.js.map',
      );
      const bundle = await open('srv/assets/index.js', shop.read('npm/vite/out.js'));
      expect(bundle.text('srv/assets/index.js')).toContain(put);
      const map = await open('srv/assets/index.js.map', shop.read('npm/vite/out.js.map'));
      expect(map.text('srv/assets/index.js.map!/src/main.ts')).toContain(
        `// said "quoted"\nconst apiKey = "${written}";\n`,
      );
    },
    120_000,
  );

  real.each(['source-map', 'inline-source-map', 'eval'])(
    'webpack, with devtool %s',
    async (devtool) => {
      const [written, put] = [secret(), secret()];
      shop
        .file('npm/webpack/src/app.js', source(written))
        .file(
          'npm/webpack/webpack.config.cjs',
          `const webpack = require('webpack');\nmodule.exports = { mode: '${devtool === 'eval' ? 'development' : 'production'}', entry: './src/app.js', devtool: '${devtool}',` +
            ` plugins: [new webpack.DefinePlugin({ 'process.env.NEXT_PUBLIC_API_KEY': JSON.stringify('${put}') })] };`,
        );
      shop.run('cd npm/webpack && rm -rf dist && ../node_modules/.bin/webpack --stats errors-only');
      const texts = await open('srv/main.js', shop.read('npm/webpack/dist/main.js'));
      const name = 'srv/main.js';
      expect(texts.text(name)).toContain(put);
      if (devtool === 'eval') {
        // A module is a string that is evaluated: the text itself is searched, quotes with slashes.
        expect(texts.text(name)).toContain(`apiKey = \\"${written}\\"`);
        return;
      }
      const map =
        devtool === 'source-map'
          ? await open('srv/main.js.map', shop.read('npm/webpack/dist/main.js.map'))
          : texts;
      const found = map.texts.find((text) => text.bytes.includes('// said "quoted"\n'));
      expect(found?.bytes.toString()).toContain(`apiKey = "${written}"`);
      expect(found?.origin.path).toMatch(
        devtool === 'source-map'
          ? /^srv\/main\.js\.map!\/webpack:\/src\/app\.js$/
          : /^srv\/main\.js!\/base64@\d+!\/webpack:\/src\/app\.js$/,
      );
    },
    120_000,
  );
});

const asar = fetched(
  shop,
  'npm install --no-audit --no-fund --silent --ignore-scripts --prefix npm @electron/asar@3.4.1',
);
(asar === null ? test.skip : test)('an asar by Electron', async () => {
  const value = secret();
  shop.file('app/main.js', `const token = "${value}";\n`).file('app/lib/deep/a.json', '{}');
  shop.run('npm/node_modules/.bin/asar pack app app.asar');
  const texts = await open('opt/resources/app.asar', shop.read('app.asar'), 1000);
  expect(texts.text('opt/resources/app.asar!/main.js')).toBe(`const token = "${value}";\n`);
  expect(texts.text('opt/resources/app.asar!/lib/deep/a.json')).toBe('{}');
});
