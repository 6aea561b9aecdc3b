/**
 * Hands chunks from a walker that pushes to a reader that pulls, one at a time and without a copy:
 * `write` resolves once the reader asks for more, so the bytes may be reused then.
 */
export class Channel implements AsyncIterable<Uint8Array>, AsyncIterator<Uint8Array> {
  #chunk: Uint8Array | null = null;
  #closed = false;
  #wakeReader: ((step: IteratorResult<Uint8Array>) => void) | null = null;
  #wakeWriter: (() => void) | null = null;

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this;
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    this.#wakeWriter?.();
    this.#wakeWriter = null;
    const chunk = this.#chunk;
    if (chunk !== null) {
      this.#chunk = null;
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.#closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => (this.#wakeReader = resolve));
  }

  /** The reader wants no more: whatever is written now is dropped. */
  return(): Promise<IteratorResult<Uint8Array>> {
    this.#closed = true;
    this.#chunk = null;
    this.#wakeWriter?.();
    this.#wakeWriter = null;
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Resolves when the reader is done with `chunk`, or has gone. One call at a time. */
  write(chunk: Uint8Array): Promise<void> {
    if (this.#closed) return Promise.resolve();
    const written = new Promise<void>((resolve) => (this.#wakeWriter = resolve));
    const reader = this.#wakeReader;
    if (reader === null) this.#chunk = chunk;
    else {
      this.#wakeReader = null;
      reader({ done: false, value: chunk });
    }
    return written;
  }

  /** No more chunks come. */
  end(): void {
    this.#closed = true;
    this.#wakeReader?.({ done: true, value: undefined });
    this.#wakeReader = null;
  }
}
