/**
 * Reads what a WebAssembly module holds beside its code (WebAssembly core specification 2.0, 5.5.2,
 * 5.5.3 and 5.5.14): custom sections are texts of their own (a source map's address, the producers),
 * and strings of its data that stand beside each other, as C and its kin lay them, are taken for a
 * name and its value.
 */
import { Ahead } from './ahead.ts';
import { FormatError } from './budget.ts';
import { Lines } from './lines.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';

const CUSTOM = 0;
const DATA = 11;
/** Bytes of a constant expression that gives a segment's place. */
const EXPRESSION = 64;
/** Looked at in one piece. */
const PIECE = 64 * 1024;

/** Throws FormatError, LimitError. */
export async function openWasm(source: Pull, nested: Nested): Promise<void> {
  const ahead = new Ahead(source, nested);
  await ahead.skip(8);
  while (await ahead.fill(1)) {
    const id = (await ahead.take(1))[0] as number;
    const length = await ahead.varint();
    const end = ahead.offset + length;
    if (id === CUSTOM) await readCustom(ahead, end, nested);
    else if (id === DATA) await readData(ahead, end, nested);
    if (ahead.offset > end) throw new FormatError('a section of the WebAssembly module is damaged');
    await ahead.skip(end - ahead.offset);
  }
}

async function readCustom(ahead: Ahead, end: number, nested: Nested): Promise<void> {
  const length = await ahead.varint();
  if (length > 1024 || ahead.offset + length > end) return;
  const name = (await ahead.take(length)).toString('utf8');
  // Debug information is many times the code, and lies in the module as it is.
  if (name === '' || name.startsWith('.debug_') || name.startsWith('reloc.')) return;
  nested.open(name);
  while (ahead.offset < end) {
    nested.write(await ahead.take(Math.min(PIECE, end - ahead.offset)));
    await nested.room();
  }
  nested.end();
}

/** Segments, each led by what kind it is and, where it is active, by its place. */
async function readData(ahead: Ahead, end: number, nested: Nested): Promise<void> {
  const lines = new Lines(nested, 'data');
  const strings = new Neighbours(lines);
  const count = await ahead.varint();
  for (let i = 0; i < count && ahead.offset < end; i++) {
    const kind = await ahead.varint();
    if (kind > 2) throw new FormatError('a segment of the WebAssembly module is damaged');
    if (kind === 2) await ahead.varint();
    if (kind !== 1) await skipExpression(ahead);
    const length = await ahead.varint();
    if (ahead.offset + length > end) {
      throw new FormatError('a segment of the WebAssembly module is damaged');
    }
    for (let left = length; left > 0;) {
      const piece = await ahead.take(Math.min(PIECE, left));
      left -= piece.length;
      strings.write(piece);
      if (lines.full) await lines.flush();
    }
    strings.endString();
  }
  await lines.end();
}

/** 5.4.9: up to the opcode `end`; of its instructions only constants occur, whose groups may be alike. */
async function skipExpression(ahead: Ahead): Promise<void> {
  for (let i = 0; i < EXPRESSION; i++) {
    const opcode = (await ahead.take(1))[0] as number;
    if (opcode === 0x0b) return;
    // i32.const, i64.const, global.get; others come with extended constants and have no operand.
    if (opcode === 0x41 || opcode === 0x42 || opcode === 0x23) await ahead.varint();
  }
  throw new FormatError('a segment of the WebAssembly module is damaged');
}

/** A string that could name a setting, and one that could be its value. */
const NAME = /^[A-Za-z_][\w.-]{2,39}$/;
const LONGEST = 1024;
/** Zero bytes between strings: their ends, and padding to the next multiple of sixteen. */
const GAP = 17;

/** Finds strings of C that follow one another, and writes them down as a name and its value. */
class Neighbours {
  readonly #lines: Lines;
  #name = '';
  #zeros = 0;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  write(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      if (bytes[at] === 0) {
        this.endString();
        if (++this.#zeros > GAP) this.#name = '';
        at++;
        continue;
      }
      const zero = bytes.indexOf(0, at);
      const end = zero < 0 ? bytes.length : zero;
      this.#length += end - at;
      if (this.#length <= LONGEST) this.#parts.push(Buffer.from(bytes.subarray(at, end)));
      this.#zeros = 0;
      at = end;
    }
  }

  /** At a zero byte, and at the end of a segment. */
  endString(): void {
    if (this.#length === 0) return;
    const text = this.#length > LONGEST ? '' : Buffer.concat(this.#parts).toString('latin1');
    this.#parts = [];
    this.#length = 0;
    const printable = /^[\x20-\x7e\t\r\n]+$/.test(text);
    if (printable && this.#name !== '') this.#lines.pair(this.#name, text);
    this.#name = printable && NAME.test(text) ? text : '';
  }
}
