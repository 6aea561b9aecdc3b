/** Inflates raw deflate data whose end only the data itself knows, as zip entries and packs hold it. */
import * as zlib from 'node:zlib';
import { ENGINE_OPTIONS } from '../image/engine.ts';
import type { Pull } from '../image/pull.ts';
import { SMALL, SMALL_PLAIN, stream } from './decompress.ts';

/** What `inflateRawSync` gives with `info`. */
interface Info {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

/**
 * Yields the plain bytes and leaves the source behind the deflate data. `most`: stored bytes, where
 * the archive tells them. Throws FormatError.
 */
export async function* inflateRaw(source: Pull, most: number): AsyncGenerator<Uint8Array> {
  const head = await source.take(Math.min(SMALL, most));
  const small = inflateSmall(head);
  if (small === null) {
    source.putBack(head);
    yield* stream(zlib.createInflateRaw(ENGINE_OPTIONS), source, most);
    return;
  }
  source.putBack(head.subarray(small.engine.bytesWritten));
  yield small.buffer;
}

/** Null where it does not end within these bytes, or is large. */
function inflateSmall(bytes: Uint8Array): Info | null {
  try {
    const options = { info: true, maxOutputLength: SMALL_PLAIN };
    return zlib.inflateRawSync(bytes, options) as unknown as Info;
  } catch {
    return null;
  }
}
