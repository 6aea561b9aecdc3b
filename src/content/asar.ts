/**
 * Opens an asar archive (electron/asar, "Format"): two pickles hold a JSON tree of files with their
 * offsets behind it, then come the files. They are read front to back; a file whose bytes were
 * already passed shares them with another, which is no news.
 */
import { FormatError } from './budget.ts';
import { body } from './records.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';

/** Longest tree of files that is kept, in bytes. */
const TREE = 16 * 1024 * 1024;
const FOLDERS_DEEP = 64;

interface Entry {
  path: string;
  offset: number;
  size: number;
}

/** Throws FormatError, LimitError. */
export async function openAsar(source: Pull, nested: Nested): Promise<void> {
  const head = Buffer.from(await source.take(16));
  const start = 8 + head.readUInt32LE(4);
  const length = head.readUInt32LE(12);
  if (length > TREE) throw new FormatError('the list of an asar archive is too long');
  const json = Buffer.from(await source.take(length)).toString('utf8');
  const entries: Entry[] = [];
  try {
    collect(JSON.parse(json), '', entries, 0);
  } catch {
    throw new FormatError('the list of an asar archive cannot be read');
  }
  entries.sort((a, b) => a.offset - b.offset || a.size - b.size);
  let overlapping = 0;
  for (const { path, offset, size } of entries) {
    const at = start + offset;
    if (at < source.offset) {
      overlapping++;
      continue;
    }
    while (source.offset < at) {
      nested.budget.step();
      if ((await source.next(at - source.offset)) === null) {
        throw new FormatError('the asar archive is cut short');
      }
    }
    await body(source, nested, path, size);
  }
  if (overlapping > 0)
    nested.unopened(null, `${overlapping} files of it share the bytes of others`);
}

/** Own keys only: `__proto__` as a file's name is a name like any other. */
function collect(folder: unknown, path: string, entries: Entry[], depth: number): void {
  if (depth > FOLDERS_DEEP) throw new FormatError('the list of an asar archive is too deep');
  const files = property(folder, 'files');
  if (typeof files !== 'object' || files === null) return;
  for (const [name, entry] of Object.entries(files)) {
    const inner = path === '' ? name : `${path}/${name}`;
    const size = property(entry, 'size');
    const offset = Number(property(entry, 'offset'));
    if (property(entry, 'files') !== undefined) collect(entry, inner, entries, depth + 1);
    else if (typeof size === 'number' && size > 0 && Number.isSafeInteger(offset) && offset >= 0) {
      if (Number.isSafeInteger(size)) entries.push({ path: inner, offset, size });
    }
  }
}

function property(of: unknown, key: string): unknown {
  if (typeof of !== 'object' || of === null) return undefined;
  return Object.getOwnPropertyDescriptor(of, key)?.value;
}
