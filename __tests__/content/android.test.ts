/**
 * Android's packages by aapt, dalvik-dx (Maven Central), zipalign and apksigner. Debian: aapt,
 * android-framework-res, apksigner, zipalign, a JDK.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { openFiles } from './support/opened.ts';
import { Workshop, fetched, has, secret } from './support/workshop.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

const FRAMEWORK = '/usr/share/android-framework-res/framework-res.apk';
const DX =
  'https://repo1.maven.org/maven2/com/jakewharton/android/repackaged/dalvik-dx/9.0.0_r3/dalvik-dx-9.0.0_r3.jar';

const [resource, listed, inManifest, constant, inCode, asset] = Array.from({ length: 6 }, secret);
const long = secret().repeat(4);

function sources(): void {
  shop
    .file(
      'AndroidManifest.xml',
      '<?xml version="1.0" encoding="utf-8"?><manifest xmlns:android="http://schemas.android.com/apk/res/android" package="org.example.app">' +
        `<application><meta-data android:name="org.example.API_KEY" android:value="${inManifest}"/></application></manifest>`,
    )
    .file(
      'res/values/strings.xml',
      `<resources><string name="mistral_api_key">${resource}</string><string name="greeting">Grüße</string>` +
        `<string name="long_key">${long}</string><string-array name="keys"><item>${listed}</item></string-array></resources>`,
    )
    .file('assets/app.env', `API_KEY=${asset}\n`)
    .file(
      'src/a/App.java',
      `package a; public class App { static final int N = 70000; static final double D = 1.5; static final boolean B = true;` +
        ` public static final String API_KEY = "${constant}"; static final long L = 5L; String f() { return "${inCode}"; } }`,
    );
}

const built = has('aapt', 'javac', 'jar') && existsSync(FRAMEWORK);
const dx = built ? fetched(shop, `curl -sSfo dx.jar ${DX}`) : null;
const values = [
  `mistral_api_key = "${resource}"`,
  'greeting = "Grüße"',
  `long_key = "${long}"`,
  `keys = "${listed}"`,
];

(built ? describe : describe.skip)('built by aapt', () => {
  beforeAll(() => {
    sources();
    shop.run('javac --release 8 -d classes src/a/App.java');
  });

  test.each(['--min-sdk-version 21', '--utf16'])('an apk, %s', async (option) => {
    shop.run(
      `aapt package -f ${option} -M AndroidManifest.xml -S res -A assets -I ${FRAMEWORK} -F app.apk`,
    );
    if (has('zipalign')) shop.run('zipalign -f 4 app.apk aligned.apk; mv aligned.apk app.apk');
    if (has('apksigner', 'keytool')) {
      shop.run(
        'rm -f ks; keytool -genkeypair -keystore ks -storepass android -alias a -keyalg RSA -dname CN=a;' +
          'apksigner sign --min-sdk-version 21 --ks ks --ks-pass pass:android app.apk',
      );
    }
    const { texts, unread, unopened } = await openFiles({ 'srv/app.apk': shop.read('app.apk') });
    expect([...unread, ...unopened]).toEqual([]);
    const lines = texts.text('srv/app.apk!/resources.arsc!/values')?.split('\n') ?? [];
    expect(lines).toEqual(expect.arrayContaining(values));
    expect(texts.text('srv/app.apk!/AndroidManifest.xml!/values')).toContain(
      `org.example.API_KEY = "${inManifest}"\n`,
    );
    expect(texts.text('srv/app.apk!/assets/app.env')).toBe(`API_KEY=${asset}\n`);
  });

  test('an aar: a zip of a jar of classes, resources as they were written and a manifest', async () => {
    // The Android Gradle plugin is not to be had here: its layout, packed by jar.
    shop.run(
      'rm -rf aar; mkdir aar; jar cf aar/classes.jar -C classes .; cp -r res assets AndroidManifest.xml aar; jar cMf lib.aar -C aar .',
    );
    const { texts, unread, unopened } = await openFiles({ 'm2/lib.aar': shop.read('lib.aar') });
    expect([...unread, ...unopened]).toEqual([]);
    expect(texts.text('m2/lib.aar!/classes.jar!/a/App.class!/constants')).toContain(
      `API_KEY = "${constant}";`,
    );
    expect(texts.text('m2/lib.aar!/res/values/strings.xml')).toContain(resource);
    expect(texts.text('m2/lib.aar!/assets/app.env')).toBe(`API_KEY=${asset}\n`);
  });

  (dx === null ? test.skip : test)('the program of an apk, as dalvik-dx makes it', async () => {
    shop.run('java -cp dx.jar com.android.dx.command.Main --dex --output=classes.dex classes 2>&1');
    shop.run('jar cMf dex.apk classes.dex');
    const { texts, unread, unopened } = await openFiles({ 'dex.apk': shop.read('dex.apk') });
    expect([...unread, ...unopened]).toEqual([]);
    expect(texts.text('dex.apk!/classes.dex!/constants')).toBe(`API_KEY = "${constant}"\n`);
    expect(texts.text('dex.apk!/classes.dex')).toContain(inCode);
  });
});

/** A small table: one package with one string, as aapt lays it out, in UTF-8. */
function table(): Buffer {
  const pool = (...strings: string[]): Buffer => {
    const data = Buffer.concat(
      strings.map((one) =>
        Buffer.concat([Buffer.from([one.length, one.length]), Buffer.from(`${one}\0`)]),
      ),
    );
    const head = Buffer.alloc(28 + 4 * strings.length);
    head.writeUInt32LE(0x001c0001, 0);
    head.writeUInt32LE(head.length + data.length, 4);
    head.writeUInt32LE(strings.length, 8);
    head.writeUInt32LE(0x100, 16);
    head.writeUInt32LE(head.length, 20);
    let at = 0;
    strings.forEach((one, i) => {
      head.writeUInt32LE(at, 28 + 4 * i);
      at += one.length + 3;
    });
    return Buffer.concat([head, data]);
  };
  const chunk = (type: number, header: Buffer, body: Buffer): Buffer => {
    header.writeUInt16LE(type, 0);
    header.writeUInt16LE(header.length, 2);
    header.writeUInt32LE(header.length + body.length, 4);
    return Buffer.concat([header, body]);
  };
  const types = Buffer.alloc(20 + 64);
  types.writeUInt32LE(1, 12);
  types.writeUInt32LE(types.length + 4, 16);
  const entry = Buffer.from('000000000800000000000000080000030000000'.padEnd(40, '0'), 'hex');
  const keys = pool('api_key');
  const head = Buffer.alloc(288);
  head.writeUInt32LE(288, 276);
  const one = chunk(0x201, types, entry);
  const packaged = chunk(0x200, head, Buffer.concat([keys, one]));
  return chunk(2, Buffer.alloc(12), Buffer.concat([pool('the-value-of-it'), packaged]));
}

/** A small program: one class with one static string. */
function program(): Buffer {
  const bytes = Buffer.alloc(0x70 + 8 + 8 + 32);
  bytes.write('dex\n035\0', 'latin1');
  const strings = bytes.length;
  const data = Buffer.from('\x07API_KEY\0\x0fthe-value-of-it\0', 'latin1');
  const members = Buffer.from([1, 0, 0, 0, 0, 0x19]);
  const initial = Buffer.from([1, 0x17, 1]);
  for (const [at, value] of [
    [56, 2],
    [60, 0x70],
    [80, 1],
    [84, 0x78],
    [96, 1],
    [100, 0x80],
    [0x70, strings],
    [0x74, strings + 9],
    [0x80 + 24, strings + data.length],
    [0x80 + 28, strings + data.length + members.length],
  ] as const) {
    bytes.writeUInt32LE(value, at);
  }
  bytes.writeUInt32LE(strings + data.length + members.length + initial.length, 32);
  return Buffer.concat([bytes, data, members, initial]);
}

describe('made up', () => {
  test('a table and a program', async () => {
    const { texts, unopened } = await openFiles({ a: table(), b: program() });
    expect(unopened).toEqual([]);
    expect(texts.text('a!/values')).toBe('api_key = "the-value-of-it"\n');
    expect(texts.text('b!/constants')).toBe('API_KEY = "the-value-of-it"\n');
  });

  test('what is cut is told, or gives nothing', async () => {
    const { unopened } = await openFiles({
      a: table().subarray(0, -8),
      b: program().subarray(0, -8),
    });
    expect(unopened).toEqual([
      'a: the resources are damaged or cut',
      'b: the Dalvik program is damaged or cut',
    ]);
  });

  test('one class that is told a thousand times, and a list that is longer than the file', async () => {
    const bytes = program();
    bytes.writeUInt32LE(0xffffffff, 96);
    const entries = table();
    entries.writeUInt32LE(0xffffffff, entries.length - 20 - 84 + 12);
    const { unopened } = await openFiles({ a: bytes, b: entries });
    expect(unopened).toHaveLength(2);
  });

  test('makes no fault and takes no time, wherever bytes are changed', async () => {
    const files = [table(), program()];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
        async (file, changes) => {
          const bytes = Buffer.from(file);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const started = performance.now();
          await openFiles({ a: bytes });
          expect(performance.now() - started).toBeLessThan(2000);
        },
      ),
      { numRuns: 500 },
    );
  });
});
