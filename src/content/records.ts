/** Archives that are a plain row of headers and bodies: ar (Debian packages, static libraries), cpio. */
import { FormatError } from './budget.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';

/** ar(5) with GNU's and BSD's long names. Throws FormatError, LimitError. */
export async function openAr(source: Pull, nested: Nested): Promise<void> {
  await source.take(8);
  let names = '';
  for (;;) {
    const bytes = await source.take(60);
    if (bytes.length === 0) return;
    const header = Buffer.from(bytes).toString('latin1');
    const size = /^\d+ *$/.test(header.slice(48, 58)) ? Number(header.slice(48, 58)) : NaN;
    if (header.length < 60 || !header.endsWith('`\n') || !Number.isSafeInteger(size)) {
      throw new FormatError('the ar archive is damaged or cut');
    }
    let name = header.slice(0, 16).trimEnd();
    let left = size;
    if (name === '//' && size <= 1024 * 1024) {
      names = Buffer.from(await source.take(size)).toString('utf8');
      left = 0;
    } else if (/^\/\d+$/.test(name)) {
      name = names.slice(Number(name.slice(1))).split('\n', 1)[0] ?? '';
    } else if (/^#1\/\d+$/.test(name)) {
      const length = Math.min(size, 4096, Number(name.slice(3)));
      name = Buffer.from(await source.take(length))
        .toString('utf8')
        .replace(/\0+$/, '');
      left -= length;
    }
    await body(source, nested, name.replace(/\/$/, ''), left);
    if (size % 2 === 1) await source.take(1);
  }
}

/** cpio(5): the new ASCII format, with or without checksums, and what rpm makes of it for large files. */
export async function openCpio(source: Pull, nested: Nested): Promise<void> {
  for (;;) {
    const header = await readCpioHeader(source);
    if (header === null) return;
    const { name, size, align } = header;
    await body(source, nested, name, size);
    await source.take(-size & (align - 1));
  }
}

interface CpioHeader {
  name: string;
  size: number;
  /** Bodies are padded to a multiple of this. */
  align: number;
}

/** Null at the trailer or the end. */
async function readCpioHeader(source: Pull): Promise<CpioHeader | null> {
  const head = Buffer.from(await source.take(6));
  // Initramfs images hold several archives with zeros between.
  if (head.length < 6 || head[0] === 0) return null;
  const magic = head.toString('latin1');
  let size: number;
  let nameSize: number;
  let align = 4;
  if (magic === '070701' || magic === '070702') {
    const fields = await text(source, 104);
    size = hex(fields, 48);
    nameSize = hex(fields, 88);
  } else if (magic === '070707') {
    const fields = await text(source, 70);
    nameSize = parseInt(fields.slice(53, 59), 8);
    size = parseInt(fields.slice(59, 70), 8);
    align = 1;
  } else if (head.readUInt16LE(0) === 0o070707 || head.readUInt16BE(0) === 0o070707) {
    const little = head[0] === 0xc7;
    const rest = Buffer.concat([head, await source.take(20)]);
    if (rest.length < 26) throw cut();
    const word = (at: number): number => (little ? rest.readUInt16LE(at) : rest.readUInt16BE(at));
    nameSize = word(20);
    size = word(22) * 65536 + word(24);
    align = 2;
  } else {
    throw cut();
  }
  if (!(nameSize > 0 && nameSize <= 65536) || !(size >= 0)) throw cut();
  const name = (await text(source, nameSize)).replace(/\0.*$/s, '');
  const padded = align === 4 ? -(110 + nameSize) & 3 : align === 2 ? nameSize & 1 : 0;
  await source.take(padded);
  return name === 'TRAILER!!!' ? null : { name, size, align };
}

function hex(fields: string, at: number): number {
  return parseInt(fields.slice(at, at + 8), 16);
}

async function text(source: Pull, count: number): Promise<string> {
  const bytes = await source.take(count);
  if (bytes.length < count) throw cut();
  return Buffer.from(bytes).toString('latin1');
}

function cut(): FormatError {
  return new FormatError('the cpio archive is damaged or cut');
}

/** Hands over the next `size` bytes as one text. Throws FormatError where they are not all there. */
export async function body(
  source: Pull,
  nested: Nested,
  name: string,
  size: number,
): Promise<void> {
  nested.budget.step();
  if (size > 0) nested.open(name);
  for (let left = size; left > 0;) {
    const bytes = await source.next(left);
    if (bytes === null) throw new FormatError(`the archive is cut short in an entry`);
    left -= bytes.length;
    nested.write(bytes);
    await nested.room();
  }
  nested.end();
  await nested.room();
}
