/**
 * Collects the entries that speak about the next one: PAX extended headers and GNU long names. Kept
 * apart from the walk, since what they say outlives the block they stand in: it waits here until an
 * entry takes it up. As in Go's archive/tar, a GNU long name wins over a PAX path.
 */
import { readPax } from './pax.ts';
import type { PaxRecords } from './pax.ts';
import { Flag, TarError, isZero, stringEnd } from './tar-format.ts';
import type { TarHandler, TarHeader } from './tar.ts';

const NO_BYTES = Buffer.alloc(0);

/** True for a type flag whose body describes the next entry. */
export function isExtension(flag: number): boolean {
  return (
    flag === Flag.pax ||
    flag === Flag.globalPax ||
    flag === Flag.sunPax ||
    flag === Flag.longName ||
    flag === Flag.longLink
  );
}

export class Extensions {
  readonly #handler: TarHandler;
  #bytes = NO_BYTES;
  #filled = 0;
  #flag = 0;
  #pax: PaxRecords | null = null;
  #paxBytes = NO_BYTES;
  #longName: string | null = null;
  #longLink: string | null = null;

  constructor(handler: TarHandler) {
    this.#handler = handler;
  }

  /** Makes room for a body of `size` bytes; the caller has checked the size. */
  begin(flag: number, size: number): void {
    this.#flag = flag;
    this.#filled = 0;
    this.#bytes = Buffer.alloc(size);
  }

  fill(chunk: Buffer, from: number, to: number): void {
    chunk.copy(this.#bytes, this.#filled, from, to);
    this.#filled += to - from;
  }

  /** The body is whole: reads it; `offset` is its end in the tar. */
  end(offset: number): void {
    const bytes = this.#bytes;
    const start = offset - bytes.length;
    if (this.#flag === Flag.longName || this.#flag === Flag.longLink) {
      const end = stringEnd(bytes, 0, bytes.length);
      this.#handler.name(bytes, 0, end);
      if (!isZero(bytes, end, bytes.length)) this.#handler.stray(bytes, start);
      const text = bytes.toString('utf8', 0, end);
      if (this.#flag === Flag.longName) this.#longName = text;
      else this.#longLink = text;
      return;
    }
    const records = readPax(bytes);
    if (records.problem !== null) this.#handler.problem(new TarError(records.problem, start));
    for (let i = 0; i < records.names.length; i += 2) {
      this.#handler.name(bytes, records.names[i] as number, records.names[i + 1] as number);
    }
    if (this.#flag === Flag.globalPax) this.#checkGlobal(records, bytes, start);
    else {
      this.drop(start);
      this.#pax = records;
      this.#paxBytes = bytes;
    }
  }

  /** Lets `header` take up what was collected. False where the records' size is no number. */
  apply(header: TarHeader): boolean {
    const pax = this.#pax;
    let sound = true;
    if (pax !== null) {
      header.path = pax.path ?? header.path;
      header.link = pax.link ?? header.link;
      header.pax = pax.plain ? null : this.#paxBytes;
      if (pax.size !== null) {
        sound = !Number.isNaN(pax.size);
        if (sound) header.size = pax.size;
      }
    }
    header.path = this.#longName ?? header.path;
    header.link = this.#longLink ?? header.link;
    this.#forget();
    return sound;
  }

  /** Hands over records that no entry will take up, so that none is lost. */
  drop(offset: number): void {
    if (this.#pax !== null && !this.#pax.plain) this.#handler.stray(this.#paxBytes, offset);
    this.#forget();
  }

  /** Hands over the part of a body that the archive's end cut off; `offset` is that end. */
  cut(offset: number): void {
    if (this.#filled > 0) {
      this.#handler.stray(this.#bytes.subarray(0, this.#filled), offset - this.#filled);
    }
  }

  #forget(): void {
    this.#pax = null;
    this.#longName = null;
    this.#longLink = null;
  }

  /** Go's reader, hence every engine, ignores a global header where others obey it. */
  #checkGlobal(records: PaxRecords, bytes: Buffer, start: number): void {
    if (records.path !== null || records.link !== null || records.size !== null) {
      const what = 'a global header that names or sizes the files after it';
      this.#handler.problem(new TarError(what, start));
    }
    if (!records.plain) this.#handler.stray(bytes, start);
  }
}
