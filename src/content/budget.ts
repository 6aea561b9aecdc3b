/**
 * What one file of the image may still cost. It is shared by everything nested in the file, so that
 * a bomb inside a bomb is measured against the bytes that really lie in the image.
 */
import type { ContentLimits } from './limits.ts';

/** A limit was hit; ends the opening of the whole file. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

/** A nested file is not what its first bytes promise; ends the opening of that nested file. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** True for what a Buffer throws that is read behind its end: the file is cut, or lies about a length. */
export function isOutOfRange(error: unknown): boolean {
  return (error as { name?: unknown }).name === 'RangeError';
}

export class Budget {
  readonly #limits: ContentLimits;
  #started = performance.now();
  #raw = 0;
  #grown = 0;
  #entries = 0;
  #asked = 0;
  /** True once the ledger has been told that this budget ran out. */
  told = false;

  constructor(limits: ContentLimits) {
    this.#limits = limits;
  }

  /** Bytes of the file itself. */
  take(bytes: number): void {
    this.#raw += bytes;
  }

  /** Time that went by while the file's own bytes had not come yet, in milliseconds. */
  waited(time: number): void {
    this.#started += time;
  }

  /** Begins to count the time anew, for work that was put off. */
  restart(): void {
    this.#started = performance.now();
  }

  /** Bytes of a nested text. Throws LimitError. */
  grow(bytes: number): void {
    this.#grown += bytes;
    const { expansion, ratio, ratioFrom } = this.#limits;
    if (this.#grown > expansion) {
      throw new LimitError(`it unpacks to more than ${expansion} bytes`);
    }
    if (this.#grown > ratioFrom && this.#grown > ratio * this.#raw) {
      throw new LimitError(`it unpacks to more than ${ratio} times its size`);
    }
    this.#watch();
  }

  /** One more nested text. Throws LimitError. */
  entry(): void {
    if (++this.#entries > this.#limits.entries) {
      throw new LimitError(`it holds more than ${this.#limits.entries} entries`);
    }
    this.#watch();
  }

  /** Work that grows nothing (skipped entries, searched gaps). Throws LimitError. */
  step(): void {
    this.#watch();
  }

  #watch(): void {
    if ((++this.#asked & 63) !== 0) return;
    if (performance.now() - this.#started > this.#limits.time) {
      throw new LimitError(`opening it takes longer than ${this.#limits.time} ms`);
    }
  }
}
