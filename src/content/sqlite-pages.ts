/**
 * Reads the rows of one page of an SQLite database (sqlite.org/fileformat2.html, 1.6 and 2.1), whatever
 * table it belongs to and wherever the page stands: in the database, its log or its journal.
 */

const LEAF_TABLE = 0x0d;
/** A row's bytes at most. */
const ROW = 4 * 1024 * 1024;

/** Where pages are found by their number, from 1; rows that are long go on in others. */
export interface Pages {
  /** Bytes of a page that hold anything. */
  usable: number;
  page(number: number): Buffer | null;
}

/** A power of two from 512 to 65536; null where a header tells another. */
export function pageSize(told: number): number | null {
  const size = told === 1 ? 65536 : told;
  return size < 512 || size > 65536 || (size & (size - 1)) !== 0 ? null : size;
}

/** The rows of a leaf, a line each; empty where the page is none. */
export function rowsOf(page: Buffer, number: number, pages: Pages): Buffer[] {
  // The first page begins with the file's header.
  const head = number === 1 ? 100 : 0;
  if (page[head] !== LEAF_TABLE) return [];
  const count = Math.min(page.readUInt16BE(head + 3), page.length >> 2);
  const rows: Buffer[] = [];
  for (let i = 0; i < count && head + 10 + 2 * i <= page.length; i++) {
    const cell = readCell(page, page.readUInt16BE(head + 8 + 2 * i), pages);
    const row = cell === null ? null : readRecord(cell.payload);
    if (row !== null) rows.push(row);
  }
  return rows;
}

/**
 * The rows of a page that was freed and then written over from its beginning, up to `from`: what is left
 * of its list of cells tells where the first of them is, and they stand one behind the other.
 */
export function rowsBehind(page: Buffer, from: number, pages: Pages): Buffer[] {
  let first = page.length;
  let at = from;
  for (; at + 2 <= first; at += 2) {
    const cell = page.readUInt16BE(at);
    if (cell <= at || cell >= page.length) break;
    first = Math.min(first, cell);
  }
  if (first === page.length) {
    while (at < page.length && page[at] === 0) at++;
    first = at;
  }
  const rows: Buffer[] = [];
  while (first < page.length) {
    const cell = readCell(page, first, pages);
    if (cell === null || cell.payload.length === 0) break;
    const row = readRecord(cell.payload);
    if (row !== null) rows.push(row);
    first = cell.end;
  }
  return rows;
}

/** "B-tree Cell Format": what does not fit into the page goes on in overflow pages. */
function readCell(
  page: Buffer,
  from: number,
  pages: Pages,
): { payload: Buffer; end: number } | null {
  const length = varint(page, from);
  const { next: at } = varint(page, length.next);
  const { usable } = pages;
  if (length.value > ROW || at > page.length) return null;
  const most = usable - 35;
  if (length.value <= most) {
    const end = at + length.value;
    return end <= page.length ? { payload: page.subarray(at, end), end } : null;
  }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fit = least + ((length.value - least) % (usable - 4));
  const local = fit <= most ? fit : least;
  const end = at + local + 4;
  const parts = [page.subarray(at, at + local)];
  let left = length.value - local;
  let next = end <= page.length ? page.readUInt32BE(end - 4) : 0;
  while (left > 0 && next > 0) {
    const more = pages.page(next);
    if (more === null) break;
    parts.push(more.subarray(4, 4 + Math.min(left, usable - 4)));
    left -= usable - 4;
    next = more.readUInt32BE(0);
  }
  return { payload: Buffer.concat(parts), end };
}

/** 2.1: serial types, then values. Texts and blobs are parted by tabs; null where none is. */
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
