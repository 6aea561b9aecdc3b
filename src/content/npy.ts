/**
 * Reads NumPy's arrays (numpy/lib/format.py, "Format Version 1.0"): behind a header, which is a Python
 * dictionary, an array of objects is a pickle, and one of strings has four bytes a character, padded with
 * zeros. Others are numbers and bytes, which are searched as they are.
 */
import { FormatError } from './budget.ts';
import { Lines } from './lines.ts';
import type { Nested } from './nested.ts';
import { openPickle } from './pickle.ts';
import type { Pull } from '../image/pull.ts';

/** Longest header that is read; NumPy itself refuses longer ones than 10,000 bytes. */
const HEADER = 64 * 1024;

/** Throws FormatError, LimitError. */
export async function openNpy(source: Pull, nested: Nested): Promise<void> {
  const start = Buffer.from(await source.take(8));
  // Since version 2 the length of the header has four bytes.
  const width = start[6] === 1 ? 2 : 4;
  const told = Buffer.from(await source.take(width));
  const length = told.length < width ? 0 : told.readUIntLE(0, width);
  if (length === 0 || length > HEADER) throw new FormatError('the NumPy array is damaged or cut');
  const header = Buffer.from(await source.take(length)).toString('latin1');
  if (/'descr':\s*'\|?O/.test(header)) return openPickle(source, nested);
  const [, order, count] = /'descr':\s*'([<>=|])U(\d{1,5})'/.exec(header) ?? [];
  if (Number(count) > 0) await openStrings(source, nested, 4 * Number(count), order === '>');
}

/** `size`: bytes of a string. */
async function openStrings(
  source: Pull,
  nested: Nested,
  size: number,
  big: boolean,
): Promise<void> {
  const lines = new Lines(nested, 'strings');
  for (;;) {
    const bytes = Buffer.from(await source.take(size));
    if (bytes.length < size) break;
    nested.budget.step();
    const points: number[] = [];
    for (let at = 0; at < size; at += 4) {
      const point = big ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
      if (point === 0) break;
      points.push(point > 0x10ffff ? 0xfffd : point);
    }
    lines.lone(String.fromCodePoint(...points));
    if (lines.full) await lines.flush();
  }
  await lines.end();
}
