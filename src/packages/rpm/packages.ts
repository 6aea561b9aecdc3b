/**
 * What an image's rpm databases list. A database is read as soon as it has gone by, and only the lists
 * of files are kept: it holds far more than these, and every layer that installs a package has it whole.
 */
import { createHash } from 'node:crypto';
import type { Listed } from '../listing.ts';
import { berkeleyHeaders, isBerkeleyHash } from './berkeley-headers.ts';
import { condenseHeader, readRpmHeader } from './header.ts';
import { KeptFile } from './kept-file.ts';
import { NDB_MAGIC, ndbHeaders } from './ndb-headers.ts';
import { sqliteHeaders } from './sqlite-headers.ts';

/** Bytes of databases that are open at once; what lies behind them proves nothing. */
const MOST_OPEN = 64 * 1024 * 1024;
/** Bytes of lists that are kept. */
const MOST_BYTES = 32 * 1024 * 1024;

const headersIn = (file: KeptFile): Iterable<Buffer> => {
  const head = file.slice(0, Math.min(32, file.length)) ?? Buffer.alloc(0);
  if (head.toString('latin1', 0, 16) === 'SQLite format 3\0') return sqliteHeaders(file);
  if (head.toString('latin1', 0, 4) === NDB_MAGIC) return ndbHeaders(file);
  return isBerkeleyHash(head) ? berkeleyHeaders(file) : [];
};

export class RpmPackages {
  /** Condensed headers by their digest: most packages are the same in every layer's database. */
  readonly #headers = new Map<string, Buffer>();
  #bytes = 0;
  #open = 0;

  /** Takes a database as it goes by. */
  keeper(): { write(bytes: Uint8Array): void; end(): void } {
    const file = new KeptFile();
    return {
      write: (bytes) => {
        const part = bytes.subarray(0, Math.max(0, MOST_OPEN - this.#open));
        this.#open += part.length;
        file.append(part);
      },
      end: () => {
        this.#open -= file.length;
        for (const header of headersIn(file)) this.#keep(header);
      },
    };
  }

  *listed(): Generator<Listed> {
    for (const header of this.#headers.values()) yield* readRpmHeader(header);
  }

  #keep(header: Buffer): void {
    const condensed = condenseHeader(header);
    if (condensed === null || this.#bytes + condensed.length > MOST_BYTES) return;
    const digest = createHash('sha256').update(condensed).digest('base64');
    if (this.#headers.has(digest)) return;
    this.#headers.set(digest, condensed);
    this.#bytes += condensed.length;
  }
}
