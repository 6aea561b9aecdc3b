/**
 * Ties files of the image to files of the build context by digest. Only a file that begins as one of
 * the context does is hashed, so that the rest of an image costs one look-up a file.
 */
import { createHash, type Hash } from 'node:crypto';
import { Beginning } from '../image/beginning.ts';
import type { TextOrigin, TextSink } from '../model/text.ts';

/** Bytes of a beginning; a shorter file is told by all it has. */
const HEAD = 48;

const headOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

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
    const beginning = new Beginning(HEAD);
    let told = false;
    return (bytes) => {
      const head = told ? null : bytes === null ? beginning.held : beginning.add(bytes);
      if (head !== null) {
        this.#heads.add(headOf(head));
        told = true;
      }
      if (bytes !== null) {
        hash.update(bytes);
        return;
      }
      const digest = hash.digest('hex');
      this.files.set(path, digest);
      this.#digests.add(digest);
    };
  }

  /** @param head The first bytes of a file, all of them where it is shorter. */
  mayBe(head: Uint8Array): boolean {
    return this.#heads.has(headOf(head));
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
  readonly #beginning = new Beginning(HEAD);
  #origin: TextOrigin | null = null;
  /** True until the file's first bytes have told whether it is to be hashed. */
  #asking = false;
  #hash: Hash | null = null;

  constructor(inner: TextSink, digests: ContextDigests) {
    this.#inner = inner;
    this.#digests = digests;
  }

  begin(origin: TextOrigin): void {
    this.#origin = origin.where === 'layer' ? origin : null;
    this.#asking = this.#origin !== null;
    this.#beginning.reset();
    this.#hash = null;
    this.#inner.begin(origin);
  }

  write(bytes: Uint8Array): void {
    if (this.#asking) {
      const { held } = this.#beginning;
      const head = this.#beginning.add(bytes);
      if (head !== null) this.#decide(head, held);
    }
    this.#hash?.update(bytes);
    this.#inner.write(bytes);
  }

  end(): void {
    const { held } = this.#beginning;
    if (this.#asking && held.length > 0) this.#decide(held, held);
    if (this.#origin !== null && this.#hash !== null) {
      this.#digests.note(this.#origin, this.#hash.digest('hex'));
    }
    this.#hash = null;
    this.#inner.end();
  }

  /** @param before Bytes that went by before it could be told. */
  #decide(head: Uint8Array, before: Uint8Array): void {
    this.#asking = false;
    if (this.#digests.mayBe(head)) this.#hash = createHash('sha256').update(before);
  }

  pressure(): Promise<void> | null {
    return this.#inner.pressure();
  }

  fork(): TextSink {
    return new DigestTap(this.#inner.fork(), this.#digests);
  }
}
