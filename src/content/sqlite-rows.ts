/**
 * Pushes rows of an SQLite database as lines, wherever their pages stand: in the database, its log or
 * its journal; and finds those of a page whose beginning was written over.
 */
import type { Nested } from './nested.ts';
import { columnsOf, indexRows, leafRows, lengthOf, varint } from './sqlite-format.ts';
import type { PageSource, SqliteShape } from './sqlite-format.ts';

/** A row's bytes at most. */
const ROW = 4 * 1024 * 1024;
/** How often a page is asked for, on average: for itself, twice, and by the row that goes on in it. */
const ASKED = 5;
/** Bytes after which the search gets its turn. */
const PORTION = 256 * 1024;

/** Pages that are given a bounded number of times: thousands of cells may point at one long row. */
export class LimitedPages {
  readonly #pages: PageSource;
  #left: number;

  /** `count`: of all pages. */
  constructor(pages: PageSource, count: number) {
    this.#pages = pages;
    this.#left = ASKED * (count + 1);
  }

  readonly page: PageSource = (number) => {
    if (this.#left === 0) return null;
    this.#left--;
    return this.#pages(number);
  };

  /** Tells where not all were given. */
  tell(nested: Nested): void {
    if (this.#left > 0) return;
    nested.unopened(null, 'rows of the SQLite database go on in the pages of others');
  }
}

/**
 * The rows of a page. Of an index only entries of two texts and more: what else it holds stands in its
 * table, too, but for a table that is an index itself.
 */
export function* rowsOf(number: number, shape: SqliteShape, pages: PageSource): Generator<Buffer> {
  const accepts = (length: number): boolean => length <= ROW;
  yield* leafRows(number, shape, pages, accepts);
  for (const row of indexRows(number, shape, pages, accepts)) {
    let texts = 0;
    for (const { type } of columnsOf(row)) if (type >= 14) texts++;
    if (texts > 1) yield row;
  }
}

/** Pushes rows as one text, each as it comes. Throws LimitError. */
export async function writeRows(
  nested: Nested,
  name: string,
  rows: Iterable<Buffer>,
): Promise<void> {
  let open = false;
  let written = 0;
  for (const row of rows) {
    const line = lineOf(row);
    if (line === null) continue;
    if (!open) nested.open(name);
    open = true;
    nested.write(line);
    written += line.length;
    if (written < PORTION) continue;
    await nested.room();
    written = 0;
  }
  if (!open) return;
  nested.end();
  await nested.room();
}

/** Texts and blobs, parted by tabs; null where there is none. */
function lineOf(row: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (const { type, bytes } of columnsOf(row)) {
    if (type < 12 || bytes.length === 0) continue;
    if (parts.length > 0) parts.push(TAB);
    parts.push(type % 2 === 1 ? narrow(bytes) : bytes);
  }
  return parts.length === 0 ? null : Buffer.concat([...parts, LINE]);
}

/** Characters by which a text of UTF-16 is told. */
const TELLING = 8;

/**
 * A text in UTF-8. A database may keep all of its texts in UTF-16 (section 1.3.13), which its log does
 * not tell: then of the first characters some have a zero byte, on the same side.
 */
function narrow(text: Buffer): Buffer {
  if (text.length % 2 === 1) return text;
  let [high, low] = [0, 0];
  for (let at = 0; at < Math.min(text.length, 2 * TELLING); at += 2) {
    if (text[at] === 0) high++;
    if (text[at + 1] === 0) low++;
  }
  if (high > 0 === low > 0) return text;
  return Buffer.from((low > 0 ? text : Buffer.from(text).swap16()).toString('utf16le'));
}

const TAB = Buffer.from('\t');
const LINE = Buffer.from('\n');

/**
 * The rows of a page that was freed and then written over from its beginning, up to `from`, its list of
 * cells with it: cells stand one behind the other up to the page's end, so the first from which a row
 * of them leads there is one. `usable`: bytes of the page that hold anything.
 */
export function rowsBehind(page: Buffer, from: number, usable: number): Buffer[] {
  // By place: a row there, if it is one, leads nowhere.
  const astray = new Uint8Array(page.length + 1);
  for (let first = from; first < usable; first++) {
    const rows: Buffer[] = [];
    let at = first;
    while (at < usable && astray[at] === 0) {
      astray[at] = 1;
      const { value: length, next } = varint(page, at);
      const start = varint(page, next).next;
      // What goes on in other pages is not followed: each place would be asked again.
      if (length === 0 || length > usable - 35 || start + length > usable) break;
      const row = page.subarray(start, start + length);
      if (!fits(row)) break;
      rows.push(row);
      at = start + length;
    }
    if (at === usable) return rows;
  }
  return [];
}

/** Bytes of a record's header, about one a column; tables of more columns are rare. */
const HEADER = 256;

/** True where the lengths that a record tells make up its own. */
function fits(row: Buffer): boolean {
  const head = varint(row, 0);
  if (head.value > HEADER) return false;
  let end = head.value;
  let at = head.next;
  while (at < head.value && end <= row.length) {
    const type = varint(row, at);
    at = type.next;
    end += lengthOf(type.value);
  }
  return at === head.value && end === row.length;
}
