/**
 * Unpacks the blocks of a sorted table and reads their entries (google/leveldb, doc/table_format.md and
 * table/block_builder.cc; facebook/rocksdb, include/rocksdb/compression_type.h).
 */
import { inflate } from '../image/inflate.ts';
import { InflateError } from '../image/inflate-error.ts';
import { Pull } from '../image/pull.ts';
import { FormatError } from './budget.ts';
import { inflateRaw } from './deflate.ts';
import { unlz4 } from './lz4-block.ts';
import { unsnappy } from './snappy.ts';
import { varint32, varint64 } from './varint.ts';

/** Where a block lies; behind it follow its compression in one byte and a checksum in four. */
export interface Handle {
  offset: number;
  size: number;
}

export const TRAILER = 5;
/** Bytes of a block that is unpacked: a value may be as long. */
const LARGEST = 16 * 1024 * 1024;

/**
 * The plain bytes; null where the block is damaged or of a compression that is not read here.
 * `prefixed`: RocksDB since format 2 puts the length in front, except for Snappy.
 */
export async function readBlock(
  bytes: Buffer,
  { offset, size }: Handle,
  prefixed: boolean,
): Promise<Buffer | null> {
  if (offset + size + TRAILER > bytes.length) return null;
  const stored = bytes.subarray(offset, offset + size);
  const kind = bytes[offset + size];
  if (kind === 0) return stored;
  if (kind === 1) return unsnappy(stored, LARGEST);
  const { value: length, next } = prefixed ? varint32(stored, 0) : { value: LARGEST, next: 0 };
  const packed = stored.subarray(next);
  if (length > LARGEST) return null;
  if (kind === 4 || kind === 5) return prefixed ? unlz4(packed, length) : null;
  // LevelDB counts Zstandard as its second, RocksDB as its seventh.
  const zstd = packed.length >= 4 && packed.readUInt32BE(0) === 0x28b52ffd;
  if (zstd) return unzstd(packed);
  return kind === 2 ? collect(inflateRaw(new Pull(once(packed)), packed.length)) : null;
}

/** Null where the bytes are damaged or unpack to more than a block may have. */
export function unzstd(packed: Uint8Array): Promise<Buffer | null> {
  return collect(inflate('zstd', new Pull(once(packed)), () => undefined));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function collect(pieces: AsyncGenerator<Uint8Array>): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of pieces) {
      length += piece.length;
      if (length > LARGEST) return null;
      parts.push(Buffer.from(piece));
    }
  } catch (error) {
    if (error instanceof FormatError || error instanceof InflateError) return null;
    throw error;
  }
  return Buffer.concat(parts);
}

export interface Entry {
  key: Buffer;
  value: Buffer;
}

const KEY = 64 * 1024;

/** The entries of a block, up to one that does not hold together. */
export function* entriesOf(block: Buffer): Generator<Entry> {
  const end = entriesEnd(block);
  let key: Buffer = Buffer.alloc(0);
  for (let at = 0; at < end;) {
    const shared = varint32(block, at);
    const own = varint32(block, shared.next);
    const length = varint32(block, own.next);
    const from = length.next + own.value;
    const next = from + length.value;
    if (next > end || shared.value > key.length || shared.value + own.value > KEY) return;
    key = Buffer.concat([key.subarray(0, shared.value), block.subarray(length.next, from)]);
    yield { key, value: block.subarray(from, next) };
    at = next;
  }
}

/** In front of the offsets of restarts and their number, whose highest bit tells of an index by hash. */
export function entriesEnd(block: Buffer): number {
  if (block.length < 4) return 0;
  const restarts = block.readUInt32LE(block.length - 4) & 0x7fffffff;
  const end = block.length - 4 - 4 * restarts;
  return end < 0 ? block.length : end;
}

/** Two numbers of up to 64 bits, lowest groups first; null where they cannot be a place in a file. */
export function handleOf(bytes: Buffer, from: number): (Handle & { next: number }) | null {
  const offset = varint64(bytes, from);
  const size = varint64(bytes, offset.next);
  if (size.next > bytes.length || !Number.isSafeInteger(offset.value + size.value)) return null;
  return { offset: offset.value, size: size.value, next: size.next };
}
