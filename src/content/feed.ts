/**
 * Carries the bytes of a text from a sink that may not wait to a reader that pulls. What is written
 * is copied; the one who writes awaits `drained` between its chunks, so little piles up here.
 */
export class Feed implements AsyncIterable<Uint8Array>, AsyncIterator<Uint8Array> {
  #parts: Uint8Array[] = [];
  #next = 0;
  #ended = false;
  #closed = false;
  #wakeReader: ((step: IteratorResult<Uint8Array>) => void) | null = null;
  #wakeWriters: (() => void)[] = [];
  readonly #waited: (time: number) => void;
  #since = 0;

  /** `waited` is told how long the reader had to wait, in milliseconds. */
  constructor(waited: (time: number) => void) {
    this.#waited = waited;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this;
  }

  write(bytes: Uint8Array): void {
    if (this.#closed || bytes.length === 0) return;
    const copy = new Uint8Array(bytes);
    const reader = this.#wakeReader;
    if (reader === null) {
      this.#parts.push(copy);
      return;
    }
    this.#wakeReader = null;
    this.#waited(performance.now() - this.#since);
    reader({ done: false, value: copy });
  }

  /** No more bytes come. */
  end(): void {
    this.#ended = true;
    this.#wakeReader?.({ done: true, value: undefined });
    this.#wakeReader = null;
  }

  /** The reader wants no more: what is left, and what comes, is dropped. */
  close(): void {
    this.#closed = true;
    this.#parts = [];
    this.#next = 0;
    this.#wake();
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    const value = this.#parts[this.#next];
    if (value !== undefined) {
      this.#parts[this.#next++] = EMPTY;
      if (this.#next === this.#parts.length) {
        this.#parts = [];
        this.#next = 0;
      }
      return Promise.resolve({ done: false, value });
    }
    if (this.#ended || this.#closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#wakeReader = resolve;
      this.#since = performance.now();
      this.#wake();
    });
  }

  /** Resolves when the reader waits for more, or has gone. */
  drained(): Promise<void> {
    if (this.#closed || this.#wakeReader !== null) return Promise.resolve();
    return new Promise((resolve) => this.#wakeWriters.push(resolve));
  }

  #wake(): void {
    const writers = this.#wakeWriters;
    this.#wakeWriters = [];
    for (const wake of writers) wake();
  }
}

const EMPTY = new Uint8Array(0);
