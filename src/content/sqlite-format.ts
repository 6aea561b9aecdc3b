/**
 * The SQLite file format (sqlite.org/fileformat2.html): pages, the b-tree cells of tables, records.
 * A page is asked for by its number, from 1, so that a file need not lie in memory in one piece.
 */

const LEAF_TABLE = 0x0d;
const INTERIOR_TABLE = 0x05;
const LEAF_INDEX = 0x0a;
const INTERIOR_INDEX = 0x02;

export interface SqliteShape {
  /** Bytes of a page, and of it without what extensions reserve at its end. */
  size: number;
  usable: number;
}

/** Gives a whole page; null where there is none of that number. */
export type PageSource = (page: number) => Buffer | null;

/** Bytes of a page, as headers tell them: a power of two, 1 for 65536; null where it is none. */
export const pageSize = (told: number): number | null => {
  const size = told === 1 ? 65536 : told;
  return size < 512 || size > 65536 || (size & (size - 1)) !== 0 ? null : size;
};

/**
 * Section 1.3, "The Database Header".
 * @param head The file's first 100 bytes or more.
 * @returns Null where they are none of SQLite's.
 */
export const readShape = (head: Buffer): SqliteShape | null => {
  const size = head.length < 100 ? null : pageSize(head.readUInt16BE(16));
  if (size === null) return null;
  return { size, usable: size - (head[20] as number) };
};

/** Section 1.6: where a b-tree page's own header begins; the first page has the file's before it. */
const headOf = (page: number): number => (page === 1 ? 100 : 0);

/**
 * Section 1.6, "B-tree Cell Format": the rows of a leaf page of a table; none of any other page.
 * @param accepts Whether a row of so many bytes is to be read.
 */
export function* leafRows(
  page: number,
  shape: SqliteShape,
  pages: PageSource,
  accepts: (length: number) => boolean,
): Generator<Buffer> {
  const bytes = pages(page);
  const head = headOf(page);
  if (bytes === null || bytes[head] !== LEAF_TABLE) return;
  const most = shape.usable - 35;
  for (const at of cellsOf(bytes, head, 8)) {
    const length = varint(bytes, at);
    // Between the length and the row stands its number.
    const cell = { length: length.value, at: varint(bytes, length.next).next, most };
    const row = accepts(cell.length) ? readPayload(bytes, cell, shape, pages) : null;
    if (row !== null) yield row;
  }
}

/** The entries of a page of an index; a table that is made WITHOUT ROWID is one (section 2.4). */
export function* indexRows(
  page: number,
  shape: SqliteShape,
  pages: PageSource,
  accepts: (length: number) => boolean,
): Generator<Buffer> {
  const bytes = pages(page);
  const head = headOf(page);
  const interior = bytes?.[head] === INTERIOR_INDEX;
  if (bytes === null || (bytes[head] !== LEAF_INDEX && !interior)) return;
  const most = Math.floor(((shape.usable - 12) * 64) / 255) - 23;
  for (const at of cellsOf(bytes, head, interior ? 12 : 8)) {
    // Before it stands the number of a child.
    const length = varint(bytes, interior ? at + 4 : at);
    const cell = { length: length.value, at: length.next, most };
    const row = accepts(cell.length) ? readPayload(bytes, cell, shape, pages) : null;
    if (row !== null) yield row;
  }
}

/** Where the cells of a page begin; `behind`: bytes of the page's header. */
function* cellsOf(bytes: Buffer, head: number, behind: number): Generator<number> {
  const count = Math.min(bytes.readUInt16BE(head + 3), bytes.length >> 2);
  for (let i = 0; i < count && head + behind + 2 * i + 2 <= bytes.length; i++) {
    const at = bytes.readUInt16BE(head + behind + 2 * i);
    if (at < bytes.length) yield at;
  }
}

interface Cell {
  /** Bytes of the row, and how many of them a page holds at most before they go on in others. */
  length: number;
  most: number;
  /** Where it begins. */
  at: number;
}

/** What does not fit into the page goes on in overflow pages (section 1.7). */
function readPayload(
  bytes: Buffer,
  { length, at, most }: Cell,
  { size, usable }: SqliteShape,
  pages: PageSource,
): Buffer | null {
  if (at > size) return null;
  if (length <= most) {
    return at + length <= size ? bytes.subarray(at, at + length) : null;
  }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fit = least + ((length - least) % (usable - 4));
  const local = fit <= most ? fit : least;
  const parts = [bytes.subarray(at, at + local)];
  let left = length - local;
  let next = at + local + 4 <= size ? bytes.readUInt32BE(at + local) : 0;
  while (left > 0 && next > 0) {
    const page = pages(next);
    if (page === null) break;
    const took = Math.min(left, usable - 4);
    parts.push(page.subarray(4, 4 + took));
    left -= took;
    next = page.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** The rows of a whole table, from its root page down; a page that comes again is passed over. */
export function* tableRows(
  root: number,
  shape: SqliteShape,
  pages: PageSource,
  accepts: (length: number) => boolean,
): Generator<Buffer> {
  const seen = new Set<number>();
  const stack: number[] = [];
  const visit = (page: number): void => {
    if (seen.has(page) || pages(page) === null) return;
    seen.add(page);
    stack.push(page);
  };
  visit(root);
  for (let page = stack.pop(); page !== undefined; page = stack.pop()) {
    const bytes = pages(page);
    if (bytes?.[headOf(page)] !== INTERIOR_TABLE) yield* leafRows(page, shape, pages, accepts);
    else childrenOf(bytes, headOf(page)).forEach(visit);
  }
}

/** Section 1.6: each cell of an interior page begins with a child; the last child is in its header. */
function childrenOf(bytes: Buffer, head: number): number[] {
  const count = Math.min(bytes.readUInt16BE(head + 3), bytes.length >> 2);
  const children = [bytes.readUInt32BE(head + 8)];
  for (let i = count - 1; i >= 0; i--) {
    const pointer = head + 12 + 2 * i;
    const at = pointer + 2 <= bytes.length ? bytes.readUInt16BE(pointer) : bytes.length;
    if (at + 4 <= bytes.length) children.push(bytes.readUInt32BE(at));
  }
  return children;
}

export interface Column {
  /** Serial type: 1 to 6 an integer, from 12 on a blob (even) or a text (odd). */
  type: number;
  bytes: Buffer;
}

/** Section 2.1, "Record Format": serial types, then values. What a damaged record lacks is left out. */
export function* columnsOf(row: Buffer): Generator<Column> {
  const head = varint(row, 0);
  let at = head.next;
  let value = head.value;
  while (at < head.value && at < row.length && value <= row.length) {
    const { value: type, next } = varint(row, at);
    at = next;
    const length = lengthOf(type);
    yield { type, bytes: row.subarray(value, value + length) };
    value += length;
  }
}

/** Bytes of a value of that serial type. */
export const lengthOf = (type: number): number =>
  type >= 12 ? Math.floor((type - 12) / 2) : (NUMBERS[type] ?? 0);

const NUMBERS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

/** Groups of seven bits, highest first; a ninth byte counts whole. */
export function varint(bytes: Buffer, from: number): { value: number; next: number } {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[from + i] ?? 0;
    if (i === 8) return { value: value * 256 + byte, next: from + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: from + i + 1 };
  }
  return { value, next: from + 9 };
}
