/**
 * Headers in `Packages`, a hash of Berkeley DB (rpm up to 4.15, so RHEL 8 and older; layout as in
 * Berkeley DB's src/dbinc/db_page.h and rpm's lib/backend/bdb_ro.c). Every hash page is read, whatever
 * bucket it belongs to: an entry's key is a number that says nothing of the package.
 */
import type { KeptFile } from './kept-file.ts';

const HASH_MAGIC = 0x061561;
/** Bytes before a page's entries; its type stands in the last of them. */
const PAGE_HEADER = 26;
const TYPE = 25;
/** P_HASH_UNSORTED, P_OVERFLOW, P_HASH. */
const HASH_UNSORTED = 2;
const OVERFLOW = 7;
const HASH = 13;
/** H_KEYDATA: the value follows. H_OFFPAGE: its page and its length follow, behind three unused bytes. */
const ON_PAGE = 1;
const OFF_PAGE = 3;
const OFF_PAGE_SIZE = 12;

/** Numbers in the byte order of the machine that wrote the file. */
interface Numbers {
  u16(bytes: Buffer, at: number): number;
  u32(bytes: Buffer, at: number): number;
}

const little: Numbers = {
  u16: (bytes, at) => bytes.readUInt16LE(at),
  u32: (bytes, at) => bytes.readUInt32LE(at),
};
const big: Numbers = {
  u16: (bytes, at) => bytes.readUInt16BE(at),
  u32: (bytes, at) => bytes.readUInt32BE(at),
};

interface Database {
  file: KeptFile;
  size: number;
  numbers: Numbers;
}

/** @param head The file's first 24 bytes or more. */
const orderOf = (head: Buffer): Numbers | null =>
  [little, big].find(({ u32 }) => u32(head, 12) === HASH_MAGIC) ?? null;

export const isBerkeleyHash = (head: Buffer): boolean =>
  head.length >= 24 && orderOf(head) !== null;

export function* berkeleyHeaders(file: KeptFile): Generator<Buffer> {
  // Of the meta page: log sequence number, page number, magic, version, size of a page.
  const head = file.slice(0, 24);
  const numbers = head === null ? null : orderOf(head);
  if (head === null || numbers === null) return;
  const size = numbers.u32(head, 20);
  if (size < 512 || size > 65536 || (size & (size - 1)) !== 0) return;
  const database = { file, size, numbers };
  for (let number = 1; (number + 1) * size <= file.length; number += 1) {
    const page = file.page(number, size);
    if (page !== null && (page[TYPE] === HASH || page[TYPE] === HASH_UNSORTED)) {
      yield* valuesOf(page, database);
    }
  }
}

/** Keys and values by turns; entries grow from the page's end, so a value ends where its key begins. */
function* valuesOf(page: Buffer, database: Database): Generator<Buffer> {
  const { u16, u32 } = database.numbers;
  const count = Math.min(u16(page, 20), (page.length - PAGE_HEADER) >> 1);
  for (let i = 1; i < count; i += 2) {
    const end = u16(page, PAGE_HEADER + 2 * (i - 1));
    const at = u16(page, PAGE_HEADER + 2 * i);
    if (at < PAGE_HEADER || at >= end || end > page.length) continue;
    if (page[at] === ON_PAGE) {
      yield page.subarray(at + 1, end);
    } else if (page[at] === OFF_PAGE && at + OFF_PAGE_SIZE <= page.length) {
      const length = u32(page, at + 8);
      const value = database.file.spend(length)
        ? readOverflow(u32(page, at + 4), length, database)
        : null;
      if (value !== null) yield value;
    }
  }
}

/** A value on pages of its own, each of which names the next; null where they do not hold it all. */
function readOverflow(first: number, length: number, database: Database): Buffer | null {
  const { file, size, numbers } = database;
  const parts: Buffer[] = [];
  let number = first;
  for (let left = length; left > 0;) {
    const page = number === 0 ? null : file.page(number, size);
    const again = parts.length * size > file.length;
    if (again || page === null || page[TYPE] !== OVERFLOW) return null;
    const part = page.subarray(PAGE_HEADER, PAGE_HEADER + numbers.u16(page, 22));
    if (part.length === 0 || part.length > left) return null;
    parts.push(part);
    left -= part.length;
    number = numbers.u32(page, 16);
  }
  return Buffer.concat(parts);
}
