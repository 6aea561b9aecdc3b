/**
 * Reads the rows of an SQLite database page by page, whatever table they belong to and whether the
 * page is in use or freed: in the file itself the columns of a row run into each other, and long rows
 * are scattered over pages.
 */
import type { Nested } from './nested.ts';
import { readShape } from './sqlite-format.ts';
import type { PageSource } from './sqlite-format.ts';
import { LimitedPages, rowsBehind, rowsOf, writeRows } from './sqlite-rows.ts';

export async function openSqlite(bytes: Buffer, nested: Nested): Promise<void> {
  const shape = readShape(bytes);
  if (shape === null) {
    nested.unopened(null, 'the SQLite database has a damaged header');
    return;
  }
  const { size, usable } = shape;
  const page: PageSource = (number) =>
    number < 1 || number * size > bytes.length
      ? null
      : bytes.subarray((number - 1) * size, number * size);
  const pages = new LimitedPages(page, Math.ceil(bytes.length / size));
  const trunks = trunksOf(bytes, page);
  for (let number = 1; number * size <= bytes.length; number++) {
    nested.budget.step();
    const trunk = trunks.get(number);
    const rows =
      trunk === undefined
        ? rowsOf(number, shape, pages.page)
        : rowsBehind(trunk, Math.min(size, 8 + 4 * trunk.readUInt32BE(4)), usable);
    await writeRows(nested, `page-${number}`, rows);
  }
  pages.tell(nested);
}

/**
 * Section 1.5, "The Freelist": freed pages keep what they held, but for those that hold the list:
 * numbers of others are written over their beginning.
 */
function trunksOf(bytes: Buffer, page: PageSource): ReadonlyMap<number, Buffer> {
  const trunks = new Map<number, Buffer>();
  for (let number = bytes.readUInt32BE(32); !trunks.has(number);) {
    const trunk = page(number);
    if (trunk === null) break;
    trunks.set(number, trunk);
    number = trunk.readUInt32BE(0);
  }
  return trunks;
}
