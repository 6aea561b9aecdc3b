/**
 * Reads bits, highest first, from bytes that were fetched ahead: fetching waits, reading does not, so
 * a decoder's inner loops stay plain.
 */
import { gather } from './ahead.ts';
import { FormatError } from './budget.ts';
import type { Pull } from '../image/pull.ts';

export class BitReader {
  readonly #source: Pull;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #held = 0;
  #count = 0;
  #ended = false;

  constructor(source: Pull) {
    this.#source = source;
  }

  /** Fetches until `count` bytes are at hand or the source ends; false where none is. */
  async fill(count: number): Promise<boolean> {
    if (this.#bytes.length - this.#at < count && !this.#ended) {
      // Twice as much as asked for, so that the rest is moved seldom.
      const rest = this.#bytes.subarray(this.#at);
      const { bytes, ended } = await gather(this.#source, rest, 2 * count);
      this.#bytes = bytes;
      this.#ended = ended;
      this.#at = 0;
    }
    return this.#at < this.#bytes.length;
  }

  /** At most 32 bits, as an unsigned number. Throws FormatError where too few were fetched. */
  read(bits: number): number {
    if (bits > 24) return this.read(bits - 16) * 0x10000 + this.read(16);
    while (this.#count < bits) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new FormatError('the compressed stream is cut short');
      this.#at++;
      this.#held = ((this.#held << 8) | byte) & 0x7fffffff;
      this.#count += 8;
    }
    this.#count -= bits;
    const value = (this.#held >>> this.#count) & ((1 << bits) - 1);
    this.#held &= (1 << this.#count) - 1;
    return value;
  }

  /** Skips to the next whole byte. */
  align(): void {
    this.#count -= this.#count & 7;
    this.#held &= (1 << this.#count) - 1;
  }
}
