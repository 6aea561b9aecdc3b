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
  const table: Table = { bytes, version, damaged: 0 };
  const { index, parted } = await findIndex(table, rocks);
  const top = index === null ? null : await readBlock(bytes, index, version >= 2);
  if (top === null) throw new FormatError('the index of the table cannot be read');
  const blocks = parted ? partsOf(table, top, nested) : blocksOf(table, top, nested);
  for await (const block of blocks) {
    nested.budget.grow(block.length);
    await writeEntries(block, nested);
  }
  nested.end();
  const { damaged } = table;
  if (damaged > 0) {
    nested.unopened(null, `${damaged} blocks of the table are damaged or packed in another way`);
  }
}

interface Table {
  bytes: Buffer;
  version: number;
  /** Blocks that could not be read. */
  damaged: number;
}

/** The blocks that an index names, from `walk.end` on. */
async function* blocksOf(
  table: Table,
  index: Buffer,
  nested: Nested,
  walk = { end: 0 },
): AsyncGenerator<Buffer> {
  const { bytes, version } = table;
  for (const handle of version >= 4 ? deltaHandles(index) : plainHandles(index)) {
    nested.budget.step();
    // Blocks stand in the order of their keys: an index that goes back names one a thousand times.
    const block = handle.offset < walk.end ? null : await readBlock(bytes, handle, version >= 2);
    walk.end = Math.max(walk.end, handle.offset + handle.size + TRAILER);
    if (block === null) table.damaged++;
    else yield block;
  }
}

/** The blocks that the parts of an index name; they, too, stand in order. */
async function* partsOf(table: Table, index: Buffer, nested: Nested): AsyncGenerator<Buffer> {
  const walk = { end: 0 };
  for await (const part of blocksOf(table, index, nested)) {
    yield* blocksOf(table, part, nested, walk);
  }
}

interface Index {
  index: Handle | null;
  /** True where it names parts of itself instead of blocks of entries. */
  parted: boolean;
}

/** The footer: handles of the metaindex and of the index, padded to 40 bytes. */
async function findIndex({ bytes, version }: Table, rocks: boolean): Promise<Index> {
  const none = { index: null, parted: false };
  const footer = bytes.length - (rocks ? 53 : 48);
  if (footer < 0) return none;
  if (!rocks) {
    const meta = handleOf(bytes, footer);
    return { index: meta === null ? null : handleOf(bytes, meta.next), parted: false };
  }
  const meta = version < 6 ? handleOf(bytes, footer + 1) : lastMeta(bytes, footer);
  if (meta === null) return none;
  const block = meta.offset < 0 ? null : await readBlock(bytes, meta, version >= 2);
  const told = (name: string): Handle | null => {
    for (const { key, value } of block === null ? [] : entriesOf(block)) {
      if (key.toString('latin1') === name) return handleOf(value, 0);
    }
    return null;
  };
  const index = version < 6 ? handleOf(bytes, meta.next) : told('rocksdb.index');
  const properties = told('rocksdb.properties');
  return { index, parted: properties !== null && (await isParted(bytes, properties)) };
}

/** Since version 6 only the metaindex' size is told, and the index is named in there. */
function lastMeta(bytes: Buffer, footer: number): Handle & { next: number } {
  const size = bytes.readUInt32LE(footer + 13);
  return { offset: footer - TRAILER - size, size, next: 0 };
}

/** `kTwoLevelIndexSearch` (include/rocksdb/table.h). */
const TWO_LEVELS = 2;

async function isParted(bytes: Buffer, properties: Handle): Promise<boolean> {
  const block = await readBlock(bytes, properties, true);
  for (const { key, value } of block === null ? [] : entriesOf(block)) {
    if (key.toString('latin1') !== 'rocksdb.block.based.table.index.type') continue;
    return value.length === 4 && value.readUInt32LE(0) === TWO_LEVELS;
  }
  return false;
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
