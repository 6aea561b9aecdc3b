/**
 * The sink in which the search begins: texts go in, matches come out, in the order of the texts. A batch
 * is searched as soon as it is full.
 */
import type { TextMatches } from '../model/match.ts';
import type { TextOrigin, TextSink } from '../model/text.ts';
import { Packer, type Batch } from './batch.ts';
import { leadOf } from './named-file.ts';
import { resolveText } from './resolve.ts';
import type { RuleSet } from './ruleset.ts';
import { isSettings } from './text-kind.ts';
import { searchBatch, type PieceResult } from './search.ts';

const defaultBatchBytes = 1024 * 1024;

interface OpenText {
  origin: TextOrigin;
  /** Bytes that were put before it. */
  lead: number;
  pieces: PieceResult[];
  /** True when its last byte has come. */
  ended: boolean;
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
  readonly batchBytes: number;
  #next = 0;

  constructor(ruleSet: RuleSet, batchBytes: number) {
    this.ruleSet = ruleSet;
    this.batchBytes = Math.max(batchBytes, 4 * ruleSet.tables.margin + 2);
  }

  add(origin: TextOrigin, lead: number): number {
    const number = this.#next++;
    this.open.set(number, { origin, lead, pieces: [], ended: false });
    return number;
  }

  /** What was found in the texts of a batch, and in those that end with it. */
  search(batch: Batch): void {
    const results = searchBatch(this.ruleSet, batch.bytes, batch.fill, batch.segments);
    results.forEach((result, segment) => {
      const number = batch.texts[segment] as number;
      const text = this.open.get(number);
      if (text === undefined) throw new Error(`text ${number} was closed before its last piece`);
      text.pieces.push(result);
      if (text.ended) this.#close(number, text);
    });
  }

  #close(number: number, { pieces, lead, origin }: OpenText): void {
    this.open.delete(number);
    const matches = resolveText(pieces, lead + (origin.lead ?? 0), this.ruleSet.rules);
    if (matches.length === 0) return;
    const [piece, ...more] = pieces;
    const digests = more.length === 0 && lead === 0 ? (piece?.digests ?? null) : null;
    this.found.push({ number, matches: { origin, matches, digests } });
  }
}

/** A `TextSink` that finds. Call `results` once, after all texts have ended. */
export class Finder implements TextSink {
  readonly #book: TextBook;
  readonly #packer: Packer;
  readonly #forks: Finder[] = [];
  #current = -1;

  /** @param batchBytes Bytes that are searched at once, at least; what is found does not hang on it. */
  constructor(
    ruleSet: RuleSet,
    batchBytes = defaultBatchBytes,
    book = new TextBook(ruleSet, batchBytes),
  ) {
    this.#book = book;
    const buffer = new Uint8Array(book.batchBytes);
    this.#packer = new Packer(buffer, ruleSet.tables.margin, (batch) => book.search(batch));
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

  pressure(): null {
    return null;
  }

  fork(): TextSink {
    const { ruleSet, batchBytes } = this.#book;
    const fork = new Finder(ruleSet, batchBytes, this.#book);
    this.#forks.push(fork);
    return fork;
  }

  get totals(): Readonly<FinderTotals> {
    return this.#book.totals;
  }

  /** Matches of all texts, in the order in which the texts began. */
  results(): TextMatches[] {
    this.#finish();
    return this.#book.found.sort((a, b) => a.number - b.number).map((entry) => entry.matches);
  }

  #finish(): void {
    this.#packer.finish();
    for (const fork of this.#forks) fork.#finish();
  }
}
