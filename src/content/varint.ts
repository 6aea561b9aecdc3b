/** Numbers in groups of seven bits, lowest first, as LevelDB and RocksDB write them (google/leveldb, util/coding.cc). */

export interface Varint {
  value: number;
  /** Offset behind it. */
  next: number;
}

const varint = (bytes: Buffer, from: number, groups: number): Varint => {
  let value = 0;
  for (let i = 0; i < groups; i++) {
    const byte = bytes[from + i] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: from + i + 1 };
  }
  return { value, next: from + groups };
};

/** Of up to 32 bits. */
export const varint32 = (bytes: Buffer, from: number): Varint => varint(bytes, from, 5);

/** Of up to 64 bits; exact up to 2^53. */
export const varint64 = (bytes: Buffer, from: number): Varint => varint(bytes, from, 10);
