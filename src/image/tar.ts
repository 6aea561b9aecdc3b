/**
 * Walks a tar, front to back, as its bytes come in. Unlike an unpacker it has no interest in leaving
 * anything out: every byte that could hold something is handed over, as the body of an entry, as a
 * name, or as a stray. A damaged spot is told and the walk goes on at the next block that is a
 * header, so one bad block hides nothing behind it; so does an archive behind the end marks, where
 * other readers stop.
 */
import { Extensions, isExtension } from './tar-extension.ts';
import {
  BLOCK,
  Flag,
  TarError,
  checksumHolds,
  formatOf,
  hasLetters,
  hasSlack,
  isRootOwned,
  isZero,
  isZeroRun,
  prefixLength,
  prefixedName,
  readNumber,
  stringEnd,
  zeroBlocksEnd,
} from './tar-format.ts';
import type { Format } from './tar-format.ts';

/** What one header says. The walker reuses the object: read it before `entry` returns. */
export interface TarHeader {
  /** As the archive spells it. */
  path: string;
  link: string;
  /** Type flag, one of `Flag` or anything else. */
  flag: number;
  /** Bytes of the body that follow in the archive; of a sparse file, those that are no hole. */
  size: number;
  /** Of the header block, in bytes from 0. */
  offset: number;
  /** Raw PAX records, where they hold more than names and numbers. Valid until `entry` returns. */
  pax: Uint8Array | null;
}

/** Bytes are views: valid until the call returns. */
export interface TarHandler {
  entry(header: TarHeader): void;
  body(bytes: Uint8Array): void;
  entryEnd(): void;
  /** One spelling of a name or link target, `bytes[from..to)`; also of one that is overruled. */
  name(bytes: Uint8Array, from: number, to: number): void;
  /** Bytes that belong to no entry and are not all zero; `offset` in the tar, from 0. */
  stray(bytes: Uint8Array, offset: number): void;
  /** Called when a spot cannot be read as a tar; the walk goes on. */
  problem(error: TarError): void;
}

export interface TarLimits {
  /** Longest extended header or long name, in bytes. */
  extension: number;
  entries: number;
}

export const TAR_LIMITS: TarLimits = { extension: 1024 * 1024, entries: 5_000_000 };

type State = 'header' | 'body' | 'extension' | 'padding' | 'sparse' | 'raw';

export class TarWalker {
  readonly #handler: TarHandler;
  readonly #limits: TarLimits;
  readonly #header: TarHeader = { path: '', link: '', flag: 0, size: 0, offset: 0, pax: null };
  #state: State = 'header';
  /** Where the chunk in hand begins in the tar. */
  #base = 0;
  /** A block that two chunks share. */
  readonly #block = Buffer.alloc(BLOCK);
  #filled = 0;
  /** Of the body or extension, bytes still to come; then of its padding. */
  #left = 0;
  #padding = 0;
  /** Claimed size of an entry of a kind that has no body; the next block tells whether it has one. */
  #doubtful = 0;
  #ended = false;
  #lost = false;
  #entries = 0;
  readonly #extensions: Extensions;
  #sparseEnd = 0;
  readonly #owner = Buffer.alloc(64);

  constructor(handler: TarHandler, limits: TarLimits = TAR_LIMITS) {
    this.#handler = handler;
    this.#extensions = new Extensions(handler);
    this.#limits = limits;
  }

  /** Takes the next bytes; whatever they are, it does not throw. */
  push(bytes: Uint8Array): void {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at < chunk.length) {
      switch (this.#state) {
        case 'header':
        case 'sparse':
          at = this.#takeBlock(chunk, at);
          break;
        case 'body':
          at = this.#takeBody(chunk, at);
          break;
        case 'extension':
          at = this.#takeExtension(chunk, at);
          break;
        case 'padding':
          at = this.#takePadding(chunk, at);
          break;
        case 'raw':
          this.#stray(chunk, at, chunk.length);
          at = chunk.length;
          break;
      }
    }
    this.#base += chunk.length;
  }

  /** Says that no more bytes come. A tar without end marks is whole; one cut in an entry is not. */
  finish(): void {
    const state = this.#state;
    this.#state = 'raw';
    if (this.#doubtful > 0 || state === 'body' || state === 'sparse') this.#handler.entryEnd();
    if (this.#filled > 0) {
      this.#handler.stray(this.#block.subarray(0, this.#filled), this.#base - this.#filled);
    }
    if (state === 'extension') this.#extensions.cut(this.#base);
    const cut = state === 'header' ? this.#filled > 0 && !this.#ended : state !== 'raw';
    if (cut) this.#problem('the tar is cut short', this.#base);
    this.#extensions.drop(this.#base);
  }

  #takeBlock(chunk: Buffer, at: number): number {
    if (this.#filled === 0 && chunk.length - at >= BLOCK) {
      if (this.#state === 'header' && chunk[at] === 0) {
        const next = this.#skipZeros(chunk, at);
        if (next > at) return next;
      }
      this.#useBlock(chunk, at, this.#base + at);
      return at + BLOCK;
    }
    const took = Math.min(BLOCK - this.#filled, chunk.length - at);
    chunk.copy(this.#block, this.#filled, at, at + took);
    this.#filled += took;
    if (this.#filled === BLOCK) {
      this.#filled = 0;
      this.#useBlock(this.#block, 0, this.#base + at + took - BLOCK);
    }
    return at + took;
  }

  #skipZeros(chunk: Buffer, from: number): number {
    const to = zeroBlocksEnd(chunk, from);
    if (to > from) this.#endMark();
    return to;
  }

  #endMark(): void {
    this.#endDoubt();
    this.#ended = true;
    this.#lost = false;
  }

  #endDoubt(): void {
    if (this.#doubtful === 0) return;
    this.#doubtful = 0;
    this.#handler.entryEnd();
  }

  #useBlock(bytes: Buffer, at: number, offset: number): void {
    if (this.#state === 'sparse') {
      this.#readSparse(bytes, at, 21, offset);
    } else if (isZero(bytes, at, at + BLOCK)) {
      this.#endMark();
    } else if (checksumHolds(bytes, at)) {
      this.#endDoubt();
      this.#readHeader(bytes, at, offset);
    } else if (this.#doubtful > 0) {
      this.#bodyFromBlock(bytes, at, offset);
    } else {
      if (!this.#ended && !this.#lost) {
        this.#lost = true;
        this.#problem('a block that should be a header is none', offset);
      }
      this.#handler.stray(bytes.subarray(at, at + BLOCK), offset);
    }
  }

  /** A link or folder whose header claims a body, and what follows is no header: it is the body. */
  #bodyFromBlock(bytes: Buffer, at: number, offset: number): void {
    const size = this.#doubtful;
    this.#doubtful = 0;
    const took = Math.min(size, BLOCK);
    this.#handler.body(bytes.subarray(at, at + took));
    this.#left = size - took;
    if (this.#left > 0) {
      this.#padding = -size & (BLOCK - 1);
      this.#state = 'body';
      return;
    }
    this.#handler.entryEnd();
    if (!isZero(bytes, at + took, at + BLOCK)) {
      this.#handler.stray(bytes.subarray(at + took, at + BLOCK), offset + took);
    }
  }

  #readHeader(bytes: Buffer, at: number, offset: number): void {
    this.#ended = false;
    this.#lost = false;
    const flag = bytes[at + 156] as number;
    const format = formatOf(bytes, at);
    if (hasSlack(bytes, at, format) || this.#ownerChanged(bytes, at, format)) {
      this.#handler.stray(bytes.subarray(at, at + BLOCK), offset);
    }
    const size = readNumber(bytes, at + 124, 12);
    if (!Number.isFinite(size) || size < 0) {
      this.#problem('a header whose size is no number that a file can have', offset);
      this.#handler.stray(bytes.subarray(at, at + BLOCK), offset);
      this.#extensions.drop(offset);
      return;
    }
    if (++this.#entries > this.#limits.entries) {
      this.#problem(
        `more than ${this.#limits.entries} entries; the rest is searched as raw bytes`,
        offset,
      );
      this.#handler.stray(bytes.subarray(at, at + BLOCK), offset);
      this.#state = 'raw';
      return;
    }
    if (isExtension(flag)) {
      this.#nameOf(bytes, at, format);
      this.#beginExtension(flag, size, offset);
      return;
    }
    this.#readEntry(bytes, at, offset, flag, format, size);
  }

  #readEntry(
    bytes: Buffer,
    at: number,
    offset: number,
    flag: number,
    format: Format,
    claimed: number,
  ): void {
    const header = this.#header;
    header.path = this.#nameOf(bytes, at, format);
    header.link = '';
    if (bytes[at + 157] !== 0) {
      const end = stringEnd(bytes, at + 157, 100);
      this.#handler.name(bytes, at + 157, end);
      header.link = bytes.toString('utf8', at + 157, end);
    }
    header.flag = flag;
    header.size = claimed;
    header.offset = offset;
    header.pax = null;
    if (!this.#extensions.apply(header)) {
      this.#problem('an extended header whose size is no number', offset);
    }
    const size = header.size;
    this.#handler.entry(header);
    this.#left = size;
    this.#padding = -size & (BLOCK - 1);
    if (flag === Flag.sparse) {
      this.#sparseEnd = 0;
      this.#readSparse(bytes, at + 386, 4, offset);
    } else if (isBodiless(flag, header.path)) {
      this.#doubtful = size;
      this.#left = 0;
      if (size === 0) this.#handler.entryEnd();
    } else {
      this.#beginBody();
    }
  }

  #beginBody(): void {
    this.#state = this.#left > 0 ? 'body' : 'header';
    if (this.#left === 0) this.#handler.entryEnd();
  }

  /**
   * Reads `count` pairs of offset and length of an old GNU sparse map; after them comes a byte that
   * tells whether another block of map follows. A map out of order would tear the body's text apart.
   */
  #readSparse(bytes: Buffer, at: number, count: number, offset: number): void {
    for (let i = 0; i < count; i++) {
      const begin = readNumber(bytes, at + i * 24, 12);
      const length = readNumber(bytes, at + i * 24 + 12, 12);
      if (begin === 0 && length === 0) continue;
      if (!(begin >= this.#sparseEnd) || !(length >= 0)) {
        this.#problem('a sparse file whose map is out of order', offset);
        break;
      }
      this.#sparseEnd = begin + length;
    }
    const more = bytes[at + count * 24] === 1;
    if (count === 21 && (hasLetters(bytes, at, at + 504) || !isZero(bytes, at + 505, at + BLOCK))) {
      this.#handler.stray(bytes.subarray(at, at + BLOCK), offset);
    }
    if (more) this.#state = 'sparse';
    else this.#beginBody();
  }

  #takeBody(chunk: Buffer, at: number): number {
    const took = Math.min(this.#left, chunk.length - at);
    this.#handler.body(chunk.subarray(at, at + took));
    this.#left -= took;
    if (this.#left === 0) {
      this.#handler.entryEnd();
      this.#left = this.#padding;
      this.#state = this.#padding > 0 ? 'padding' : 'header';
    }
    return at + took;
  }

  #takePadding(chunk: Buffer, at: number): number {
    const took = Math.min(this.#left, chunk.length - at);
    this.#stray(chunk, at, at + took);
    this.#left -= took;
    if (this.#left === 0) this.#state = 'header';
    return at + took;
  }

  #beginExtension(flag: number, size: number, offset: number): void {
    this.#left = size;
    this.#padding = -size & (BLOCK - 1);
    if (size > this.#limits.extension) {
      this.#problem(`an extended header of more than ${this.#limits.extension} bytes`, offset);
      // Its bytes are handed over as they come, as if they were padding.
      this.#left += this.#padding;
      this.#state = 'padding';
      return;
    }
    this.#extensions.begin(flag, size);
    if (size > 0) this.#state = 'extension';
    else this.#extensions.end(offset + BLOCK);
  }

  #takeExtension(chunk: Buffer, at: number): number {
    const took = Math.min(this.#left, chunk.length - at);
    this.#extensions.fill(chunk, at, at + took);
    this.#left -= took;
    if (this.#left === 0) {
      this.#left = this.#padding;
      this.#state = this.#padding > 0 ? 'padding' : 'header';
      this.#extensions.end(this.#base + at + took);
    }
    return at + took;
  }

  /** Decodes the name of a header block and hands its bytes over, the prefix before the name. */
  #nameOf(bytes: Buffer, at: number, format: Format): string {
    const end = stringEnd(bytes, at, 100);
    if (prefixLength(format) === 0 || bytes[at + 345] === 0) {
      this.#handler.name(bytes, at, end);
      return bytes.toString('utf8', at, end);
    }
    const whole = prefixedName(bytes, at, format);
    this.#handler.name(whole, 0, whole.length);
    return whole.toString('utf8');
  }

  /** Owner and group are the same for nearly all entries: a header is searched when they change. */
  #ownerChanged(bytes: Buffer, at: number, format: Format): boolean {
    if (format === 'v7' || isRootOwned(bytes, at)) return false;
    if (this.#owner.compare(bytes, at + 265, at + 329) === 0) return false;
    bytes.copy(this.#owner, 0, at + 265, at + 329);
    return true;
  }

  #stray(chunk: Buffer, from: number, to: number): void {
    if (!isZeroRun(chunk, from, to)) {
      this.#handler.stray(chunk.subarray(from, to), this.#base + from);
    }
  }

  #problem(what: string, offset: number): void {
    this.#handler.problem(new TarError(what, offset));
  }
}

/** Kinds that Go's reader takes to have no body whatever their size says. */
function isBodiless(flag: number, path: string): boolean {
  if (flag >= Flag.hardLink && flag <= Flag.fifo) return true;
  return flag === Flag.oldFile && path.endsWith('/');
}
