/**
 * A stream of bytes that is pulled chunk by chunk and takes back what was not used. A plain
 * `for await` closes its source when left early; here reading goes on after a failure, so that the
 * digest of a damaged blob is still known.
 */

/** Larger chunks are cut, so that nobody downstream has to hold more at once. */
const LARGEST = 1024 * 1024;

export class Pull {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #seen: ((bytes: Uint8Array) => void) | null;
  /** Put back, the first to be given again last. */
  readonly #rest: Uint8Array[] = [];
  #ended = false;
  /** Bytes given and not put back. */
  offset = 0;

  /** `seen` is called once with every byte of the source, in order. */
  constructor(
    source: AsyncIterable<Uint8Array>,
    seen: ((bytes: Uint8Array) => void) | null = null,
  ) {
    this.#source = source[Symbol.asyncIterator]();
    this.#seen = seen;
  }

  /** The next bytes, at least one and at most `most`; null at the end. Valid until the next call. */
  async next(most = LARGEST): Promise<Uint8Array | null> {
    let bytes = this.#rest.pop() ?? null;
    while (bytes === null || bytes.length === 0) {
      if (this.#ended) return null;
      const step = await this.#source.next();
      if (step.done === true) {
        this.#ended = true;
        return null;
      }
      bytes = step.value;
      this.#seen?.(bytes);
    }
    if (bytes.length > most) {
      this.#rest.push(bytes.subarray(most));
      bytes = bytes.subarray(0, most);
    }
    this.offset += bytes.length;
    return bytes;
  }

  /** Puts back the tail of what was given last. */
  putBack(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.offset -= bytes.length;
    this.#rest.push(bytes);
  }

  /** The next `count` bytes, in one piece; fewer where the source ends before. For small counts. */
  async take(count: number): Promise<Uint8Array> {
    const first = await this.next(count);
    if (first === null) return new Uint8Array(0);
    if (first.length === count) return first;
    const whole = new Uint8Array(count);
    whole.set(first);
    let filled = first.length;
    while (filled < count) {
      const more = await this.next(count - filled);
      if (more === null) return whole.subarray(0, filled);
      whole.set(more, filled);
      filled += more.length;
    }
    return whole;
  }

  /** As `take`, and the bytes are given again by `next`. */
  async peek(count: number): Promise<Uint8Array> {
    const head = await this.take(count);
    this.putBack(head);
    return head;
  }
}
