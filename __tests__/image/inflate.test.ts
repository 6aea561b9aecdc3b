import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InflateError } from '../../src/image/inflate-error.ts';
import { inflate } from '../../src/image/inflate.ts';
import { Pull } from '../../src/image/pull.ts';
import { chunked } from './support/chunked.ts';

interface Inflated {
  plain: Buffer;
  strays: string;
  error: string | null;
  /** Stored bytes left over, as latin1. */
  rest: string;
}

async function inflated(kind: 'gzip' | 'zstd', stored: Buffer, size = 65536): Promise<Inflated> {
  const source = new Pull(chunked(stored, size));
  const parts: Buffer[] = [];
  let strays = '';
  let error: string | null = null;
  try {
    const stray = (bytes: Uint8Array): void => {
      strays += Buffer.from(bytes).toString('latin1');
    };
    for await (const bytes of inflate(kind, source, stray)) parts.push(Buffer.from(bytes));
  } catch (thrown) {
    if (!(thrown instanceof InflateError)) throw thrown;
    error = thrown.message;
  }
  let rest = '';
  for (let bytes = await source.next(); bytes !== null; bytes = await source.next()) {
    rest += Buffer.from(bytes).toString('latin1');
  }
  return { plain: Buffer.concat(parts), strays, error, rest };
}

const zstd = (bytes: Buffer, ...flags: string[]): Buffer =>
  execFileSync('zstd', ['-q', '-c', ...flags], { input: bytes, maxBuffer: 1 << 28 });

const skippable = (content: string): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a53, 0);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, Buffer.from(content)]);
};

const text = Buffer.from('all work and no play makes jack a dull boy\n'.repeat(40_000));
const noise = randomBytes(700_000);

describe('gzip', () => {
  test.each([1, 7, 4096, 65536, 1 << 22])(
    'members one after the other, in chunks of %i',
    async (size) => {
      const small = size < 100 ? text.subarray(0, 2000) : text;
      const stored = Buffer.concat([gzipSync(small), gzipSync(Buffer.alloc(0)), gzipSync(small)]);
      const result = await inflated('gzip', stored, size);
      expect(result).toMatchObject({ strays: '', error: null, rest: '' });
      expect(result.plain.equals(Buffer.concat([small, small]))).toBe(true);
    },
  );

  test('zero padding behind the last member, and a member behind the padding', async () => {
    const stored = Buffer.concat([
      gzipSync(text),
      Buffer.alloc(5000),
      gzipSync(noise),
      Buffer.alloc(3),
    ]);
    for (const size of [3000, 1 << 22]) {
      const result = await inflated('gzip', stored, size);
      expect(result.error).toBeNull();
      expect(result.plain.equals(Buffer.concat([text, noise]))).toBe(true);
    }
  });

  test('bytes behind zero padding are strays', async () => {
    const stored = Buffer.concat([gzipSync(text), Buffer.alloc(9), Buffer.from('hidden here')]);
    for (const size of [1000, 1 << 22]) {
      const result = await inflated('gzip', stored, size);
      expect(result).toMatchObject({ strays: 'hidden here', error: null });
      expect(result.plain.equals(text)).toBe(true);
    }
  });

  test('bytes right behind the last member are an error, and not lost', async () => {
    const result = await inflated('gzip', Buffer.concat([gzipSync(text), Buffer.from('hidden')]));
    expect(result.error).toContain('gzip');
    expect(result.rest).toContain('hidden');
  });

  test.each([1, 3, 1 << 20])(
    'name, comment and extra field of any member, in chunks of %i',
    async (size) => {
      const member = (flags: number, fields: string): Buffer => {
        const body = Buffer.from('body');
        const head = Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]);
        const trailer = Buffer.alloc(8);
        trailer.writeUInt32LE(crc32(body), 0);
        trailer.writeUInt32LE(body.length, 4);
        return Buffer.concat([head, Buffer.from(fields, 'latin1'), deflateRawSync(body), trailer]);
      };
      const stored = Buffer.concat([
        member(0x08, 'the name\0'),
        gzipSync(text.subarray(0, 5000)),
        member(0x1c, '\x05\0extra' + 'another\0' + 'a comment\0'),
        member(0x10, 'last\0'),
      ]);
      const result = await inflated('gzip', stored, size);
      expect(result.error).toBeNull();
      for (const wanted of ['the name', 'extra', 'another', 'a comment', 'last']) {
        expect(result.strays).toContain(wanted);
      }
    },
  );

  test('cut at every byte, and a wrong checksum: an error', async () => {
    const stored = gzipSync(text.subarray(0, 3000));
    for (let length = 2; length < stored.length; length++) {
      expect((await inflated('gzip', stored.subarray(0, length))).error).not.toBeNull();
    }
    const damaged = Buffer.from(stored);
    damaged[damaged.length - 6] = (damaged[damaged.length - 6] as number) ^ 1;
    expect((await inflated('gzip', damaged)).error).toContain('incorrect data check');
  });
});

describe('zstd', () => {
  const frames: [string, Buffer][] = [
    ['text', zstd(text)],
    ['noise', zstd(noise)],
    ['empty', zstd(Buffer.alloc(0))],
    ['no checksum', zstd(text, '--no-check')],
    ['long window', zstd(Buffer.concat([noise, text, noise]), '--long=27')],
    ['zeros', zstd(Buffer.alloc(20 << 20))],
    ['size in the header', zstd(text, '--stream-size=' + text.length)],
  ];
  const plainOf = (name: string): Buffer =>
    ({
      noise,
      empty: Buffer.alloc(0),
      'long window': Buffer.concat([noise, text, noise]),
      zeros: Buffer.alloc(20 << 20),
    })[name] ?? text;

  test.each(frames)('one frame: %s', async (name, stored) => {
    for (const size of [5000, 1 << 20]) {
      const result = await inflated('zstd', stored, size);
      expect(result).toMatchObject({ error: null, strays: '', rest: '' });
      expect(result.plain.equals(plainOf(name))).toBe(true);
    }
  });

  test('all frames of a stream, skippable ones first, between and last', async () => {
    const stored = Buffer.concat([
      skippable('first'),
      ...frames.flatMap(([name, frame]) => [frame, skippable(` ${name} `)]),
      skippable(''),
    ]);
    const result = await inflated('zstd', stored, 70_001);
    expect(result.error).toBeNull();
    expect(result.plain.equals(Buffer.concat(frames.map(([name]) => plainOf(name))))).toBe(true);
    expect(result.strays).toBe(`first${frames.map(([name]) => ` ${name} `).join('')}`);
  });

  test('one byte at a time', async () => {
    const stored = Buffer.concat([
      zstd(text.subarray(0, 900)),
      skippable('s'),
      zstd(noise.subarray(0, 900)),
    ]);
    const result = await inflated('zstd', stored, 1);
    expect(
      result.plain.equals(Buffer.concat([text.subarray(0, 900), noise.subarray(0, 900)])),
    ).toBe(true);
  });

  test('thousands of small frames', async () => {
    const frame = zstd(Buffer.from('chunk of a zstd:chunked layer\n'));
    const result = await inflated('zstd', Buffer.concat(Array.from({ length: 3000 }, () => frame)));
    expect(result.error).toBeNull();
    expect(result.plain.length).toBe(3000 * 30);
  });

  test('cut at any place: an error', async () => {
    const stored = Buffer.concat([
      zstd(noise.subarray(0, 300)),
      skippable('abc'),
      zstd(text.subarray(0, 9000)),
    ]);
    const whole = new Set([
      0,
      zstd(noise.subarray(0, 300)).length,
      zstd(noise.subarray(0, 300)).length + 11,
    ]);
    for (let length = 1; length < stored.length; length++) {
      const { error } = await inflated('zstd', stored.subarray(0, length));
      expect([length, error === null]).toEqual([length, whole.has(length)]);
    }
    const large = zstd(Buffer.concat([noise, ...Array.from({ length: 12 }, () => noise)]), '-1');
    for (const length of [large.length - 1, large.length - 5, large.length >> 1, 200_000]) {
      expect((await inflated('zstd', large.subarray(0, length))).error).not.toBeNull();
    }
  });

  test('bytes behind the last frame are an error, and not lost', async () => {
    const result = await inflated('zstd', Buffer.concat([zstd(text), Buffer.from('hidden')]));
    expect(result.error).toContain('no frame');
    expect(result.plain.equals(text)).toBe(true);
    expect(result.rest).toBe('hidden');
  });

  test('a dictionary, a huge window and a false size are errors', async () => {
    const frame = (bytes: number[]): Buffer => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...bytes]);
    const dictionary = await inflated('zstd', frame([0x01, 0x58, 7, 1, 0, 0]));
    expect(dictionary.error).toContain('dictionary');
    const wide = await inflated('zstd', frame([0x00, 0xf8, 1, 0, 0]));
    expect(wide.error).toContain('window');
    // Single segment, four bytes of size, one empty raw block that is the last.
    const promises = await inflated('zstd', frame([0xa0, 0xff, 0xff, 0xff, 0x07, 1, 0, 0]));
    expect(promises.error).toContain('promises more');
    const short = await inflated('zstd', frame([0x20, 5, 0x19, 0, 0, 97, 98, 99]));
    expect(short.error).not.toBeNull();
  });

  const checked = process.versions.node.startsWith('20.') ? test.skip : test;
  // fzstd, which stands in on Node 20, does not check it; the diff ID does.
  checked('a wrong checksum: an error', async () => {
    for (const bytes of [
      text.subarray(0, 500),
      Buffer.concat(Array.from({ length: 12 }, () => noise)),
    ]) {
      const stored = zstd(bytes);
      const last = stored.length - 1;
      stored[last] = (stored[last] as number) ^ 1;
      expect((await inflated('zstd', stored)).error).not.toBeNull();
    }
  });

  test('random damage ends in bytes or an InflateError', async () => {
    const stored = Buffer.concat([
      zstd(text.subarray(0, 5000)),
      skippable('abc'),
      zstd(noise.subarray(0, 2000)),
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(stored.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const damaged = Buffer.from(stored);
          for (const [at, value] of changes) damaged[at] = value;
          if (damaged[0] !== 0x28) return;
          await inflated('zstd', damaged);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('the reader may leave in the middle', async () => {
  for (const [kind, stored] of [
    ['gzip', gzipSync(Buffer.concat([noise, text, text]))],
    ['zstd', zstd(Buffer.concat(Array.from({ length: 12 }, () => noise)))],
  ] as const) {
    const source = new Pull(chunked(stored, 50_000));
    for await (const bytes of inflate(kind, source, () => undefined)) {
      if (bytes.length > 0) break;
    }
    await source.next();
    expect(source.offset).toBeGreaterThan(0);
  }
});

test('an error of the source itself passes through', async () => {
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield gzipSync(noise).subarray(0, 1000);
    throw new RangeError('the pipe broke');
  };
  const read = async (): Promise<void> => {
    for await (const bytes of inflate('gzip', new Pull(broken()), () => undefined)) void bytes;
  };
  await expect(read()).rejects.toThrow('the pipe broke');
});
