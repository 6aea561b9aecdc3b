/** Digests of a file that goes by, in all algorithms in which package managers write them down. */
import { createHash } from 'node:crypto';
import type { FileDigests } from '../model/match.ts';

/** Of compressed files (manual pages, change logs, data): a larger one is not proven. */
const LARGEST_HASHED = 4 * 1024 * 1024;

export class Hasher {
  readonly #md5 = createHash('md5');
  readonly #sha1 = createHash('sha1');
  readonly #sha256 = createHash('sha256');
  #size = 0;

  update(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size > LARGEST_HASHED) return;
    for (const hash of [this.#md5, this.#sha1, this.#sha256]) hash.update(bytes);
  }

  /** @returns Null where the file grew too large. */
  digests(): FileDigests | null {
    if (this.#size > LARGEST_HASHED) return null;
    return {
      md5: this.#md5.digest('hex'),
      sha1: this.#sha1.digest('hex'),
      sha256: this.#sha256.digest('hex'),
    };
  }
}
