/**
 * Reads one blob of an image, whatever it is, from its stored bytes alone: an archive tells its names
 * last, so what a blob is must be seen from its content. What comes out is plain data, so a blob can
 * be read in a thread of its own.
 */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { Compression } from '../model/image.ts';
import type { TextSink } from '../model/text.ts';
import type { EntryIndex } from './entry-index.ts';
import { InflateError } from './inflate-error.ts';
import { inflate } from './inflate.ts';
import { LayerReader } from './layer.ts';
import type { ReadLimits } from './limits.ts';
import { Pull } from './pull.ts';
import { sniff } from './sniff.ts';
import { TarTexts } from './tar-texts.ts';
import { TarWalker } from './tar.ts';

export type BlobKind = 'tar' | 'json' | 'opaque' | 'empty';

export interface BlobRecord {
  /** Name of the archive's entry, unique within a reading; `TextOrigin.blob` of its texts. */
  key: string;
  kind: BlobKind;
  compression: Compression;
  /** sha256 of the stored bytes, `sha256:<hex>`. */
  digest: string;
  /** sha256 of the uncompressed bytes; means nothing where `unread` says that they are not whole. */
  diffId: string;
  /** Bytes as stored. */
  size: number;
  /** Bytes when uncompressed. */
  plainSize: number;
  /** Entries of a tar, of any type. */
  entries: number;
  /** Files of a tar that were read. */
  files: number;
  /** Paths of a tar; null for anything else. */
  index: EntryIndex | null;
  /** The bytes of a JSON document; null for anything else and for one that is too large to keep. */
  document: Uint8Array | null;
  /** Why parts of the blob were not read; paths inside it are not known. */
  unread: string[];
}

/** Reads one blob; see `readBlob`. */
export type BlobReader = (
  key: string,
  body: AsyncIterable<Uint8Array>,
  sink: TextSink,
  limits: ReadLimits,
) => Promise<BlobRecord>;

/**
 * Reads `body` to its end and pushes its texts: a tar's files, or the raw bytes of what nobody here
 * understands; a JSON document is kept for the one who knows what it is. Damage goes into the record.
 * Throws only what `body` or `sink` throws.
 */
export const readBlob: BlobReader = (key, body, sink, limits) =>
  new Reading(key, body, sink, limits).run();

class Reading {
  readonly #key: string;
  readonly #sink: TextSink;
  readonly #limits: ReadLimits;
  readonly #stored: Hash = createHash('sha256');
  readonly #plain: Hash = createHash('sha256');
  readonly #source: Pull;
  /** Stored bytes beside the compressed data; on a sink of its own, since a file may be open. */
  #beside: { sink: TextSink; texts: TarTexts } | null = null;
  #unread: string[] = [];
  #uncounted = 0;
  #broken = false;
  #size = 0;
  #plainSize = 0;
  #entries = 0;
  #files = 0;
  #index: EntryIndex | null = null;
  #document: Uint8Array | null = null;

  constructor(key: string, body: AsyncIterable<Uint8Array>, sink: TextSink, limits: ReadLimits) {
    this.#key = key;
    this.#sink = sink;
    this.#limits = limits;
    this.#source = new Pull(body, (bytes) => {
      if (limits.digests) this.#stored.update(bytes);
      this.#size += bytes.length;
    });
  }

  async run(): Promise<BlobRecord> {
    const content = sniff(await this.#source.peek(512));
    const compression = content === 'gzip' || content === 'zstd' ? content : 'none';
    let kind: BlobKind;
    if (compression === 'none') kind = await this.#readPlain(this.#source, true);
    else kind = await this.#readCompressed(compression);
    const digest = `sha256:${this.#stored.digest('hex')}`;
    if (this.#uncounted > 0) this.#unread.push(`and ${this.#uncounted} more of the kind`);
    return {
      key: this.#key,
      kind,
      compression,
      digest,
      diffId: compression === 'none' ? digest : `sha256:${this.#plain.digest('hex')}`,
      size: this.#size,
      plainSize: compression === 'none' ? this.#size : this.#plainSize,
      entries: this.#entries,
      files: this.#files,
      index: this.#index,
      document: this.#document,
      unread: this.#unread,
    };
  }

  async #readCompressed(compression: 'gzip' | 'zstd'): Promise<BlobKind> {
    const inflated = inflate(compression, this.#source, (bytes, offset) => {
      this.#textsBeside().stray(bytes, offset);
    });
    const kind = await this.#readPlain(new Pull(this.#guard(inflated)), false);
    for (;;) {
      const offset = this.#source.offset;
      const bytes = await this.#source.next();
      if (bytes === null) break;
      this.#textsBeside().stray(bytes, offset);
      await this.#room();
    }
    this.#beside?.texts.finish();
    return kind;
  }

  /** Passes uncompressed bytes on, hashed and counted; damage and excess end them and are noted. */
  async *#guard(inflated: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const bytes of inflated) {
        await this.#room();
        if (bytes.length === 0) continue;
        if (this.#limits.digests) this.#plain.update(bytes);
        this.#plainSize += bytes.length;
        if (this.#plainSize > this.#limits.layerBytes) {
          this.#fail(`it unpacks to more than ${this.#limits.layerBytes} bytes`);
          return;
        }
        yield bytes;
      }
    } catch (error) {
      if (!(error instanceof InflateError)) throw error;
      this.#fail(error.message);
    }
  }

  async #readPlain(source: Pull, keepsJson: boolean): Promise<BlobKind> {
    const content = sniff(await source.peek(512));
    if (content === 'empty') return 'empty';
    if (content === 'tar') {
      return this.#readTar(source);
    }
    if (content === 'json' && keepsJson) {
      await this.#readJson(source);
      return 'json';
    }
    await this.#readRaw(source, []);
    return 'opaque';
  }

  async #readTar(source: Pull): Promise<BlobKind> {
    const note = (reason: string): void => this.#note(reason);
    const layer = new LayerReader(this.#sink, this.#key, note, this.#limits.indexedPaths);
    const walker = new TarWalker(layer, this.#limits.tar);
    for (;;) {
      const bytes = await source.next();
      if (bytes === null) break;
      walker.push(bytes);
      await this.#room();
    }
    walker.finish();
    this.#index = layer.finish();
    this.#entries = layer.entries;
    this.#files = layer.files;
    // A file system image may begin with zeros as an empty tar does; then all its bytes are strays.
    return layer.entries === 0 && layer.strayed ? 'opaque' : 'tar';
  }

  async #readJson(source: Pull): Promise<void> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const bytes = await source.next();
      if (bytes === null) break;
      parts.push(Buffer.from(bytes));
      length += bytes.length;
      if (length > this.#limits.documentBytes) return this.#readRaw(source, parts);
    }
    this.#document = new Uint8Array(Buffer.concat(parts, length));
  }

  async #readRaw(source: Pull, parts: Uint8Array[]): Promise<void> {
    this.#sink.begin({ where: 'annotation', path: this.#key, blob: this.#key });
    for (const part of parts) this.#sink.write(part);
    for (;;) {
      const bytes = await source.next();
      if (bytes === null) break;
      this.#sink.write(bytes);
      await this.#room();
    }
    this.#sink.end();
  }

  #textsBeside(): TarTexts {
    if (this.#beside === null) {
      const sink = this.#sink.fork();
      this.#beside = {
        sink,
        texts: new TarTexts(sink, 'layer', '(compressed stream)/', this.#key),
      };
    }
    return this.#beside.texts;
  }

  async #room(): Promise<void> {
    const pressure = this.#sink.pressure();
    if (pressure !== null) await pressure;
    const beside = this.#beside?.sink.pressure() ?? null;
    if (beside !== null) await beside;
  }

  /** What comes after this is only a consequence. */
  #fail(reason: string): void {
    this.#note(reason);
    this.#broken = true;
  }

  #note(reason: string): void {
    if (this.#broken) return;
    if (this.#unread.length < this.#limits.problems) this.#unread.push(reason);
    else this.#uncounted++;
  }
}
