/**
 * Runs one of Node's decompression streams as a generator. Inflation happens off the main thread, so
 * the stream is let run ahead by a few chunks while what came out is being searched.
 */
import type { Gunzip, ZstdDecompress } from 'node:zlib';
import type { Pull } from './pull.ts';

/** Bytes of one output buffer: large, so that a thread is woken seldom. */
export const OUTPUT = 1024 * 1024;

/** For every engine; the readable side takes a little more than one output buffer. */
export const ENGINE_OPTIONS = { chunkSize: OUTPUT, readableHighWaterMark: 2 * OUTPUT };

/** A stream of node:zlib; `bytesWritten` counts the bytes that it has used up. */
export type Engine = Gunzip | ZstdDecompress;

/** Writes to the engine; resolves when the bytes are used up, or the engine is gone. */
export type Write = (bytes: Uint8Array) => Promise<void>;

/**
 * Yields what the engine makes of the bytes that `feed` writes, and returns when the engine ends.
 * Throws what the engine or `feed` throws; `feed` has always come to its end by then.
 */
export async function* run(
  engine: Engine,
  feed: (write: Write) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  // An engine that waits for its output to be read forgets the write when it is destroyed.
  let wake: (() => void) | null = null;
  engine.on('close', () => wake?.());
  const write: Write = (bytes) =>
    new Promise((resolve) => {
      if (engine.destroyed) {
        resolve();
        return;
      }
      wake = resolve;
      engine.write(bytes, () => resolve());
    });
  const feeding = feed(write).catch((error: unknown) => {
    engine.destroy(error as Error);
  });
  try {
    for await (const bytes of engine) yield bytes as Uint8Array;
  } finally {
    engine.destroy();
    await feeding;
  }
}

/** Stored bytes asked for at a time. */
const INPUT = 256 * 1024;

/**
 * Runs an engine on a source, on at most `most` bytes of it; what the engine does not use is put back.
 *
 * @param seen Takes stored bytes before the engine does, unused ones among them.
 */
export function runOn(
  engine: Engine,
  source: Pull,
  most = Infinity,
  seen?: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  return run(engine, async (write) => {
    let fed = 0;
    while (fed < most) {
      const bytes = await source.next(Math.min(INPUT, most - fed));
      if (bytes === null) break;
      seen?.(bytes);
      await write(bytes);
      fed += bytes.length;
      const unused = fed - engine.bytesWritten;
      if (unused > 0) {
        source.putBack(bytes.subarray(bytes.length - unused));
        return;
      }
    }
    engine.end();
  });
}
