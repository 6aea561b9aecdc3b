/**
 * Reads the rows of an SQLite database page by page (sqlite.org/fileformat2.html, sections 1.2 to 1.6),
 * whatever table they belong to and whether the page is in use or freed: in the file itself the
 * columns of a row run into each other, and long rows are scattered over pages.
 */
import type { Nested } from './nested.ts';
import { SHARED, pageSize, rowsBehind, rowsOf, tellShared, writeRows } from './sqlite-pages.ts';
import type { Pages } from './sqlite-pages.ts';

const HEADER = 100;

export async function openSqlite(bytes: Buffer, nested: Nested): Promise<void> {
  const size = bytes.length < HEADER ? null : pageSize(bytes.readUInt16BE(16));
  if (size === null) {
    nested.unopened(null, 'the SQLite database has a damaged header');
    return;
  }
  const pages: Pages = {
    usable: size - (bytes[20] as number),
    left: SHARED * Math.ceil(bytes.length / size),
    page: (number) => {
      const end = number * size;
      return number > 0 && end <= bytes.length ? bytes.subarray(end - size, end) : null;
    },
  };
  const trunks = trunksOf(bytes, pages);
  for (let number = 1; number * size <= bytes.length; number++) {
    nested.budget.step();
    const page = pages.page(number) as Buffer;
    const rows = trunks.has(number)
      ? rowsBehind(page, Math.min(size, 8 + 4 * page.readUInt32BE(4)), pages)
      : rowsOf(page, number, pages);
    await writeRows(nested, `page-${number}`, rows);
  }
  tellShared(pages, nested);
}

/**
 * 1.5, "The Freelist": freed pages keep what they held, but for those that hold the list: numbers of
 * others are written over their beginning.
 */
function trunksOf(bytes: Buffer, pages: Pages): ReadonlySet<number> {
  const trunks = new Set<number>();
  for (let number = bytes.readUInt32BE(32); number > 0 && !trunks.has(number);) {
    const page = pages.page(number);
    if (page === null) break;
    trunks.add(number);
    number = page.readUInt32BE(0);
  }
  return trunks;
}
