/**
 * Reads a layer's tar: every file becomes a text, every path goes into the index that later tells
 * what a higher layer hides. Runs once per file of an image, so it makes nothing per file but the
 * path and the origin of its text.
 */
import type { TextSink } from '../model/text.ts';
import { Effect, EntryIndexBuilder } from './entry-index.ts';
import type { EntryIndex } from './entry-index.ts';
import { cleanPath, nameOf, parentOf } from './path.ts';
import { Flag } from './tar-format.ts';
import type { TarError } from './tar-format.ts';
import { TarTexts } from './tar-texts.ts';
import type { TarHandler, TarHeader } from './tar.ts';

/** Prefixes of OCI image-spec layer.md, "Whiteouts". */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

export class LayerReader implements TarHandler {
  readonly #sink: TextSink;
  readonly #blob: string;
  readonly #texts: TarTexts;
  readonly #index: EntryIndexBuilder;
  readonly #problem: (reason: string) => void;
  #path = '';
  #open = false;
  /** Entries of any kind. */
  entries = 0;
  /** Entries whose body was read as a text, and empty files. */
  files = 0;

  /** True where bytes lay outside of all entries. */
  strayed = false;

  /** `problem` is told what could not be read as a tar; `paths` as in EntryIndexBuilder. */
  constructor(sink: TextSink, blob: string, problem: (reason: string) => void, paths = Infinity) {
    this.#index = new EntryIndexBuilder(paths);
    this.#sink = sink;
    this.#blob = blob;
    this.#texts = new TarTexts(sink, 'layer', '', blob);
    this.#problem = problem;
  }

  entry(header: TarHeader): void {
    this.entries++;
    const path = cleanPath(header.path);
    this.#path = path;
    if (header.pax !== null) this.#texts.text(`${path}!/(pax)`, header.pax);
    const folder =
      header.flag === Flag.directory ||
      ((header.flag === Flag.oldFile || header.flag === Flag.file) && header.path.endsWith('/'));
    if (!folder && (header.flag <= Flag.file || header.flag >= Flag.contiguous)) this.files++;
    this.#remember(path, folder ? Effect.folder : Effect.file);
  }

  body(bytes: Uint8Array): void {
    if (!this.#open) {
      this.#texts.settle();
      this.#sink.begin({ where: 'layer', path: this.#path, blob: this.#blob });
      this.#open = true;
    }
    this.#sink.write(bytes);
  }

  entryEnd(): void {
    if (!this.#open) return;
    this.#sink.end();
    this.#open = false;
  }

  name(bytes: Uint8Array, from: number, to: number): void {
    this.#texts.name(bytes, from, to);
  }

  stray(bytes: Uint8Array, offset: number): void {
    this.strayed = true;
    this.#texts.stray(bytes, offset);
  }

  problem(error: TarError): void {
    this.#problem(error.message);
  }

  /** To be called after the walker's `finish`; pushes the names. */
  finish(): EntryIndex | null {
    this.#texts.finish();
    return this.#index.build();
  }

  #remember(path: string, effect: Effect): void {
    const name = path.includes(WHITEOUT) ? nameOf(path) : '';
    if (!name.startsWith(WHITEOUT)) {
      this.#index.add(path, effect);
      return;
    }
    const parent = parentOf(path);
    if (name === OPAQUE) {
      this.#index.add(parent, Effect.opaque);
      return;
    }
    const hidden = name.slice(WHITEOUT.length);
    this.#index.add(parent === '' ? hidden : `${parent}/${hidden}`, Effect.whiteout);
  }
}
