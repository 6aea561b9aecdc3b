/**
 * The first bytes of a text, in whatever chunks it comes. A first chunk may be shorter than what tells
 * a text apart: an archive's reader cuts where its own buffer ends.
 */
const nothing = new Uint8Array();

export class Beginning {
  readonly #bytes: Uint8Array;
  #fill = 0;

  /** @param size Bytes that tell. */
  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
  }

  /** A new text begins. */
  reset(): void {
    this.#fill = 0;
  }

  /** What came so far of a text too short yet to be told; a view, good until the next `add`. */
  get held(): Uint8Array {
    return this.#fill === 0 ? nothing : this.#bytes.subarray(0, this.#fill);
  }

  /** @returns The first bytes as soon as there are enough of them; null while there are not. */
  add(chunk: Uint8Array): Uint8Array | null {
    const size = this.#bytes.length;
    if (this.#fill === 0 && chunk.length >= size) return chunk.subarray(0, size);
    const part = chunk.subarray(0, size - this.#fill);
    this.#bytes.set(part, this.#fill);
    this.#fill += part.length;
    return this.#fill < size ? null : this.#bytes;
  }
}
