/**
 * What an opener sees of the world: it begins texts by their name inside the file that is being
 * opened, and everything it makes is counted against that file's budget.
 */
import type { TextOrigin, TextSink } from '../model/text.ts';
import { cleanPath } from '../image/path.ts';
import type { Budget } from './budget.ts';
import type { ContentLedger } from './ledger.ts';

/** A sink for texts one step deeper; `beginNested` hands the budget on. */
export interface DeeperSink extends TextSink {
  /** `peeled`: encodings that were peeled off to come here. */
  beginNested(origin: TextOrigin, budget: Budget, peeled: number): void;
}

/** Longest name of one step that is kept: names are attacker's text and stand in memory. */
const NAME = 4096;

export class Nested implements TextSink {
  readonly origin: TextOrigin;
  readonly budget: Budget;
  readonly #sink: DeeperSink;
  readonly #ledger: ContentLedger;
  readonly #peeled: number;
  #open = false;
  /** Texts begun. */
  count = 0;

  constructor(
    sink: DeeperSink,
    origin: TextOrigin,
    budget: Budget,
    ledger: ContentLedger,
    peeled: number,
  ) {
    this.#sink = sink;
    this.origin = origin;
    this.budget = budget;
    this.#ledger = ledger;
    this.#peeled = peeled;
  }

  /** The path of a step inside the file. */
  pathOf(name: string): string {
    return `${this.origin.path}!/${cleanPath(name).slice(0, NAME)}`;
  }

  /** Begins the text of that name; one that is open is ended. Throws LimitError. */
  open(name: string, lead: Uint8Array | null = null): void {
    const { where, blob } = this.origin;
    const origin: TextOrigin = { where, blob, path: this.pathOf(name) };
    if (lead !== null && lead.length > 0) origin.lead = lead.length;
    this.begin(origin);
    if (lead !== null && lead.length > 0) this.write(lead);
  }

  /** Begins a text whose path is already whole. Throws LimitError. */
  begin(origin: TextOrigin): void {
    if (this.#open) this.end();
    this.budget.entry();
    this.count++;
    this.#sink.beginNested(origin, this.budget, this.#peeled);
    this.#open = true;
  }

  /** Throws LimitError. */
  write(bytes: Uint8Array): void {
    this.budget.grow(bytes.length);
    this.#sink.write(bytes);
  }

  end(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#sink.end();
  }

  /** One whole text. Throws LimitError. */
  text(name: string, bytes: Uint8Array, lead: Uint8Array | null = null): void {
    this.open(name, lead);
    this.write(bytes);
    this.end();
  }

  /** To be awaited between chunks: gives way to the search and to what is nested deeper. */
  async room(): Promise<void> {
    const pressure = this.#sink.pressure();
    if (pressure !== null) await pressure;
  }

  pressure(): Promise<void> | null {
    return this.#sink.pressure();
  }

  fork(): TextSink {
    return this.#sink.fork();
  }

  /** `name` null: the file itself. */
  unopened(name: string | null, reason: string): void {
    this.#ledger.unopened(name === null ? this.origin.path : this.pathOf(name), reason);
  }

  /** `name` null: the file itself. */
  unread(name: string | null, reason: string): void {
    this.#ledger.unread(name === null ? this.origin.path : this.pathOf(name), reason);
  }
}
