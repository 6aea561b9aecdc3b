/** The small decoders below the formats: against other implementations, and whatever bytes come. */
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeAscii85 } from '../../src/content/ascii85.ts';
import { crc32c } from '../../src/content/crc32c.ts';
import { unlz4 } from '../../src/content/lz4-block.ts';
import { unsnappy } from '../../src/content/snappy.ts';
import { entriesOf, handleOf } from '../../src/content/table-block.ts';
import { readBatch } from '../../src/content/write-batch.ts';
import { Workshop, has } from './support/workshop.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

const MOST = 1024 * 1024;
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

test('CRC-32C gives the values of RFC 3720, B.4', () => {
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43);
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

describe('Snappy', () => {
  test.each([
    ['a literal', '05 10 68656c6c6f', 'hello'],
    ['a copy that reaches into itself', '0a 04 6162 11 02', 'ababababab'],
    [
      'copies with offsets of two and four bytes',
      '0c 08 616263 0a 0300 17 06000000',
      'abcabcabcabc',
    ],
    ['nothing', '00', ''],
  ])('%s', (_, packed, plain) => {
    expect(unsnappy(hex(packed), MOST)?.toString()).toBe(plain);
  });

  test.each([
    ['a literal that is cut', '05 10 6865'],
    ['a copy from before the beginning', '08 04 6162 11 03'],
    ['a copy from nowhere', '08 04 6162 11 00'],
    ['more than it claims', '02 10 68656c6c6f'],
    ['less than it claims', '06 10 68656c6c6f'],
    ['a claim that no such block can hold', 'ffffff7f 10 68656c6c6f'],
    ['a length without end', 'ffffffffffff'],
  ])('%s is damage', (_, packed) => {
    expect(unsnappy(hex(packed), MOST)).toBeNull();
  });
});

describe('LZ4', () => {
  test.each([
    ['literals', '50 68656c6c6f', 5, 'hello'],
    ['a copy that reaches into itself', '22 6162 0200 10 63', 9, 'ababababc'],
    ['a long run', '1f 61 0100 05 10 62', 26, `${'a'.repeat(25)}b`],
  ])('%s', (_, packed, length, plain) => {
    expect(unlz4(hex(packed), length)?.toString()).toBe(plain);
  });

  test.each([
    ['a literal that is cut', '50 6865', 5],
    ['a copy from before the beginning', '20 6162 0300', 6],
    ['another length', '50 68656c6c6f', 6],
    ['a length that no such block can hold', '10 61', 1_000_000_000],
  ])('%s is damage', (_, packed, length) => {
    expect(unlz4(hex(packed), length)).toBeNull();
  });
});

(has('python3') ? test : test.skip)('base 85 as Python writes it', () => {
  shop.file(
    'make.py',
    'import base64, random\nrandom.seed(7)\nfor n in range(64): \n' +
      '  b = random.randbytes(n) + bytes(n % 9)\n  print(b.hex(), base64.a85encode(b, wrapcol=20).decode().replace("\\n", ""), sep="\\t")\n',
  );
  for (const line of shop.run('python3 make.py').toString().trimEnd().split('\n')) {
    const [plain, encoded] = line.split('\t') as [string, string];
    expect(decodeAscii85(Buffer.from(`..${encoded}\n~>`), 2)?.toString('hex')).toBe(plain.trim());
  }
  expect(decodeAscii85(Buffer.from('no end'), 0)).toBeNull();
  expect(decodeAscii85(Buffer.from('{}~>'), 0)).toBeNull();
});

test('whatever bytes come, nothing throws and nothing grows without bound', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const buffer = Buffer.from(bytes);
      expect(unsnappy(bytes, MOST)?.length ?? 0).toBeLessThanOrEqual(22 * bytes.length);
      expect(unlz4(bytes, 5000)?.length ?? 5000).toBe(5000);
      expect(decodeAscii85(buffer, 0)?.length ?? 0).toBeLessThanOrEqual(4 * bytes.length + 4);
      expect(readBatch(buffer)?.length ?? 0).toBeLessThanOrEqual(3 * bytes.length);
      handleOf(buffer, 0);
      let entries = 0;
      for (const { key } of entriesOf(buffer)) {
        entries++;
        expect(key.length).toBeLessThanOrEqual(bytes.length);
      }
      expect(entries).toBeLessThanOrEqual(bytes.length / 3);
    }),
    { numRuns: 3000 },
  );
});
