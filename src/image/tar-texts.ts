/**
 * Turns what a tar holds beside its files into texts: names and link targets, PAX records, and bytes
 * that lie outside of any entry. A secret in a file's name is as public as one in the file.
 */
import type { TextSink, Where } from '../model/text.ts';

/** Names are gathered up to this many bytes before they are pushed as one text. */
const NAMES = 1024 * 1024;

export class TarTexts {
  readonly #sink: TextSink;
  readonly #where: Where;
  readonly #prefix: string;
  readonly #blob: string | null;
  #names: Buffer = Buffer.alloc(4096);
  #filled = 0;
  #parts = 0;
  /** Where the open text of stray bytes ends, -1 while none is open. */
  #strayEnd = -1;

  /** `prefix` stands before every path of a text made here. */
  constructor(sink: TextSink, where: Where, prefix: string, blob: string | null) {
    this.#sink = sink;
    this.#where = where;
    this.#prefix = prefix;
    this.#blob = blob;
  }

  /** Gathers one name; pushes what is due, so no other text may be open on the sink. */
  name(bytes: Uint8Array, from: number, to: number): void {
    if (this.#filled >= NAMES) this.settle();
    const need = this.#filled + to - from + 1;
    if (need > this.#names.length) {
      const larger = Buffer.alloc(Math.max(need, this.#names.length * 2));
      this.#names.copy(larger, 0, 0, this.#filled);
      this.#names = larger;
    }
    const names = this.#names;
    let at = this.#filled;
    for (let i = from; i < to; i++) names[at++] = bytes[i] as number;
    names[at++] = 0x0a;
    this.#filled = at;
  }

  /** Closes what is open and pushes what is due: to be called before another text begins. */
  settle(): void {
    if (this.#strayEnd >= 0) {
      this.#sink.end();
      this.#strayEnd = -1;
    }
    if (this.#filled >= NAMES) this.#pushNames();
  }

  /** Bytes in no entry; runs that follow each other without a gap become one text. */
  stray(bytes: Uint8Array, offset: number): void {
    if (offset !== this.#strayEnd) {
      this.settle();
      this.#begin(`(outside of files, at byte ${offset})`);
    }
    this.#sink.write(bytes);
    this.#strayEnd = offset + bytes.length;
  }

  /** One whole text beside the files. */
  text(path: string, bytes: Uint8Array): void {
    this.settle();
    this.#begin(path);
    this.#sink.write(bytes);
    this.#sink.end();
  }

  /** Pushes what is left. */
  finish(): void {
    this.settle();
    if (this.#filled > 0) this.#pushNames();
  }

  #pushNames(): void {
    this.#parts++;
    this.#begin(this.#parts === 1 ? '(names)' : `(names, part ${this.#parts})`);
    this.#sink.write(this.#names.subarray(0, this.#filled));
    this.#sink.end();
    this.#filled = 0;
  }

  #begin(path: string): void {
    this.#sink.begin({ where: this.#where, path: this.#prefix + path, blob: this.#blob });
  }
}
