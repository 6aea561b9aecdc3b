/**
 * Reads the rows of an SQLite database page by page (sqlite.org/fileformat2.html, sections 1.5 to 2),
 * whatever table they belong to and whether the page is in use or freed: in the file itself the
 * columns of a row run into each other, and long rows are scattered over pages.
 */
import type { Nested } from './nested.ts';

const LEAF_TABLE = 0x0d;
/** A row's bytes at most. */
const ROW = 4 * 1024 * 1024;

export async function openSqlite(bytes: Buffer, nested: Nested): Promise<void> {
  const told = bytes.length < 100 ? 0 : bytes.readUInt16BE(16);
  const size = told === 1 ? 65536 : told;
  if (size < 512 || (size & (size - 1)) !== 0) {
    nested.unopened(null, 'the SQLite database has a damaged header');
    return;
  }
  const usable = size - (bytes[20] as number);
  for (let page = 0; (page + 1) * size <= bytes.length; page++) {
    nested.budget.step();
    const rows = readPage(bytes, page, size, usable);
    if (rows.length === 0) continue;
    nested.text(`page-${page + 1}`, Buffer.concat(rows));
    await nested.room();
  }
}

function readPage(bytes: Buffer, page: number, size: number, usable: number): Buffer[] {
  const start = page * size;
  // The first page begins with the file's header.
  const head = page === 0 ? 100 : start;
  if (bytes[head] !== LEAF_TABLE) return [];
  const count = Math.min(bytes.readUInt16BE(head + 3), size >> 2);
  const rows: Buffer[] = [];
  for (let i = 0; i < count && head + 10 + 2 * i <= start + size; i++) {
    const at = start + bytes.readUInt16BE(head + 8 + 2 * i);
    const payload = at < start + size ? readPayload(bytes, at, start + size, size, usable) : null;
    const row = payload === null ? null : readRecord(payload);
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** Section 1.6, "B-tree Cell Format": what does not fit into the page goes on in overflow pages. */
function readPayload(
  bytes: Buffer,
  from: number,
  end: number,
  size: number,
  usable: number,
): Buffer | null {
  const length = varint(bytes, from);
  const id = varint(bytes, length.next);
  const at = id.next;
  if (length.value > ROW || at > end) return null;
  const most = usable - 35;
  if (length.value <= most) {
    return at + length.value <= end ? bytes.subarray(at, at + length.value) : null;
  }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fit = least + ((length.value - least) % (usable - 4));
  const local = fit <= most ? fit : least;
  const parts = [bytes.subarray(at, at + local)];
  let left = length.value - local;
  let page = at + local + 4 <= bytes.length ? bytes.readUInt32BE(at + local) : 0;
  while (left > 0 && page > 0 && page * size <= bytes.length) {
    const start = (page - 1) * size;
    const took = Math.min(left, usable - 4);
    parts.push(bytes.subarray(start + 4, start + 4 + took));
    left -= took;
    page = bytes.readUInt32BE(start);
  }
  return Buffer.concat(parts);
}

/** Section 2.1: serial types, then values. Texts and blobs are parted by tabs; null where none is. */
function readRecord(payload: Buffer): Buffer | null {
  const head = varint(payload, 0);
  let at = head.next;
  let value = head.value;
  const parts: Buffer[] = [];
  while (at < head.value && at < payload.length && value <= payload.length) {
    const type = varint(payload, at);
    at = type.next;
    const length =
      type.value >= 12 ? Math.floor((type.value - 12) / 2) : (NUMBERS[type.value] ?? 0);
    if (type.value >= 12 && length > 0) {
      if (parts.length > 0) parts.push(TAB);
      parts.push(payload.subarray(value, value + length));
    }
    value += length;
  }
  return parts.length === 0 ? null : Buffer.concat([...parts, LINE]);
}

const NUMBERS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];
const TAB = Buffer.from('\t');
const LINE = Buffer.from('\n');

/** Groups of seven bits, highest first; a ninth byte counts whole. */
function varint(bytes: Buffer, from: number): { value: number; next: number } {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[from + i] ?? 0;
    if (i === 8) return { value: value * 256 + byte, next: from + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: from + i + 1 };
  }
  return { value, next: from + 9 };
}
