/**
 * Walks the outer tar of `docker save`, a docker-archive or an oci-archive and reads each entry as a
 * blob while its bytes go by. Nothing is known of names before the end, so nothing is left out: a
 * file that no manifest names is read too.
 */
import type { TextSink } from '../model/text.ts';
import type { BlobReader, BlobRecord } from './blob.ts';
import { Blobs } from './blobs.ts';
import { Channel } from './channel.ts';
import { InflateError } from './inflate-error.ts';
import { inflate } from './inflate.ts';
import type { ReadLimits } from './limits.ts';
import { cleanPath, parentOf } from './path.ts';
import { Pull } from './pull.ts';
import { sniff } from './sniff.ts';
import type { Content } from './sniff.ts';
import { BLOCK, Flag } from './tar-format.ts';
import type { TarError } from './tar-format.ts';
import { TarTexts } from './tar-texts.ts';
import { TarWalker } from './tar.ts';
import type { TarHandler, TarHeader } from './tar.ts';

/** Called around each blob; sizes in stored bytes. */
export type BlobWatch = (event: { kind: 'begin' | 'end'; name: string; size: number }) => void;

export interface Reading {
  blobs: Blobs;
  /** What is wrong with the archive itself. */
  problems: string[];
}

/** What is needed to read blobs, whatever they come from. */
export interface BlobWork {
  sink: TextSink;
  limits: ReadLimits;
  read: BlobReader;
  watch: BlobWatch;
}

/**
 * Reads an archive to its end; `unpacked` names what it is once decompressed, and only a tar is read
 * any further. Throws what the source throws.
 */
export async function readArchive(
  source: AsyncIterable<Uint8Array>,
  work: BlobWork,
): Promise<Reading & { content: Content }> {
  const stored = new Pull(source);
  const content = sniff(await stored.peek(512));
  const archive = new Archive(work);
  if (content === 'tar') return { ...(await archive.run(stored)), content };
  if (content !== 'gzip' && content !== 'zstd') {
    return { blobs: new Blobs(), problems: [], content };
  }
  const plain = new Pull(
    inflate(content, stored, (bytes, offset) => archive.beside(bytes, offset)),
  );
  let inner: Content = 'tar';
  try {
    inner = sniff(await plain.peek(512));
    if (inner !== 'tar') return { blobs: new Blobs(), problems: [], content: inner };
    return { ...(await archive.run(plain)), content: 'tar' };
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    return { ...(await archive.abort(error.message)), content: inner };
  }
}

type Event =
  | { kind: 'begin'; name: string; size: number; offset: number }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'end' };

class Archive implements TarHandler {
  readonly #work: BlobWork;
  readonly #blobs = new Blobs();
  readonly #walker: TarWalker;
  readonly #problems: string[] = [];
  readonly #seen = new Map<string, number>();
  /** The archive's own texts, on a sink of their own: a blob's text may be open. */
  #own: { sink: TextSink; texts: TarTexts } | null = null;
  /** Texts of bytes beside a compressed archive. */
  #outside: { sink: TextSink; texts: TarTexts } | null = null;
  /** What the walker told of the chunk in hand. */
  #events: Event[] = [];
  #skipping = false;
  /** True once there are too many blobs; then bodies are raw bytes at `#rawOffset`. */
  #full = false;
  #rawOffset = 0;
  #open: { name: string; size: number; channel: Channel; job: Promise<BlobRecord> } | null = null;

  constructor(work: BlobWork) {
    this.#work = work;
    this.#walker = new TarWalker(this, work.limits.tar);
  }

  async run(source: Pull): Promise<Reading> {
    for (;;) {
      const bytes = await source.next();
      if (bytes === null) break;
      this.#walker.push(bytes);
      await this.#act();
    }
    return this.#finish();
  }

  /** Ends a reading whose source is damaged, with what was read so far. */
  async abort(reason: string): Promise<Reading> {
    this.#note(reason);
    return this.#finish();
  }

  beside(bytes: Uint8Array, offset: number): void {
    this.#outside ??= this.#texts('(compressed archive)/');
    this.#outside.texts.stray(bytes, offset);
  }

  async #finish(): Promise<Reading> {
    this.#walker.finish();
    await this.#act();
    this.#own?.texts.finish();
    this.#outside?.texts.finish();
    return { blobs: this.#blobs, problems: this.#problems };
  }

  entry(header: TarHeader): void {
    const name = cleanPath(header.path);
    if (header.pax !== null) this.#ownTexts().text(`${name}!/(pax)`, header.pax);
    const { flag } = header;
    if (flag === Flag.symbolicLink || flag === Flag.hardLink) {
      const absolute = flag === Flag.hardLink || header.link.startsWith('/');
      const target = absolute ? header.link : `${parentOf(name)}/${header.link}`;
      this.#blobs.link(name, cleanPath(target));
    }
    const bare = header.size === 0 && flag >= Flag.hardLink && flag <= Flag.fifo;
    this.#skipping = bare || (header.size === 0 && header.path.endsWith('/'));
    if (!this.#skipping) {
      this.#events.push({ kind: 'begin', name, size: header.size, offset: header.offset });
    }
  }

  body(bytes: Uint8Array): void {
    this.#events.push({ kind: 'bytes', bytes });
  }

  entryEnd(): void {
    if (!this.#skipping) this.#events.push({ kind: 'end' });
  }

  name(bytes: Uint8Array, from: number, to: number): void {
    this.#ownTexts().name(bytes, from, to);
  }

  stray(bytes: Uint8Array, offset: number): void {
    this.#ownTexts().stray(bytes, offset);
  }

  problem(error: TarError): void {
    this.#note(error.message);
  }

  /** Does what the walker told; afterwards the chunk may be reused. */
  async #act(): Promise<void> {
    const events = this.#events;
    this.#events = [];
    for (const event of events) {
      if (event.kind === 'begin') this.#begin(event.name, event.size, event.offset);
      else if (event.kind === 'bytes') await this.#write(event.bytes);
      else await this.#end();
    }
    for (const texts of [this.#own, this.#outside]) {
      const pressure = texts?.sink.pressure() ?? null;
      if (pressure !== null) await pressure;
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#open !== null) {
      await this.#open.channel.write(bytes);
      return;
    }
    this.#ownTexts().stray(bytes, this.#rawOffset);
    this.#rawOffset += bytes.length;
  }

  #begin(name: string, size: number, offset: number): void {
    const { limits, read, sink, watch } = this.#work;
    if (this.#blobs.size >= limits.blobs) {
      this.#rawOffset = offset + BLOCK;
      if (!this.#full)
        this.#note(`holds more than ${limits.blobs} files; the rest was searched as raw bytes`);
      this.#full = true;
      return;
    }
    const times = (this.#seen.get(name) ?? 0) + 1;
    this.#seen.set(name, times);
    if (times === 2 && /^(?:index|manifest)\.json$/.test(name)) {
      this.#note(`two entries are called ${name}, and readers differ in which they take`);
    }
    const channel = new Channel();
    const key = times === 1 ? name : `${name}#${times}`;
    watch({ kind: 'begin', name: key, size });
    const job = read(key, channel, sink, this.#blobs.remaining(limits));
    // A reader that fails must not leave the writer waiting; `#end` sees the error.
    job.catch(() => channel.return());
    this.#open = { name, size, channel, job };
  }

  async #end(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    open.channel.end();
    const record = await open.job;
    this.#blobs.add(open.name, record);
    this.#work.watch({ kind: 'end', name: record.key, size: record.size });
  }

  #ownTexts(): TarTexts {
    this.#own ??= this.#texts('(archive)/');
    return this.#own.texts;
  }

  #texts(prefix: string): { sink: TextSink; texts: TarTexts } {
    const sink = this.#work.sink.fork();
    return { sink, texts: new TarTexts(sink, 'annotation', prefix, null) };
  }

  #note(reason: string): void {
    if (this.#problems.length < this.#work.limits.problems) this.#problems.push(reason);
  }
}
