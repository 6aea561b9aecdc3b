/**
 * Reads the rows of an SQLite database page by page, whatever table they belong to and whether the
 * page is in use or freed: in the file itself the columns of a row run into each other, and long rows
 * are scattered over pages.
 */
import type { Nested } from './nested.ts';
import { columnsOf, leafRows, readShape, type PageSource } from './sqlite-format.ts';

/** A row's bytes at most. */
const ROW = 4 * 1024 * 1024;

export async function openSqlite(bytes: Buffer, nested: Nested): Promise<void> {
  const shape = readShape(bytes);
  if (shape === null) {
    nested.unopened(null, 'the SQLite database has a damaged header');
    return;
  }
  const { size } = shape;
  const pages: PageSource = (page) =>
    page < 1 || page * size > bytes.length ? null : bytes.subarray((page - 1) * size, page * size);
  for (let page = 1; page * size <= bytes.length; page++) {
    nested.budget.step();
    let open = false;
    for (const row of leafRows(page, shape, pages, (length) => length <= ROW)) {
      const text = written(row);
      if (text.length === 0) continue;
      if (!open) nested.open(`page-${page}`);
      open = true;
      nested.write(text);
    }
    if (!open) continue;
    nested.end();
    await nested.room();
  }
}

/** Texts and blobs, parted by tabs; nothing where there is none. */
function written(row: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (const { type, bytes } of columnsOf(row)) {
    if (type < 12 || bytes.length === 0) continue;
    if (parts.length > 0) parts.push(TAB);
    parts.push(bytes);
  }
  return parts.length === 0 ? EMPTY : Buffer.concat([...parts, LINE]);
}

const EMPTY = Buffer.alloc(0);
const TAB = Buffer.from('\t');
const LINE = Buffer.from('\n');
