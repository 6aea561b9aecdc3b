/** A file of the image is known as the context's by its bytes, in whatever chunks either is read. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ContextDigests, DigestTap } from '../../src/context/digests.ts';
import type { TextOrigin } from '../../src/model/text.ts';
import { Collector } from '../image/support/collector.ts';

const origin: TextOrigin = { where: 'layer', path: 'app/.env', blob: 'sha256:1' };

/** Bytes cut at the places given. */
const cut = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return ends.map((end, at) => bytes.slice(at === 0 ? 0 : ends[at - 1], end));
};

const push = (digests: ContextDigests, chunks: readonly Uint8Array[]): void => {
  const tap = new DigestTap(new Collector(), digests).fork();
  tap.begin({ ...origin, path: 'other' });
  tap.write(Buffer.from('a'));
  tap.end();
  tap.begin(origin);
  for (const chunk of chunks) {
    tap.write(chunk);
    // Whoever writes may use the buffer again.
    chunk.fill(0x21);
  }
  tap.end();
};

const bytes = fc.uint8Array({ minLength: 1, maxLength: 120 });
const places = fc.array(fc.nat(), { maxLength: 6 });

test('the same bytes are found, however they are cut', () => {
  fc.assert(
    fc.property(bytes, places, places, (text, there, here) => {
      const digests = new ContextDigests();
      const read = digests.reader('.env');
      for (const chunk of cut(text, there)) read(chunk);
      read(null);
      push(digests, cut(text, here));
      expect(digests.digestOf(origin)).toBe(digests.files.get('.env'));
      expect(digests.digestOf({ ...origin, path: 'other' })).toBe(
        Buffer.from(text).toString() === 'a' ? digests.files.get('.env') : undefined,
      );
    }),
  );
});

test('a byte more or less, or another, is another file', () => {
  fc.assert(
    fc.property(bytes, places, fc.nat(), (text, here, at) => {
      const place = at % text.length;
      const flipped = Uint8Array.from(text);
      flipped[place] = (flipped[place] as number) ^ 1;
      for (const other of [flipped, text.slice(0, -1), Buffer.concat([text, Buffer.from('a')])]) {
        const digests = new ContextDigests();
        const read = digests.reader('.env');
        read(text);
        read(null);
        push(digests, cut(other, here));
        expect(digests.digestOf(origin)).toBeUndefined();
      }
    }),
  );
});
