/** The blobs of one reading and the names they go by, for the time after all have been read. */
import type { BlobRecord } from './blob.ts';
import { parseJson } from './json.ts';
import type { ParsedJson } from './json.ts';
import type { ReadLimits } from './limits.ts';

/** Links that are followed from one name. */
const HOPS = 32;

export class Blobs {
  readonly #records = new Map<string, BlobRecord>();
  readonly #byDigest = new Map<string, BlobRecord>();
  readonly #names = new Map<string, string>();
  readonly #links = new Map<string, string>();
  readonly #parsed = new Map<string, ParsedJson>();
  /** Bytes of the JSON documents that are kept. */
  #documentBytes = 0;
  /** Paths in the indexes of all layers. */
  #indexedPaths = 0;

  /** Adds what was read; the last entry of a name owns the name, as it does after unpacking. */
  add(name: string, record: BlobRecord): void {
    this.#records.set(record.key, record);
    if (!this.#byDigest.has(record.digest)) this.#byDigest.set(record.digest, record);
    this.#names.set(name, record.key);
    this.#links.delete(name);
    this.#documentBytes += record.document?.length ?? 0;
    this.#indexedPaths += record.index?.keys.length ?? 0;
  }

  /** Adds a symbolic or hard link of the archive; `target` is a name in it. */
  link(name: string, target: string): void {
    this.#links.set(name, target);
  }

  /** The blob of that name, links followed. */
  named(name: string): BlobRecord | null {
    let current = name;
    for (let hop = 0; hop < HOPS; hop++) {
      const target = this.#links.get(current);
      if (target === undefined) break;
      current = target;
    }
    return this.#records.get(this.#names.get(current) ?? '') ?? null;
  }

  /** The blob whose bytes have that digest, whatever it is called. */
  digested(digest: string): BlobRecord | null {
    return this.#byDigest.get(digest) ?? null;
  }

  /** True where something goes by the name that the digest has in an OCI layout. */
  hasBlobFile(digest: string): boolean {
    return this.named(`blobs/${digest.replace(':', '/')}`) !== null;
  }

  all(): IterableIterator<BlobRecord> {
    return this.#records.values();
  }

  /** What is left of the limits for the next blob. */
  remaining(limits: ReadLimits): ReadLimits {
    const left = limits.documentsBytes - this.#documentBytes;
    return {
      ...limits,
      documentBytes: Math.min(limits.documentBytes, left),
      indexedPaths: limits.indexedPaths - this.#indexedPaths,
    };
  }

  get size(): number {
    return this.#records.size;
  }

  /** The value of a JSON document, parsed once. */
  parsed(record: BlobRecord): ParsedJson {
    let parsed = this.#parsed.get(record.key);
    if (parsed === undefined) {
      parsed =
        record.document === null
          ? {
              ok: false,
              reason: record.kind === 'json' ? 'is too large to be kept' : 'is not JSON',
            }
          : parseJson(record.document);
      this.#parsed.set(record.key, parsed);
    }
    return parsed;
  }
}
