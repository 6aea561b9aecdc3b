/**
 * Reads the logs of LevelDB and RocksDB (google/leveldb, doc/log_format.md; facebook/rocksdb,
 * db/log_format.h): blocks of 32 KiB hold records, and one that does not fit goes on in the next block
 * behind a header of its own, which would part a value in two.
 */
import { FormatError } from './budget.ts';
import { crc32c } from './crc32c.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';
import { unzstd } from './table-block.ts';
import { looksLikeBatch, readBatch } from './write-batch.ts';

const BLOCK = 32768;
/** Checksum, length, type; where a log is used again its number follows. */
const HEADER = 7;
const HEADER_REUSED = 11;
const FULL = 1;
const FIRST = 2;
/** Added to the types of a log that is used again. */
const REUSED = 4;
/** RocksDB: tells how all records behind it are packed, by a number of four bytes. */
const PACKING = 9;
/** Zstandard, the only one that RocksDB takes; each record is a frame (include/rocksdb/compression_type.h). */
const ZSTD = 7;
/** A record that is kept to be read as a batch; what is longer is joined and handed over as it is. */
const RECORD = 4 * 1024 * 1024;

/** `head`: the first bytes of a file. A log has no magic number: its first record must hold together. */
export function isRecordLog(head: Buffer): boolean {
  const type = head[6];
  if (type === PACKING) return head.readUInt16LE(4) === 4 && checksumHolds(head, 0, HEADER + 4);
  if (type !== FULL && type !== FIRST && type !== FULL + REUSED && type !== FIRST + REUSED) {
    return false;
  }
  const from = type > REUSED ? HEADER_REUSED : HEADER;
  const length = head.readUInt16LE(4);
  const first = type === FIRST || type === FIRST + REUSED;
  if (first ? from + length !== BLOCK : from + length > BLOCK || length === 0) return false;
  if (from + length <= head.length) return checksumHolds(head, 0, from + length);
  return looksLikeBatch(head.subarray(from));
}

/** The CRC-32C of type and data, "masked" since it may stand in data that are guarded by it again. */
function checksumHolds(bytes: Buffer, at: number, end: number): boolean {
  const crc = crc32c(bytes.subarray(at + 6, end));
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0 === bytes.readUInt32LE(at);
}

/** Throws FormatError, LimitError. */
export async function openRecordLog(source: Pull, nested: Nested): Promise<void> {
  const records = new Records(nested);
  for (let first = true; ;) {
    const block = Buffer.from(await source.take(BLOCK));
    nested.budget.step();
    for (let at = 0; at + HEADER <= block.length;) {
      const length = block.readUInt16LE(at + 4);
      const type = block[at + 6] as number;
      // Room that was kept for records that never came.
      if (type === 0 && length === 0) break;
      const from = at + (type > REUSED && type < PACKING ? HEADER_REUSED : HEADER);
      const end = from + length;
      if (type > PACKING) throw new FormatError('the log of the database is damaged');
      // A record that was being written when the power went.
      if (end > block.length) break;
      if (first && !checksumHolds(block, at, end)) {
        throw new FormatError('the log of the database is damaged');
      }
      first = false;
      if (type === PACKING && length === 4) records.packing(block.readUInt32LE(from));
      else await records.add(block.subarray(from, end), (type - 1) % REUSED);
      at = end;
    }
    if (block.length < BLOCK) break;
  }
  await records.end();
}

const PART_FULL = 0;
const PART_FIRST = 1;
const PART_LAST = 3;
const LINE = Buffer.from('\n');

/** Joins the parts of records, all of them into one nested text. */
class Records {
  readonly #nested: Nested;
  #parts: Buffer[] = [];
  #length = 0;
  /** The record has grown too long, and its beginning is written already. */
  #long = false;
  #packed = false;
  /** Packed records that could not be read. */
  #damaged = 0;

  constructor(nested: Nested) {
    this.#nested = nested;
  }

  /** How what follows is packed. Throws FormatError. */
  packing(method: number): void {
    if (method !== 0 && method !== ZSTD) {
      throw new FormatError(`the log of the database is packed by method ${method}`);
    }
    this.#packed = method === ZSTD;
  }

  /** Throws LimitError. */
  async add(bytes: Buffer, part: number): Promise<void> {
    if ((part === PART_FULL || part === PART_FIRST) && this.#length > 0) await this.#finish();
    this.#parts.push(bytes);
    this.#length += bytes.length;
    if (this.#length > RECORD) {
      await this.#write(Buffer.concat(this.#parts));
      this.#parts = [];
      this.#length = 0;
      this.#long = true;
    }
    if (part === PART_FULL || part === PART_LAST) await this.#finish();
  }

  async end(): Promise<void> {
    if (this.#length > 0) await this.#finish();
    this.#nested.end();
    if (this.#damaged > 0) {
      this.#nested.unopened(null, `${this.#damaged} records of the log are damaged or too long`);
    }
  }

  async #finish(): Promise<void> {
    const joined = Buffer.concat(this.#parts);
    const whole = this.#packed ? await this.#unpack(joined) : joined;
    const batch = this.#long ? null : readBatch(whole);
    this.#parts = [];
    this.#length = 0;
    this.#long = false;
    await this.#write(batch ?? Buffer.concat([whole, LINE]));
  }

  async #unpack(bytes: Buffer): Promise<Buffer> {
    const plain = this.#long ? null : await unzstd(bytes);
    if (plain === null) this.#damaged++;
    return plain ?? bytes;
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#nested.count === 0) this.#nested.open('records');
    this.#nested.write(bytes);
    await this.#nested.room();
  }
}
