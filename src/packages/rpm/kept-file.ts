/**
 * A database kept as it goes by, in blocks, so that it neither needs its size beforehand nor lies in
 * memory twice. Pages of any usual size, a power of two up to 64 KiB, lie within one block.
 */
const BLOCK = 1024 * 1024;

export class KeptFile {
  readonly #blocks: Buffer[] = [];
  #length = 0;
  #spent = 0;

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      const at = this.#length % BLOCK;
      if (at === 0) this.#blocks.push(Buffer.allocUnsafe(BLOCK));
      const part = bytes.subarray(from, from + BLOCK - at);
      this.#blocks[this.#blocks.length - 1]?.set(part, at);
      this.#length += part.length;
      from += part.length;
    }
  }

  /** @returns Null where the file has no such bytes; a view where they lie in one block. */
  slice(from: number, length: number): Buffer | null {
    if (from < 0 || from + length > this.#length) return null;
    const parts: Buffer[] = [];
    for (let at = from; at < from + length;) {
      const inBlock = at % BLOCK;
      const end = Math.min(BLOCK, inBlock + from + length - at);
      parts.push((this.#blocks[Math.floor(at / BLOCK)] as Buffer).subarray(inBlock, end));
      at += end - inBlock;
    }
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, length);
  }

  /** @returns The page of that number, from 0. */
  page(number: number, size: number): Buffer | null {
    return this.slice(number * size, size);
  }

  /**
   * Asks for leave to read a value. A sound database holds each of its bytes once; one whose values
   * share their bytes would make much of little.
   */
  spend(bytes: number): boolean {
    if (this.#spent + bytes > this.#length) return false;
    this.#spent += bytes;
    return true;
  }
}
