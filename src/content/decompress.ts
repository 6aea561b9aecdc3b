/**
 * One door to all compressions of a single stream. Small files, which most are, are inflated in one
 * call: an engine of its own for each of a thousand man pages would cost more than its work.
 */
import * as zlib from 'node:zlib';
import { ENGINE_OPTIONS, runOn } from '../image/engine.ts';
import { InflateError } from '../image/inflate-error.ts';
import { inflate } from '../image/inflate.ts';
import type { Pull } from '../image/pull.ts';
import { FormatError } from './budget.ts';
import { bunzip2 } from './bzip2.ts';
import { inflateSmall } from './inflate-small.ts';
import { unxz } from './xz.ts';

export type Compression = 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'zlib';

/** Stored bytes up to which one call is tried, and plain bytes that it may give. */
export const SMALL = 64 * 1024;
export const SMALL_PLAIN = 4 * 1024 * 1024;

const ignore = (): void => undefined;

/**
 * Yields the plain bytes, each piece valid until the next; stored bytes beside the compressed data
 * are left to the raw search. Throws FormatError.
 */
export async function* decompress(kind: Compression, source: Pull): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces(kind, source);
  } catch (error) {
    throw error instanceof InflateError ? new FormatError(error.message) : error;
  }
}

async function* pieces(kind: Compression, source: Pull): AsyncGenerator<Uint8Array> {
  if (kind === 'xz') yield* unxz(source);
  else if (kind === 'bzip2') yield* bunzip2(source);
  else if (kind === 'zstd') yield* inflate('zstd', source, ignore);
  else yield* deflated(kind, source);
}

async function* deflated(kind: 'gzip' | 'zlib', source: Pull): AsyncGenerator<Uint8Array> {
  const head = await source.take(SMALL);
  const whole = head.length < SMALL ? unwrapSmall(kind, head) : null;
  if (whole !== null) {
    yield whole;
    return;
  }
  source.putBack(head);
  if (kind === 'gzip') yield* inflate('gzip', source, ignore);
  else yield* stream(zlib.createInflate(ENGINE_OPTIONS), source, Number.MAX_SAFE_INTEGER);
}

/** Null where it does not work out in one call; then the engine tells why, piece by piece. */
function unwrapSmall(kind: 'gzip' | 'zlib', bytes: Uint8Array): Uint8Array | null {
  const from = kind === 'gzip' ? gzipHeader(bytes) : 2;
  const trailer = kind === 'gzip' ? 8 : 4;
  if (from < 0) return null;
  const small = inflateSmall(bytes, from, SMALL_PLAIN);
  // Whatever follows the trailer may be another member.
  if (small === null || small.used + trailer !== bytes.length) return null;
  return small.plain;
}

/** Length of a member's header (RFC 1952, 2.3); -1 where it is not whole. */
function gzipHeader(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return -1;
    at = end + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return at < bytes.length ? at : -1;
}

type StreamEngine = zlib.Inflate | zlib.InflateRaw;

/**
 * Runs an engine on at most `most` bytes of the source; what it does not use is put back. Throws
 * FormatError.
 */
export async function* stream(
  engine: StreamEngine,
  source: Pull,
  most: number,
): AsyncGenerator<Uint8Array> {
  try {
    yield* runOn(engine, source, most);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== 'string' || !/^(?:Z_|ERR_)/.test(code)) throw error;
    throw new FormatError('the deflate stream is damaged or cut');
  }
}
