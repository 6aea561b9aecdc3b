/**
 * The records of a PAX extended header (POSIX.1-2017 `pax`, "pax Extended Header": each record is
 * `<length> <key>=<value>\n`, the length counts itself). Only the keys that change how an archive is
 * walked are understood; everything else is judged as "plain" or "to be searched".
 */

export interface PaxRecords {
  /** Of `GNU.sparse.name` where there is one, else of `path`; null where absent or emptied. */
  path: string | null;
  link: string | null;
  /** Of `size`: bytes of the body in the archive; NaN where it is no number. */
  size: number | null;
  /** Begin and end, in turn, of every name and link target in the records, also of overruled ones. */
  names: number[];
  /** False where the records hold more than names and numbers: then their bytes are searched. */
  plain: boolean;
  /** What is wrong with the records, null where nothing is. */
  problem: string | null;
}

const NUMBER = /^-?[0-9]{0,20}(?:\.[0-9]{0,20})?$/;

/** Keys whose value, as long as it is a number, can hold nothing of interest. */
const NUMERIC = new Set([
  'mtime',
  'atime',
  'ctime',
  'uid',
  'gid',
  'LIBARCHIVE.creationtime',
  'SCHILY.dev',
  'SCHILY.ino',
  'SCHILY.nlink',
  'GNU.sparse.major',
  'GNU.sparse.minor',
  'GNU.sparse.realsize',
  'GNU.sparse.size',
  'GNU.sparse.numblocks',
]);

/** Reads the records of one extended header. Never throws; a damaged record ends the reading. */
export function readPax(bytes: Buffer): PaxRecords {
  const records: PaxRecords = {
    path: null,
    link: null,
    size: null,
    names: [],
    plain: true,
    problem: null,
  };
  let sparseName: string | null = null;
  let at = 0;
  while (at < bytes.length) {
    let length = 0;
    let digits = at;
    while (digits < bytes.length && digits - at < 9) {
      const digit = (bytes[digits] as number) - 0x30;
      if (digit < 0 || digit > 9) break;
      length = length * 10 + digit;
      digits++;
    }
    const end = at + length;
    const equals = bytes.indexOf(0x3d, digits);
    const whole =
      bytes[digits] === 0x20 &&
      equals > digits &&
      equals < end &&
      end <= bytes.length &&
      bytes[end - 1] === 0x0a;
    if (!whole) {
      records.problem = 'an extended header holds a record that does not end where it says';
      records.plain = false;
      break;
    }
    const key = bytes.toString('utf8', digits + 1, equals);
    if (key === 'GNU.sparse.name') {
      sparseName = bytes.toString('utf8', equals + 1, end - 1);
      records.names.push(equals + 1, end - 1);
    } else {
      take(records, bytes, key, equals + 1, end - 1);
    }
    at = end;
  }
  if (sparseName !== null) records.path = sparseName;
  return records;
}

function take(records: PaxRecords, bytes: Buffer, key: string, from: number, to: number): void {
  if (key === 'path' || key === 'linkpath') {
    const value = from === to ? null : bytes.toString('utf8', from, to);
    if (key === 'path') records.path = value;
    else records.link = value;
    records.names.push(from, to);
  } else if (key === 'size') {
    const text = bytes.toString('latin1', from, to);
    records.size = /^[0-9]{1,15}$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(records.size)) records.plain = false;
  } else if (
    !NUMERIC.has(key) ||
    to - from > 42 ||
    !NUMBER.test(bytes.toString('latin1', from, to))
  ) {
    records.plain = false;
  }
}
