/**
 * Reads what LevelDB and RocksDB write into their logs at a time (google/leveldb, db/write_batch.cc;
 * facebook/rocksdb, db/write_batch.cc: a sequence number, a count, then records by type).
 */
import { varint32 } from './varint.ts';

/** Types of records, and whether a column family, a key and a value follow. */
const RECORDS: Readonly<Record<number, readonly [family: boolean, key: boolean, value: boolean]>> =
  {
    0x0: [false, true, false],
    0x1: [false, true, true],
    0x2: [false, true, true],
    // What an application noted for itself.
    0x3: [false, false, true],
    0x4: [true, true, false],
    0x5: [true, true, true],
    0x6: [true, true, true],
    0x7: [false, true, false],
    0x8: [true, true, false],
    0xd: [false, false, false],
    0xe: [true, true, true],
    0xf: [false, true, true],
  };

const HEADER = 12;
const EQUALS = Buffer.from('=');
const LINE = Buffer.from('\n');

/** True where the bytes begin as a batch does; 32 are enough to tell. */
export function looksLikeBatch(bytes: Buffer): boolean {
  if (bytes.length <= HEADER) return false;
  // Sequence numbers have 56 bits, of which nobody has used half.
  if (bytes.readUInt32LE(4) > 0xffff || bytes.readUInt32LE(8) === 0) return false;
  return RECORDS[bytes[HEADER] as number] !== undefined;
}

/** A line `key=value` for each record; null where the bytes are no batch, as those of a manifest. */
export function readBatch(bytes: Buffer): Buffer | null {
  if (!looksLikeBatch(bytes)) return null;
  const parts: Buffer[] = [];
  for (let at = HEADER; at < bytes.length;) {
    const record = RECORDS[bytes[at++] as number];
    if (record === undefined) return null;
    const [family, hasKey, hasValue] = record;
    if (family) at = varint32(bytes, at).next;
    const fields: Buffer[] = [];
    for (let i = 0; i < Number(hasKey) + Number(hasValue); i++) {
      const { value: length, next } = varint32(bytes, at);
      at = next + length;
      if (at > bytes.length) return null;
      fields.push(bytes.subarray(next, at));
    }
    parts.push(...keyAndValue(fields));
  }
  return Buffer.concat(parts);
}

/** `key=value` and a line's end, or what there is of them. */
export function keyAndValue(fields: readonly Buffer[]): Buffer[] {
  return [...fields.flatMap((field, i) => (i === 0 ? [field] : [EQUALS, field])), LINE];
}
