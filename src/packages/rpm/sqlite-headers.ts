/** Headers in `rpmdb.sqlite` (rpm 4.16 and later; lib/backend/sqlite.c): the blobs of table Packages. */
import { columnsOf, readShape, tableRows, type Column } from '../../content/sqlite-format.ts';
import type { KeptFile } from './kept-file.ts';

/** The schema's table (sqlite.org/fileformat2.html, section 2.6) begins on the first page. */
const SCHEMA = 1;

const isBlob = ({ type }: Column): boolean => type >= 12 && type % 2 === 0;

const textOf = (column: Column | undefined): string =>
  column !== undefined && column.type >= 13 && column.type % 2 === 1
    ? column.bytes.toString('latin1')
    : '';

const numberOf = (column: Column | undefined): number =>
  column !== undefined && column.type >= 1 && column.type <= 6 && column.bytes.length > 0
    ? column.bytes.readUIntBE(0, Math.min(6, column.bytes.length))
    : 0;

export function* sqliteHeaders(file: KeptFile): Generator<Buffer> {
  const shape = readShape(file.slice(0, Math.min(100, file.length)) ?? Buffer.alloc(0));
  if (shape === null) return;
  const pages = (page: number): Buffer | null => file.page(page - 1, shape.size);
  const accepts = (length: number): boolean => file.spend(length);
  for (const row of tableRows(SCHEMA, shape, pages, accepts)) {
    const [type, name, , root] = columnsOf(row);
    if (textOf(type) !== 'table' || textOf(name) !== 'Packages') continue;
    for (const record of tableRows(numberOf(root), shape, pages, accepts)) {
      const blob = [...columnsOf(record)].find(isBlob);
      if (blob !== undefined) yield blob.bytes;
    }
  }
}
