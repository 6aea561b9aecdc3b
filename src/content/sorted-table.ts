/**
 * Reads the tables of LevelDB and RocksDB (google/leveldb, doc/table_format.md; facebook/rocksdb,
 * table/format.h): keys are written without what they share with the one before, and blocks are
 * compressed. The magic number stands at the end, so a name is asked which files to keep for it.
 */
import { FormatError } from './budget.ts';
import type { ContentLimits } from './limits.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';
import { TRAILER, entriesEnd, entriesOf, handleOf, readBlock } from './table-block.ts';
import type { Handle } from './table-block.ts';
import { varint32, varint64 } from './varint.ts';
import { keyAndValue } from './write-batch.ts';

const LEVELDB = '57fb808b247547db';
const ROCKSDB = 'f7cff485b741e288';

/** True for what LevelDB and RocksDB call their tables. */
export function isTableName(path: string): boolean {
  return path.endsWith('.ldb') || path.endsWith('.sst');
}

/** Nothing is told of a file that ends in no magic number. Throws FormatError, LimitError. */
export async function openSortedTable(
  source: Pull,
  nested: Nested,
  { limits }: { limits: ContentLimits },
): Promise<void> {
  let parts: Buffer[] = [];
  let tail: Buffer = Buffer.alloc(0);
  for (;;) {
    const bytes = await source.next();
    if (bytes === null) break;
    const copy = Buffer.from(bytes);
    tail = Buffer.concat([tail, copy.subarray(-8)]).subarray(-8);
    if (source.offset <= limits.whole) parts.push(copy);
    else parts = [];
  }
  const magic = tail.toString('hex');
  if (magic !== LEVELDB && magic !== ROCKSDB) return;
  if (source.offset > limits.whole) {
    throw new FormatError(
      `it is larger than ${limits.whole} bytes, so only its raw bytes were searched`,
    );
  }
  await readTable(Buffer.concat(parts), magic === ROCKSDB, nested);
}

async function readTable(bytes: Buffer, rocks: boolean, nested: Nested): Promise<void> {
  // Version 0 of RocksDB is written as LevelDB's.
  const version = rocks && bytes.length >= 53 ? bytes.readUInt32LE(bytes.length - 12) : 0;
  const prefixed = version >= 2;
  const index = await findIndex(bytes, rocks, version);
  const block = index === null ? null : await readBlock(bytes, index, prefixed);
  if (block === null) throw new FormatError('the index of the table cannot be read');
  let damaged = 0;
  let end = 0;
  for (const handle of version >= 4 ? deltaHandles(block) : plainHandles(block)) {
    nested.budget.step();
    // Blocks stand in the order of their keys: an index that goes back names one a thousand times.
    const data = handle.offset < end ? null : await readBlock(bytes, handle, prefixed);
    end = Math.max(end, handle.offset + handle.size + TRAILER);
    if (data === null) {
      damaged++;
      continue;
    }
    nested.budget.grow(data.length);
    await writeEntries(data, nested);
  }
  nested.end();
  if (damaged > 0) {
    nested.unopened(null, `${damaged} blocks of the table are damaged or packed in another way`);
  }
}

/** The footer: handles of the metaindex and of the index, padded to 40 bytes. */
async function findIndex(bytes: Buffer, rocks: boolean, version: number): Promise<Handle | null> {
  const footer = bytes.length - (rocks ? 53 : 48);
  if (footer < 0) return null;
  if (version < 6) {
    const meta = handleOf(bytes, footer + (rocks ? 1 : 0));
    return meta === null ? null : handleOf(bytes, meta.next);
  }
  // Since version 6 only the metaindex' size is told, and the index is named in there.
  const size = bytes.readUInt32LE(footer + 13);
  const meta = { offset: footer - TRAILER - size, size };
  const block = meta.offset < 0 ? null : await readBlock(bytes, meta, true);
  if (block === null) return null;
  for (const { key, value } of entriesOf(block)) {
    if (key.toString('latin1') === 'rocksdb.index') return handleOf(value, 0);
  }
  return null;
}

function* plainHandles(block: Buffer): Generator<Handle> {
  for (const { value } of entriesOf(block)) {
    const handle = handleOf(value, 0);
    if (handle !== null) yield handle;
  }
}

/**
 * RocksDB since format 4 (table/block_based/block_builder.cc): no length of the value, and behind a key
 * that shares something only what the size differs, since blocks lie one behind the other.
 */
function* deltaHandles(block: Buffer): Generator<Handle> {
  const end = entriesEnd(block);
  let last: Handle = { offset: 0, size: 0 };
  for (let at = 0; at < end;) {
    const shared = varint32(block, at);
    const own = varint32(block, shared.next);
    const from = own.next + own.value;
    if (from >= end) return;
    if (shared.value === 0) {
      const handle = handleOf(block, from);
      if (handle === null) return;
      at = handle.next;
      last = handle;
    } else {
      const delta = varint64(block, from);
      const signed = delta.value % 2 === 0 ? delta.value / 2 : -(delta.value + 1) / 2;
      at = delta.next;
      last = { offset: last.offset + last.size + TRAILER, size: last.size + signed };
      if (last.size < 0) return;
    }
    yield last;
  }
}

/** Sequence number and type, which end each key. */
const SUFFIX = 8;
const PIECE = 64 * 1024;

async function writeEntries(block: Buffer, nested: Nested): Promise<void> {
  let parts: Buffer[] = [];
  let length = 0;
  const write = async (): Promise<void> => {
    if (parts.length === 0) return;
    if (nested.count === 0) nested.open('entries');
    nested.write(Buffer.concat(parts));
    parts = [];
    length = 0;
    await nested.room();
  };
  for (const { key, value } of entriesOf(block)) {
    parts.push(...keyAndValue([key.subarray(0, Math.max(0, key.length - SUFFIX)), value]));
    length += key.length + value.length;
    if (length > PIECE) await write();
  }
  await write();
}
