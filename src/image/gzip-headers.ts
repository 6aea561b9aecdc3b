/**
 * Finds the headers of gzip members that carry a name, a comment or extra fields (RFC 1952, 2.3.1):
 * text that every decompressor throws away. zlib runs through thousands of members in one go and
 * tells of none, so the stored bytes are searched for what looks like such a header; the few false
 * hits in compressed data cost a few hundred bytes of search each.
 */

const EXTRA = 0x04;
const NAME = 0x08;
const COMMENT = 0x10;
const RESERVED = 0xe0;

type Step = 'search' | 'fixed' | 'extraLow' | 'extraHigh' | 'extra' | 'name' | 'comment';

export class GzipHeaders {
  readonly #stray: (bytes: Uint8Array, offset: number) => void;
  #step: Step = 'search';
  #flags = 0;
  /** Bytes of the current step still to come, where it has a length. */
  #left = 0;
  /** The last bytes of the chunk before, in which a header may have begun. */
  #tail: Buffer = Buffer.alloc(0);
  #offset = 0;

  constructor(stray: (bytes: Uint8Array, offset: number) => void) {
    this.#stray = stray;
  }

  /** Takes the next stored bytes; hands over, from its ID on, each header that holds text. */
  push(bytes: Uint8Array): void {
    let chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let base = this.#offset;
    this.#offset += chunk.length;
    if (this.#tail.length > 0) {
      base -= this.#tail.length;
      chunk = Buffer.concat([this.#tail, chunk]);
      this.#tail = Buffer.alloc(0);
    }
    let at = 0;
    while (at < chunk.length) {
      if (this.#step === 'search') {
        at = this.#search(chunk, at);
        if (at < 0) return;
      }
      const end = this.#read(chunk, at);
      this.#stray(chunk.subarray(at, end), base + at);
      at = end;
    }
  }

  /** Where the next header with text begins; -1 where none does, and then the tail is kept. */
  #search(chunk: Buffer, from: number): number {
    for (let at = chunk.indexOf(0x1f, from); at >= 0; at = chunk.indexOf(0x1f, at + 1)) {
      if (at + 4 > chunk.length) {
        this.#tail = Buffer.from(chunk.subarray(at));
        return -1;
      }
      if (chunk[at + 1] !== 0x8b || chunk[at + 2] !== 8) continue;
      const flags = chunk[at + 3] as number;
      if ((flags & RESERVED) !== 0 || (flags & (EXTRA | NAME | COMMENT)) === 0) continue;
      this.#flags = flags;
      this.#step = 'fixed';
      this.#left = 10;
      return at;
    }
    return -1;
  }

  /** Reads on in a header; gives where it ends, or the end of the chunk. */
  #read(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length && this.#step !== 'search') {
      switch (this.#step) {
        case 'fixed':
        case 'extra': {
          const took = Math.min(this.#left, chunk.length - at);
          at += took;
          this.#left -= took;
          if (this.#left === 0) this.#advance();
          break;
        }
        case 'extraLow':
          this.#left = chunk[at++] as number;
          this.#step = 'extraHigh';
          break;
        case 'extraHigh':
          this.#left += 256 * (chunk[at++] as number);
          this.#step = 'extra';
          if (this.#left === 0) this.#advance();
          break;
        case 'name':
        case 'comment': {
          const end = chunk.indexOf(0, at);
          at = end < 0 ? chunk.length : end + 1;
          if (end >= 0) this.#advance();
          break;
        }
      }
    }
    return at;
  }

  #advance(): void {
    const done = this.#step;
    if (done === 'fixed' && (this.#flags & EXTRA) !== 0) this.#step = 'extraLow';
    else if ((done === 'fixed' || done === 'extra') && (this.#flags & NAME) !== 0)
      this.#step = 'name';
    else if (done !== 'comment' && (this.#flags & COMMENT) !== 0) this.#step = 'comment';
    else this.#step = 'search';
  }
}
