/**
 * Ties files of the image to files of the build context by digest. Only a file that begins as one of
 * the context does is hashed, so that the rest of an image costs one look-up a file.
 */
import { createHash, type Hash } from 'node:crypto';
import type { TextOrigin, TextSink } from '../model/text.ts';

/** Bytes of a beginning; a shorter file is told by all it has. */
const HEAD = 48;

const headOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, HEAD)).toString('latin1');

/** sha256 (hex) of the context's files by path, and which files of the image have the same. */
export class ContextDigests {
  /** By path below the context. */
  readonly files = new Map<string, string>();
  readonly #heads = new Set<string>();
  readonly #digests = new Set<string>();
  readonly #found = new Map<string, string>();

  /** Takes a context file as it is read: all its chunks, then `null`. */
  reader(path: string): (bytes: Uint8Array | null) => void {
    const hash = createHash('sha256');
    let first = true;
    return (bytes) => {
      if (first) this.#heads.add(headOf(bytes ?? new Uint8Array()));
      first = false;
      if (bytes !== null) {
        hash.update(bytes);
        return;
      }
      const digest = hash.digest('hex');
      this.files.set(path, digest);
      this.#digests.add(digest);
    };
  }

  /** Whether a file beginning with these bytes may be one of the context's. */
  mayBe(first: Uint8Array): boolean {
    return this.#heads.has(headOf(first));
  }

  note(origin: TextOrigin, digest: string): void {
    if (this.#digests.has(digest)) this.#found.set(`${origin.blob ?? ''} ${origin.path}`, digest);
  }

  /** Digest of a file of the image that equals one of the context's; undefined for any other. */
  digestOf(origin: TextOrigin): string | undefined {
    return this.#found.get(`${origin.blob ?? ''} ${origin.path}`);
  }
}

/** Passes texts on and notes the digests of files that may have come from the context. */
export class DigestTap implements TextSink {
  readonly #inner: TextSink;
  readonly #digests: ContextDigests;
  #origin: TextOrigin | null = null;
  #hash: Hash | null = null;
  #first = true;

  constructor(inner: TextSink, digests: ContextDigests) {
    this.#inner = inner;
    this.#digests = digests;
  }

  begin(origin: TextOrigin): void {
    this.#origin = origin.where === 'layer' ? origin : null;
    this.#hash = null;
    this.#first = true;
    this.#inner.begin(origin);
  }

  write(bytes: Uint8Array): void {
    if (this.#first && this.#origin !== null && this.#digests.mayBe(bytes)) {
      this.#hash = createHash('sha256');
    }
    this.#first = false;
    this.#hash?.update(bytes);
    this.#inner.write(bytes);
  }

  end(): void {
    if (this.#origin !== null && this.#hash !== null) {
      this.#digests.note(this.#origin, this.#hash.digest('hex'));
    }
    this.#hash = null;
    this.#inner.end();
  }

  pressure(): Promise<void> | null {
    return this.#inner.pressure();
  }

  fork(): TextSink {
    return new DigestTap(this.#inner.fork(), this.#digests);
  }
}
