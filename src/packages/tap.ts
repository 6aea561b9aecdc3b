/** Shows the package databases every file that goes by, and hashes those files that it cannot do without. */
import { Beginning } from '../image/beginning.ts';
import type { FileDigests } from '../model/match.ts';
import type { TextOrigin, TextSink } from '../model/text.ts';
import { Hasher } from './hasher.ts';

/** Takes the bytes of a file. */
export interface Keeper {
  write(bytes: Uint8Array): void;
  end(): void;
}

export interface Visit {
  /** Null for a file that is no database. */
  open(origin: TextOrigin): Keeper | null;
  /** A compressed file has gone by: its digests. */
  hashed(origin: TextOrigin, digests: FileDigests): void;
}

/** Bytes that tell whether a file is compressed. */
const MAGIC = 2;

const isCompressed = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes[0] === 0xfd && bytes[1] === 0x37);

export class PackageTap implements TextSink {
  readonly #inner: TextSink;
  readonly #visit: Visit;
  readonly #beginning = new Beginning(MAGIC);
  #keeper: Keeper | null = null;
  #origin: TextOrigin | null = null;
  /** True until the file's first bytes have told whether it is to be hashed. */
  #asking = false;
  #hasher: Hasher | null = null;

  constructor(inner: TextSink, visit: Visit) {
    this.#inner = inner;
    this.#visit = visit;
  }

  begin(origin: TextOrigin): void {
    this.#keeper = this.#visit.open(origin);
    this.#origin = origin;
    this.#asking = origin.where === 'layer';
    this.#beginning.reset();
    this.#hasher = null;
    this.#inner.begin(origin);
  }

  write(bytes: Uint8Array): void {
    this.#keeper?.write(bytes);
    if (this.#asking) this.#ask(bytes);
    this.#hasher?.update(bytes);
    this.#inner.write(bytes);
  }

  end(): void {
    const digests = this.#hasher?.digests() ?? null;
    if (this.#origin !== null && digests !== null) this.#visit.hashed(this.#origin, digests);
    this.#keeper?.end();
    this.#keeper = null;
    this.#inner.end();
  }

  pressure(): Promise<void> | null {
    return this.#inner.pressure();
  }

  fork(): TextSink {
    return new PackageTap(this.#inner.fork(), this.#visit);
  }

  #ask(bytes: Uint8Array): void {
    const { held } = this.#beginning;
    const magic = this.#beginning.add(bytes);
    if (magic === null) return;
    this.#asking = false;
    if (!isCompressed(magic)) return;
    this.#hasher = new Hasher();
    this.#hasher.update(held);
  }
}
