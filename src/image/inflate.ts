/**
 * Decompresses a stream and accounts for every stored byte: what lies behind, between or beside the
 * compressed data is handed over as strays, and a stream that is cut or damaged is an error, never a
 * short result.
 */
import * as zlib from 'node:zlib';
import { ENGINE_OPTIONS, runOn } from './engine.ts';
import { GzipHeaders } from './gzip-headers.ts';
import { InflateError } from './inflate-error.ts';
import type { Pull } from './pull.ts';
import { unzstd } from './zstd.ts';

/** Takes stored bytes that do not belong to compressed data; `offset` in the stored stream, from 0. */
export type Stray = (bytes: Uint8Array, offset: number) => void;

/** Zero bytes between members mean a new engine each; tape padding has one run of them. */
const PADDINGS = 1000;

/**
 * Yields the uncompressed bytes, each chunk valid until the next is asked for. On InflateError the
 * source stands where decompression failed. No limit on size: the caller counts.
 */
export function inflate(
  kind: 'gzip' | 'zstd',
  source: Pull,
  stray: Stray,
): AsyncGenerator<Uint8Array> {
  return kind === 'gzip' ? gunzip(source, stray) : unzstd(source, stray);
}

/** RFC 1952: a file is a series of members; bytes behind the last one are somebody's secret place. */
async function* gunzip(source: Pull, stray: Stray): AsyncGenerator<Uint8Array> {
  for (let paddings = 0; ; paddings++) {
    if (paddings > PADDINGS) {
      throw new InflateError('gzip', 'too many members with padding between', source.offset);
    }
    yield* members(source, stray);
    if (!(await skipZeros(source))) return;
    const head = await source.peek(2);
    if (head[0] !== 0x1f || head[1] !== 0x8b) {
      for (;;) {
        const offset = source.offset;
        const bytes = await source.next();
        if (bytes === null) return;
        stray(bytes, offset);
        yield NOTHING;
      }
    }
  }
}

/** Yielded so that a caller gets its turn to wait for the sink while only strays come. */
const NOTHING = new Uint8Array(0);

/** Members without a gap between them, in one engine; puts back what follows them. */
async function* members(source: Pull, stray: Stray): AsyncGenerator<Uint8Array> {
  const start = source.offset;
  const headers = new GzipHeaders((bytes, offset) => stray(bytes, start + offset));
  const engine = zlib.createGunzip(ENGINE_OPTIONS);
  try {
    yield* runOn(engine, source, Infinity, (bytes) => headers.push(bytes));
  } catch (error) {
    throw InflateError.from('gzip', error, source.offset);
  }
}

/** Skips zero bytes; false where the source ends with them. */
async function skipZeros(source: Pull): Promise<boolean> {
  for (;;) {
    const bytes = await source.next();
    if (bytes === null) return false;
    const start = bytes.findIndex((byte) => byte !== 0);
    if (start >= 0) {
      source.putBack(bytes.subarray(start));
      return true;
    }
  }
}
