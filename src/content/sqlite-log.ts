/**
 * Reads the pages beside an SQLite database: those of its write-ahead log, which the database has not
 * got yet, and those of a rollback journal, which it has no more (sqlite.org/fileformat2.html, 3 and 4).
 */
import type { Nested } from './nested.ts';
import { pageSize } from './sqlite-format.ts';
import { LimitedPages, rowsOf, writeRows } from './sqlite-rows.ts';

interface Frame {
  number: number;
  page: Buffer;
  /** A transaction ends with it. */
  commits: boolean;
}

/** 4.1: a header of 32 bytes, then frames: 24 bytes that begin with the page's number, and the page. */
export async function openSqliteWal(bytes: Buffer, nested: Nested): Promise<void> {
  const size = bytes.length < 32 ? null : pageSize(bytes.readUInt32BE(8));
  if (size === null) {
    nested.unopened(null, 'the log of the SQLite database has a damaged header');
    return;
  }
  const frames: Frame[] = [];
  for (let at = 32; at + 24 + size <= bytes.length; at += 24 + size) {
    const page = bytes.subarray(at + 24, at + 24 + size);
    const commits = bytes.readUInt32BE(at + 4) !== 0;
    frames.push({ number: bytes.readUInt32BE(at), page, commits });
  }
  await readFrames(frames, size, nested);
}

const MAGIC = Buffer.from('d9d505f920a163d7', 'hex');

/**
 * 3: a header that fills a sector, then pages between their number and a checksum; there may be another
 * header at the next sector. The count in a header is not asked: it is written last.
 */
export async function openSqliteJournal(bytes: Buffer, nested: Nested): Promise<void> {
  const sector = bytes.length < 28 ? 0 : bytes.readUInt32BE(20);
  const size = bytes.length < 28 ? null : pageSize(bytes.readUInt32BE(24));
  if (size === null || sector < 28 || sector > 65536) {
    nested.unopened(null, 'the journal of the SQLite database has a damaged header');
    return;
  }
  const frames: Frame[] = [];
  for (let at = sector; at + 8 + size <= bytes.length;) {
    const next = Math.ceil(at / sector) * sector;
    if (bytes.subarray(next, next + 8).equals(MAGIC)) {
      at = next + sector;
      continue;
    }
    const page = bytes.subarray(at + 4, at + 4 + size);
    frames.push({ number: bytes.readUInt32BE(at), page, commits: false });
    at += 8 + size;
  }
  await readFrames(frames, size, nested);
}

/**
 * Rows go on in pages as they were when their transaction ended, and only where these are among the
 * frames, too.
 */
async function readFrames(frames: readonly Frame[], size: number, nested: Nested): Promise<void> {
  const latest = new Map<number, Buffer>();
  // Bytes that an extension keeps at the end of each page are told in the database only.
  const shape = { size, usable: size };
  let own: Frame | undefined;
  const pages = new LimitedPages(
    (number) => (number === own?.number ? own.page : (latest.get(number) ?? null)),
    frames.length,
  );
  let first = 0;
  for (const [i, { number, page, commits }] of frames.entries()) {
    latest.set(number, page);
    if (!commits && i + 1 < frames.length) continue;
    for (; first <= i; first++) {
      nested.budget.step();
      const frame = frames[first] as Frame;
      own = frame;
      const name = `frame-${first + 1}-page-${frame.number}`;
      await writeRows(nested, name, rowsOf(frame.number, shape, pages.page));
    }
  }
  pages.tell(nested);
}
