/**
 * Fetches bytes ahead of a reader, so that parsing itself does not wait, and skips what is too long to
 * be looked at: a model's weights lie between its few strings.
 */
import { FormatError } from './budget.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';

/** `rest` and what follows it, until they are `count` bytes or the source ends. */
export async function gather(
  source: Pull,
  rest: Buffer,
  count: number,
): Promise<{ bytes: Buffer; ended: boolean }> {
  const parts: Uint8Array[] = [rest];
  let length = rest.length;
  while (length < count) {
    const bytes = await source.next();
    if (bytes === null) return { bytes: Buffer.concat(parts, length), ended: true };
    parts.push(Buffer.from(bytes));
    length += bytes.length;
  }
  return { bytes: Buffer.concat(parts, length), ended: false };
}

/** Fetched at a time, so that what is left over is moved seldom. */
const PORTION = 128 * 1024;

export class Ahead {
  readonly #source: Pull;
  readonly #nested: Nested;
  #ended = false;
  /** What is at hand: from `at` on it is still to be read. */
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  #before = 0;

  /** The budget of `nested` is asked at each fetch. */
  constructor(source: Pull, nested: Nested) {
    this.#source = source;
    this.#nested = nested;
  }

  /** Offset in the file of what is read next. */
  get offset(): number {
    return this.#before + this.at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Tries to have `count` bytes at hand; false where the file ends before. */
  async fill(count: number): Promise<boolean> {
    if (this.left >= count) return true;
    if (this.#ended) return false;
    this.#nested.budget.step();
    this.#before += this.at;
    const rest = this.bytes.subarray(this.at);
    const { bytes, ended } = await gather(this.#source, rest, Math.max(count, PORTION));
    this.bytes = bytes;
    this.at = 0;
    this.#ended = ended;
    return this.left >= count;
  }

  /** Throws FormatError where the file ends before. */
  async need(count: number): Promise<void> {
    if (!(await this.fill(count))) throw new FormatError('the file is cut short');
  }

  /** The next bytes; valid until the next fetch. Throws FormatError. */
  async take(count: number): Promise<Buffer> {
    await this.need(count);
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** Throws FormatError where the file ends before. */
  async skip(count: number): Promise<void> {
    let more = count - this.left;
    if (more <= 0) {
      this.at += count;
      return;
    }
    this.#before += this.bytes.length;
    this.bytes = Buffer.alloc(0);
    this.at = 0;
    while (more > 0) {
      this.#nested.budget.step();
      const bytes = this.#ended ? null : await this.#source.next(more);
      if (bytes === null) throw new FormatError('the file is cut short');
      this.#before += bytes.length;
      more -= bytes.length;
    }
  }

  /** A number of up to 64 bits in groups of seven, lowest first (LEB128). Throws FormatError. */
  async varint(): Promise<number> {
    let value = 0;
    for (let i = 0, scale = 1; i < 10; i++, scale *= 128) {
      if (this.at >= this.bytes.length) await this.need(1);
      const byte = this.bytes[this.at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new FormatError('a number in it is too long');
  }

  /** Eight bytes, lowest first. Throws FormatError where it is more than a file can have. */
  async length(): Promise<number> {
    const bytes = await this.take(8);
    const high = bytes.readUInt32LE(4);
    if (high >= 0x200000) throw new FormatError('a length in it is beyond all bounds');
    return high * 2 ** 32 + bytes.readUInt32LE(0);
  }
}
