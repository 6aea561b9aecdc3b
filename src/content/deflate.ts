/** Inflates raw deflate data whose end only the data itself knows, as zip entries and packs hold it. */
import * as zlib from 'node:zlib';
import { ENGINE_OPTIONS } from '../image/engine.ts';
import type { Pull } from '../image/pull.ts';
import { SMALL, SMALL_PLAIN, stream } from './decompress.ts';
import { inflateSmall } from './inflate-small.ts';

/**
 * Yields the plain bytes and leaves the source behind the deflate data. `most`: stored bytes, where
 * the archive tells them. Throws FormatError.
 */
export async function* inflateRaw(source: Pull, most: number): AsyncGenerator<Uint8Array> {
  const head = await source.take(Math.min(SMALL, most));
  const small = inflateSmall(head, 0, SMALL_PLAIN);
  if (small === null) {
    source.putBack(head);
    yield* stream(zlib.createInflateRaw(ENGINE_OPTIONS), source, most);
    return;
  }
  source.putBack(head.subarray(small.used));
  yield small.plain;
}
