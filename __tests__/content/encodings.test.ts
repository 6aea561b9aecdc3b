/** Encodings as the usual tools write them; the path tells where in the original they begin. */
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { openFiles } from './support/opened.ts';
import { Workshop, has, secret } from './support/workshop.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

const prose = 'The quick brown fox jumps over the lazy dog; and so on.\n';

/** Opens one file and gives the nested texts that hold the value, by path. */
async function found(bytes: Uint8Array | string, value: string, chunk?: number) {
  const { texts, unread, unopened } = await openFiles(
    { f: typeof bytes === 'string' ? Buffer.from(bytes) : bytes },
    chunk === undefined ? {} : { chunk },
  );
  expect([unread, unopened]).toEqual([[], []]);
  return texts.texts
    .filter((text) => text.origin.path !== 'f' && text.bytes.includes(value))
    .map((text) => ({
      path: text.origin.path,
      lead: text.origin.lead ?? 0,
      text: text.bytes.toString(),
    }));
}

describe('base64', () => {
  test('a value behind its name, which leads the nested text', async () => {
    const value = secret();
    const encoded = Buffer.from(value).toString('base64');
    const [one] = await found(`data:\n  API_KEY: ${encoded}\n`, value);
    expect(one?.path).toBe('f!/base64@17');
    expect(one?.text).toBe(`  API_KEY: ${value}`);
    expect(one?.lead).toBe(11);
  });

  test.each([0, 1, 2, 3])('behind %i characters that do not belong to it', async (before) => {
    const value = secret();
    const text = `"${'k'.repeat(before)}${Buffer.from(`${value} ${value}`).toString('base64')}"`;
    expect((await found(text, value)).map((one) => one.path)).toEqual([`f!/base64@${before + 1}`]);
  });

  test('three alignments of the value itself', async () => {
    const value = secret();
    for (const before of ['', 'a', 'ab', 'abc']) {
      const text = prose + Buffer.from(before + value).toString('base64url');
      expect(await found(text, value)).toHaveLength(1);
    }
  });

  (has('base64') ? test : test.skip).each([76, 64, 20, 0])(
    'wrapped at %i by base64(1)',
    async (width) => {
      const value = secret();
      shop.file('in', `${prose}${prose}KEY=${value}\n${prose}`);
      const wrapped = shop.run(`base64 -w ${width} in`);
      const texts = await found(
        Buffer.concat([Buffer.from(prose), wrapped, Buffer.from(prose)]),
        value,
      );
      if (width === 20) expect(texts).toHaveLength(0);
      else expect(texts.map((one) => one.path)).toEqual([`f!/base64@${prose.length}`]);
    },
  );

  test('a gzip in base64 in base64, as Helm stores a release', async () => {
    const value = secret();
    const packed = gzipSync(`{"config":{"key":"${value}"}}`).toString('base64');
    const texts = await found(`release: ${Buffer.from(packed).toString('base64')}\n`, value);
    expect(texts.map((one) => one.path)).toEqual(['f!/base64@9!/base64@9!/(unpacked)']);
  });

  test('text inside of bytes that are none', async () => {
    const value = secret();
    const bytes = Buffer.concat([
      Buffer.alloc(99, 0xfe),
      Buffer.from(value),
      Buffer.alloc(99, 0xfd),
    ]);
    expect(await found(`x="${bytes.toString('base64')}"`, value)).toHaveLength(1);
  });

  test('hashes, paths and identifiers make no texts', async () => {
    const hash = Buffer.from(Array.from({ length: 64 }, (_, i) => (i * 151 + 7) % 256)).toString(
      'base64',
    );
    const text = `"integrity": "sha512-${hash}",\n/usr/local/lib/node_modules/some-package/dist/index-of-things.js\ngetElementsByClassNameAndAttributeValue\n`;
    const { texts } = await openFiles({ f: Buffer.from(text) });
    expect(texts.paths()).toEqual(['f']);
  });

  test('anywhere in a long text, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(2_200_000),
        fc.integer({ min: 1000, max: 700_000 }),
        async (at, chunk) => {
          const value = secret();
          const text = Buffer.alloc(2_300_000, prose);
          const encoded = `\n${Buffer.from(value).toString('base64')}\n`;
          text.write(encoded, at, 'latin1');
          expect((await found(text, value, chunk)).map((one) => one.path)).toEqual([
            `f!/base64@${at + 1}`,
          ]);
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  test('a run that is longer than the window', async () => {
    const [first, last] = [secret(), secret()];
    const plain = `${first}${'0123456789 abcdefghijklmnop\n'.repeat(100_000)}${last}`;
    const text = `"${Buffer.from(plain).toString('base64')}"`;
    expect(await found(text, first)).toHaveLength(1);
    expect(await found(text, last)).toHaveLength(1);
  });
});

describe('other encodings', () => {
  const value = `sample-${secret()}`;

  test('hexadecimal, at either alignment', async () => {
    for (const before of ['', 'a']) {
      const text = `${prose}"${before}${Buffer.from(value).toString('hex')}"`;
      const paths = (await found(text, value)).map((one) => one.path);
      expect(paths).toContain(`f!/hex@${prose.length + 1 + before.length}`);
    }
  });

  test.each([
    ['escapes', (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`],
    ['escapes', (char: string) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`],
    ['percent', (char: string) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`],
    ['entities', (char: string) => `&#${char.charCodeAt(0)};`],
    ['entities', (char: string) => `&#x${char.charCodeAt(0).toString(16)};`],
  ])('%s of all characters, and of one', async (name, escape) => {
    const all = `{"key": "${[...value].map(escape).join('')}"}\n`;
    expect((await found(prose + all, value)).map((one) => one.path)).toEqual([
      `f!/${name}@${prose.length}`,
    ]);
    const dash = value.indexOf('-');
    const one = `key = "${value.slice(0, dash)}${escape('-')}${value.slice(dash + 1)}"\n`;
    const [text] = await found(prose + one + prose, value);
    expect(text?.text).toBe(`key = "${value}"`);
  });

  test('quoted-printable in a mail', async () => {
    const body = `Subject: a\nContent-Transfer-Encoding: quoted-printable\n\nkey=3D${value.slice(0, 20)}=\n${value.slice(20)}=\r\n!\n`;
    const [one] = await found(body, value);
    expect(one?.path).toBe('f!/quoted-printable@0');
    expect(one?.text).toContain(`key=${value}!`);
  });

  test.each([
    ['utf-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16', (text: string) => Buffer.from(text, 'utf16le')],
    ['utf-16', (text: string) => Buffer.from(text, 'utf16le').swap16()],
    [
      'utf-32',
      (text: string) => Buffer.from(Uint32Array.from([...text], (c) => c.charCodeAt(0)).buffer),
    ],
    [
      'utf-32',
      (text: string) =>
        Buffer.from(Uint32Array.from([...text], (c) => c.charCodeAt(0)).buffer).swap32(),
    ],
  ])('%s with and without mark, in either order', async (name, encode) => {
    const line = `KEY=${value}`;
    const texts = await found(encode(`${prose}${line}\r\n`.repeat(3)), line);
    expect(texts).toHaveLength(1);
    expect(texts[0]?.path).toMatch(new RegExp(`^f!/${name}@[0-3]$`));
    expect(texts[0]?.text.match(/KEY=/g)).toHaveLength(3);
  });

  test('UTF-16 and UTF-32 up to the last character, and behind another script', async () => {
    const wide = (text: string): Buffer =>
      Buffer.from(Uint32Array.from([...text], (c) => c.charCodeAt(0)).buffer);
    const line = `KEY=${value}`;
    expect(await found(Buffer.from(line, 'utf16le').swap16(), line)).toHaveLength(1);
    expect(await found(wide(line).swap32(), line)).toHaveLength(1);
    const other = wide(`\ufeffпривет, мир\n${line}\n`);
    expect(await found(other, line)).toHaveLength(1);
    expect(await found(other.swap32(), line)).toHaveLength(1);
  });

  test('quotes that are escaped before the name', async () => {
    const [one] = await found(`u=%7B%22api_key%22%3A%22${value}%22%7D`, value);
    expect(one?.text).toBe(`u={"api_key":"${value}"}`);
  });

  test('UTF-16 over the edge of the window', async () => {
    const text = `${prose.repeat(20_000)}${value}\n`;
    expect(await found(Buffer.from(text, 'utf16le'), value)).toHaveLength(1);
  });

  test.each([
    (a: string, b: string) => `const k = "${a}" + "${b}";`,
    (a: string, b: string) => `const k="${a}"+"${b}";`,
    (a: string, b: string) => `const k = '${a}' +\n    '${b}';`,
    (a: string, b: string) => `k = ("${a}"\n     "${b}")`,
    (a: string, b: string) => `<?php $k = "${a}" . "${b}";`,
    (a: string, b: string) => `k = '${a}' \\\n  + '${b}'`,
  ])('string literals beside each other %#', async (write) => {
    const code = `${write('x', 'y').startsWith('<?php') ? '<?php\n' : ''}${prose}${write(value.slice(0, 11), value.slice(11))}\n${prose}`;
    const [one] = await found(code, value);
    expect(one?.path).toMatch(/^f!\/joined@\d+$/);
    expect(one?.text).toMatch(/k ?= ?\(?"sample-/);
  });
});

test('random bytes are taken without a fault, and alike in any chunks', async () => {
  const encodedBits = fc.constantFrom(
    '\\u0041',
    '%41',
    '&#65;',
    '"+"',
    '" + "',
    'QUJDREVGR0hJSktMTU5P',
    '41424344',
    'a\0b\0',
    '=\n',
    '"\n"',
  );
  const anything = fc.array(fc.oneof(encodedBits, fc.string({ unit: 'binary' })), {
    maxLength: 200,
  });
  await fc.assert(
    fc.asyncProperty(anything, fc.integer({ min: 1, max: 50 }), async (parts, chunk) => {
      const bytes = Buffer.from(parts.join(''), 'latin1');
      const whole = (await openFiles({ f: bytes })).texts.texts;
      const cut = (await openFiles({ f: bytes }, { chunk })).texts.texts;
      const tell = (texts: typeof whole): string[] =>
        texts.map((t) => `${t.origin.path} ${t.bytes.toString('hex')}`).sort();
      expect(tell(cut)).toEqual(tell(whole));
    }),
    { numRuns: 200 },
  );
});
