/**
 * The sink in which the search begins: texts go in, matches come out. Batches are searched by whoever
 * `searcher` is, this thread or others; the order of the results is that of the texts all the same.
 */
import type { TextMatches } from '../model/match.ts';
import type { TextOrigin, TextSink } from '../model/text.ts';
import { Packer, type Batch } from './batch.ts';
import { leadOf } from './named-file.ts';
import { resolveText } from './resolve.ts';
import type { RuleSet } from './ruleset.ts';
import { isSettings } from './text-kind.ts';
import { searchBatch, type PieceResult } from './search.ts';

/** Searches batches, here or elsewhere. */
export interface BatchSearcher {
  /** An empty buffer, all of one size. */
  buffer(): Uint8Array;
  /** Takes a full batch; calls back with a result for each segment, in any order of batches. */
  submit(batch: Batch, done: (results: PieceResult[]) => void): void;
  /** A promise that more batches may be submitted, or null when they may be now. */
  pressure(): Promise<void> | null;
  /** All that was submitted is answered. */
  idle(): Promise<void>;
}

export const defaultBatchBytes = 1024 * 1024;

/** Searches in this thread, as soon as a batch is full. */
export const createLocalSearcher = (
  ruleSet: RuleSet,
  batchBytes = defaultBatchBytes,
): BatchSearcher => {
  const bytes = new Uint8Array(Math.max(batchBytes, 4 * ruleSet.tables.margin + 2));
  // A text that is open in a fork needs a buffer of its own while it is filled.
  const free: Uint8Array[] = [bytes];
  return {
    buffer: () => free.pop() ?? new Uint8Array(bytes.length),
    submit: (batch, done) => {
      done(searchBatch(ruleSet, batch.bytes, batch.fill, batch.segments));
      free.push(batch.bytes);
    },
    pressure: () => null,
    idle: () => Promise.resolve(),
  };
};

interface OpenText {
  origin: TextOrigin;
  /** Bytes that were put before it. */
  lead: number;
  pieces: PieceResult[];
  /** Pieces that are out for search. */
  pending: number;
  /** True when its last byte has come. */
  ended: boolean;
  /** True when its last piece has been submitted. */
  complete: boolean;
}

export interface FinderTotals {
  texts: number;
  bytes: number;
}

/** Shared by a finder and its forks. */
class TextBook {
  readonly totals: FinderTotals = { texts: 0, bytes: 0 };
  readonly open = new Map<number, OpenText>();
  readonly found: { number: number; matches: TextMatches }[] = [];
  readonly ruleSet: RuleSet;
  #next = 0;

  constructor(ruleSet: RuleSet) {
    this.ruleSet = ruleSet;
  }

  add(origin: TextOrigin, lead: number): number {
    const number = this.#next++;
    this.open.set(number, { origin, lead, pieces: [], pending: 0, ended: false, complete: false });
    return number;
  }

  settle(number: number): void {
    const text = this.open.get(number);
    if (text === undefined || !text.complete || text.pending > 0) return;
    this.open.delete(number);
    const matches = resolveText(
      text.pieces,
      text.lead + (text.origin.lead ?? 0),
      this.ruleSet.rules,
    );
    if (matches.length === 0) return;
    const [piece, ...more] = text.pieces;
    const digests = more.length === 0 && text.lead === 0 ? (piece?.digests ?? null) : null;
    this.found.push({ number, matches: { origin: text.origin, matches, digests } });
  }
}

/** A `TextSink` that finds. Call `results` once, after all texts have ended. */
export class Finder implements TextSink {
  readonly #searcher: BatchSearcher;
  readonly #book: TextBook;
  readonly #packer: Packer;
  readonly #forks: Finder[] = [];
  #current = -1;

  constructor(ruleSet: RuleSet, searcher: BatchSearcher, book = new TextBook(ruleSet)) {
    this.#searcher = searcher;
    this.#book = book;
    this.#packer = new Packer(searcher.buffer(), ruleSet.tables.margin, (batch) =>
      this.#submit(batch),
    );
  }

  begin(origin: TextOrigin): void {
    const lead = leadOf(origin) ?? '';
    this.#current = this.#book.add(origin, lead.length);
    const asked = this.#book.ruleSet.regexes.size > 0;
    this.#packer.begin(this.#current, isSettings(origin), asked ? origin.path : '');
    if (lead !== '') this.#packer.write(Buffer.from(lead, 'latin1'));
  }

  write(bytes: Uint8Array): void {
    this.#packer.write(bytes);
  }

  end(): void {
    const { totals, open } = this.#book;
    const length = this.#packer.end();
    totals.texts += 1;
    const text = open.get(this.#current);
    totals.bytes += length - (text?.lead ?? 0);
    if (text !== undefined) text.ended = true;
    if (length === 0) open.delete(this.#current);
    this.#current = -1;
  }

  pressure(): Promise<void> | null {
    return this.#searcher.pressure();
  }

  fork(): TextSink {
    const fork = new Finder(this.#book.ruleSet, this.#searcher, this.#book);
    this.#forks.push(fork);
    return fork;
  }

  get totals(): Readonly<FinderTotals> {
    return this.#book.totals;
  }

  /** Matches of all texts, in the order in which the texts began. */
  async results(): Promise<TextMatches[]> {
    this.#finish();
    await this.#searcher.idle();
    return this.#book.found.sort((a, b) => a.number - b.number).map((entry) => entry.matches);
  }

  #finish(): void {
    this.#packer.finish();
    for (const fork of this.#forks) fork.#finish();
  }

  #submit(batch: Batch): Uint8Array {
    const { open } = this.#book;
    const slots = batch.texts.map((number) => {
      const text = open.get(number);
      if (text === undefined) throw new Error(`text ${number} was closed before its last piece`);
      text.pending += 1;
      text.complete = text.ended;
      return {
        number,
        text,
        at: text.pieces.push({ matches: [], lines: 0, lastLineStart: -1, digests: null }) - 1,
      };
    });
    this.#searcher.submit(batch, (results) => {
      slots.forEach(({ number, text, at }, segment) => {
        text.pieces[at] = results[segment] as PieceResult;
        text.pending -= 1;
        this.#book.settle(number);
      });
    });
    return this.#searcher.buffer();
  }
}
