/**
 * Reads the rows of one page of an SQLite database (sqlite.org/fileformat2.html, 1.6 and 2.1), whatever
 * table it belongs to and wherever the page stands: in the database, its log or its journal.
 */
import type { Nested } from './nested.ts';

const LEAF_TABLE = 0x0d;
/** A row's bytes at most. */
const ROW = 4 * 1024 * 1024;

/** Where pages are found by their number, from 1; rows that are long go on in others. */
export interface Pages {
  /** Bytes of a page that hold anything. */
  usable: number;
  page(number: number): Buffer | null;
  /** How many more pages are followed: each belongs to one row, or to some where rows were moved. */
  left: number;
}

/** Rows that may go on in the same page, on average. */
export const SHARED = 4;

/** Tells where rows shared so many pages that some were not followed. */
export function tellShared(pages: Pages, nested: Nested): void {
  if (pages.left > 0) return;
  nested.unopened(null, 'rows of the SQLite database go on in the pages of others');
}

/** A power of two from 512 to 65536; null where a header tells another. */
export function pageSize(told: number): number | null {
  const size = told === 1 ? 65536 : told;
  return size < 512 || size > 65536 || (size & (size - 1)) !== 0 ? null : size;
}

/** Pushes rows as one text, each as it comes: thousands of cells may point at one long row. */
export async function writeRows(
  nested: Nested,
  name: string,
  rows: Iterable<Buffer>,
): Promise<void> {
  let open = false;
  let written = 0;
  for (const row of rows) {
    if (!open) nested.open(name);
    open = true;
    nested.write(row);
    written += row.length;
    if (written < PORTION) continue;
    await nested.room();
    written = 0;
  }
  if (!open) return;
  nested.end();
  await nested.room();
}

/** Bytes after which the search gets its turn. */
const PORTION = 256 * 1024;

/** The rows of a leaf, a line each; none where the page is no leaf. */
export function* rowsOf(page: Buffer, number: number, pages: Pages): Generator<Buffer> {
  // The first page begins with the file's header.
  const head = number === 1 ? 100 : 0;
  if (page[head] !== LEAF_TABLE) return;
  const count = Math.min(page.readUInt16BE(head + 3), page.length >> 2);
  for (let i = 0; i < count && head + 10 + 2 * i <= page.length; i++) {
    const payload = readPayload(page, page.readUInt16BE(head + 8 + 2 * i), pages);
    const row = payload === null ? null : readRecord(payload);
    if (row !== null) yield row;
  }
}

/**
 * The rows of a page that was freed and then written over from its beginning, up to `from`, its list of
 * cells with it: cells stand one behind the other up to the page's end, so the first from which a row
 * of them leads there is one.
 */
export function rowsBehind(page: Buffer, from: number, pages: Pages): Buffer[] {
  // By place: a row there, if it is one, leads nowhere.
  const astray = new Uint8Array(page.length + 1);
  for (let first = from; first < pages.usable; first++) {
    const rows: Buffer[] = [];
    let at = first;
    while (at < pages.usable && astray[at] === 0) {
      astray[at] = 1;
      const { value: length, next } = varint(page, at);
      const start = varint(page, next).next;
      // What goes on in other pages is not followed: each place would be asked again.
      if (length === 0 || length > pages.usable - 35 || start + length > pages.usable) break;
      const payload = page.subarray(start, start + length);
      if (!fits(payload)) break;
      const row = readRecord(payload);
      if (row !== null) rows.push(row);
      at = start + length;
    }
    if (at === pages.usable) return rows;
  }
  return [];
}

/** Bytes of a record's header, about one a column; tables of more columns are rare. */
const HEADER = 256;

/** True where the lengths that a record tells make up its own. */
function fits(payload: Buffer): boolean {
  const head = varint(payload, 0);
  if (head.value > HEADER) return false;
  let end = head.value;
  let at = head.next;
  while (at < head.value && end <= payload.length) {
    const type = varint(payload, at);
    at = type.next;
    end += lengthOf(type.value);
  }
  return at === head.value && end === payload.length;
}

/** "B-tree Cell Format": what does not fit into the page goes on in overflow pages. */
function readPayload(page: Buffer, from: number, pages: Pages): Buffer | null {
  const length = varint(page, from);
  const { next: at } = varint(page, length.next);
  const { usable } = pages;
  if (length.value > ROW || at > page.length) return null;
  const most = usable - 35;
  if (length.value <= most) {
    const end = at + length.value;
    return end <= page.length ? page.subarray(at, end) : null;
  }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fit = least + ((length.value - least) % (usable - 4));
  const local = fit <= most ? fit : least;
  const end = at + local + 4;
  const parts = [page.subarray(at, at + local)];
  let left = length.value - local;
  let next = end <= page.length ? page.readUInt32BE(end - 4) : 0;
  while (left > 0 && next > 0 && pages.left > 0) {
    pages.left--;
    const more = pages.page(next);
    if (more === null) break;
    parts.push(more.subarray(4, 4 + Math.min(left, usable - 4)));
    left -= usable - 4;
    next = more.readUInt32BE(0);
  }
  return Buffer.concat(parts);
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
    const length = lengthOf(type.value);
    if (type.value >= 12 && length > 0) {
      if (parts.length > 0) parts.push(TAB);
      parts.push(payload.subarray(value, value + length));
    }
    value += length;
  }
  return parts.length === 0 ? null : Buffer.concat([...parts, LINE]);
}

/** 2.1: bytes of a value, by its serial type. */
function lengthOf(type: number): number {
  return type >= 12 ? Math.floor((type - 12) / 2) : (NUMBERS[type] ?? 0);
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
