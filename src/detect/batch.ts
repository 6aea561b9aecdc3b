/**
 * Packs texts into batches. Small texts share one, with a zero byte between; a long text is cut into
 * pieces that overlap, so that no secret and nothing that a decision depends on is cut through.
 */
import type { Segment } from './search.ts';
import { isProgram } from './text-kind.ts';

export interface Batch {
  bytes: Uint8Array;
  fill: number;
  segments: Segment[];
  /** Number of the text of each segment. */
  texts: number[];
}

/** Texts of a batch: a million files of one byte would fill none, and their names all the memory. */
const SEGMENTS = 8192;

const emptyBatch = (bytes: Uint8Array): Batch => ({ bytes, fill: 0, segments: [], texts: [] });

/** One text at a time goes in; `flush` is called with each full batch. */
export class Packer {
  #batch: Batch;
  #text = -1;
  #settings = false;
  #program = false;
  #path = '';
  /** Where the open text's bytes begin in the batch, and their offset in the text. */
  #start = 0;
  #offset = 0;
  /** Offset in the text from which the next piece's core goes on. */
  #core = 0;
  readonly #margin: number;
  readonly #flush: (batch: Batch) => void;

  /**
   * @param buffer Holds one batch after the other; must be larger than four margins.
   * @param flush Takes a full batch, which is written over when it returns.
   * @throws Error when the buffer is too small for the margin.
   */
  constructor(buffer: Uint8Array, margin: number, flush: (batch: Batch) => void) {
    if (buffer.length <= 4 * margin + 1) {
      throw new Error(`a batch of ${buffer.length} bytes is too small for a margin of ${margin}`);
    }
    this.#batch = emptyBatch(buffer);
    this.#margin = margin;
    this.#flush = flush;
  }

  /** @param path Of the text, where users' own patterns ask for it. */
  begin(text: number, settings: boolean, path = ''): void {
    const { fill, bytes, segments } = this.#batch;
    if (fill + 1 >= bytes.length || segments.length >= SEGMENTS) this.#next();
    this.#text = text;
    this.#settings = settings;
    this.#path = path;
    this.#start = this.#batch.fill;
    this.#offset = 0;
    this.#core = 0;
  }

  write(chunk: Uint8Array): void {
    let from = 0;
    while (from < chunk.length) {
      // One byte stays free for the separator.
      const room = this.#batch.bytes.length - 1 - this.#batch.fill;
      if (room === 0) {
        this.#cut();
        continue;
      }
      const count = Math.min(room, chunk.length - from);
      this.#batch.bytes.set(
        count === chunk.length ? chunk : chunk.subarray(from, from + count),
        this.#batch.fill,
      );
      this.#batch.fill += count;
      from += count;
    }
  }

  /** @returns Bytes of the text. */
  end(): number {
    const { fill } = this.#batch;
    const length = this.#offset + (fill - this.#start);
    if (fill > this.#start) {
      this.#close(fill);
      this.#batch.bytes[fill] = 0;
      this.#batch.fill = fill + 1;
    }
    this.#text = -1;
    return length;
  }

  /** Hands over what is left. Call when all texts are ended. */
  finish(): void {
    if (this.#batch.segments.length > 0) this.#next();
  }

  #next(): void {
    this.#flush(this.#batch);
    this.#batch = emptyBatch(this.#batch.bytes);
  }

  #close(coreEnd: number): void {
    if (this.#offset === 0) {
      this.#program = isProgram(this.#batch.bytes, this.#start, this.#batch.fill);
    }
    this.#batch.segments.push({
      start: this.#start,
      end: this.#batch.fill,
      coreStart: this.#start + (this.#core - this.#offset),
      coreEnd,
      offset: this.#offset,
      partial: this.#core > 0 || coreEnd < this.#batch.fill,
      settings: this.#settings,
      program: this.#program,
      path: this.#path,
    });
    this.#batch.texts.push(this.#text);
  }

  /** The batch is full inside a text: its end is carried to the next one. */
  #cut(): void {
    const { bytes, fill } = this.#batch;
    const length = fill - this.#start;
    const short = length <= 4 * this.#margin;
    const keep = short ? length : 2 * this.#margin;
    const tail = bytes.slice(fill - keep, fill);
    if (!short) {
      const coreEnd = fill - this.#margin;
      this.#close(coreEnd);
      this.#core = this.#offset + (coreEnd - this.#start);
      this.#offset += length - keep;
    } else {
      this.#batch.fill = this.#start;
    }
    this.#next();
    this.#batch.bytes.set(tail, 0);
    this.#start = 0;
    this.#batch.fill = keep;
  }
}
