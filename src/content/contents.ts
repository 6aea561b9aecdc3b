/**
 * The sink that looks inside of files. It passes every text on as it is, and where the first bytes
 * tell a format it opens the file beside that and pushes what is nested in it as texts of their own,
 * `app.jar!/config/application.yml`. Nested texts go through such a sink again, one step deeper.
 */
import { InflateError } from '../image/inflate-error.ts';
import { Pull } from '../image/pull.ts';
import type { TextOrigin, TextSink } from '../model/text.ts';
import { Budget, FormatError, LimitError } from './budget.ts';
import { Feed } from './feed.ts';
import { HEAD, kindOf, sealedAs } from './kind.ts';
import type { Kind } from './kind.ts';
import { CappedLedger } from './ledger.ts';
import type { ContentLedger } from './ledger.ts';
import { Repositories } from './git-names.ts';
import type { ContentLimits } from './limits.ts';
import { Nested } from './nested.ts';
import type { DeeperSink } from './nested.ts';
import { STREAMED } from './openers.ts';
import type { OpenContext, Opener } from './openers.ts';

/** A sink for texts whose insides are searched too. */
export interface ContentSink extends TextSink {
  /** Resolves when all that was ended has been opened; to be awaited before results are asked for. */
  settled(): Promise<void>;
}

/** Looks inside of the files that are pushed; `inner` gets them and what is nested in them. */
export function openContents(
  inner: TextSink,
  limits: ContentLimits,
  ledger: ContentLedger,
): ContentSink {
  const shared = {
    limits,
    ledger: new CappedLedger(ledger, limits.lines),
    repositories: new Repositories(limits.loose),
    roots: [],
  };
  return new Contents(inner, shared, 0);
}

interface Shared extends OpenContext {
  ledger: CappedLedger;
  /** The first sink and its forks. */
  roots: Contents[];
}

type State = 'closed' | 'head' | 'feed' | 'whole' | 'plain';

/** Kinds whose magic bytes are few, so that failing at once means being something else. */
const WEAK: ReadonlySet<Kind> = new Set<Kind>(['zlib', 'prefixed-zip', 'cpio', 'tar']);

class Contents implements ContentSink, DeeperSink {
  readonly #inner: TextSink;
  readonly #shared: Shared;
  readonly #depth: number;
  #deeper: Contents | null = null;
  #state: State = 'closed';
  #origin: TextOrigin = { where: 'layer', path: '', blob: null };
  #budget: Budget;
  #peeled = 0;
  readonly #head = new Uint8Array(HEAD);
  #headFill = 0;
  #feed: Feed | null = null;
  /** Jobs run one after the other: they share the sink for what is nested. */
  #tail: Promise<void> = Promise.resolve();
  #pending = 0;
  #failure: { error: unknown } | null = null;

  constructor(inner: TextSink, shared: Shared, depth: number) {
    this.#inner = inner;
    this.#shared = shared;
    this.#depth = depth;
    this.#budget = new Budget(shared.limits);
    if (depth === 0) shared.roots.push(this);
  }

  begin(origin: TextOrigin): void {
    this.beginNested(origin, new Budget(this.#shared.limits), 0);
  }

  beginNested(origin: TextOrigin, budget: Budget, peeled: number): void {
    this.#inner.begin(origin);
    this.#origin = origin;
    this.#budget = budget;
    this.#peeled = peeled;
    this.#headFill = 0;
    this.#state = origin.where === 'layer' || origin.where === 'context' ? 'head' : 'plain';
  }

  write(bytes: Uint8Array): void {
    this.#inner.write(bytes);
    if (this.#depth === 0) this.#budget.take(bytes.length);
    let rest = bytes;
    if (this.#state === 'head') {
      if (this.#headFill === 0 && bytes.length >= HEAD) {
        this.#decide(bytes.subarray(0, HEAD));
      } else {
        const took = Math.min(HEAD - this.#headFill, bytes.length);
        this.#head.set(bytes.subarray(0, took), this.#headFill);
        this.#headFill += took;
        if (this.#headFill < HEAD) return;
        this.#decide(this.#head);
        this.#take(this.#head);
        rest = bytes.subarray(took);
      }
    }
    this.#take(rest);
  }

  end(): void {
    this.#inner.end();
    if (this.#state === 'head' && this.#headFill > 0) {
      const head = this.#head.subarray(0, this.#headFill);
      this.#decide(head);
      this.#take(head);
    }
    this.#feed?.end();
    this.#feed = null;
    this.#state = 'closed';
  }

  fork(): TextSink {
    return new Contents(this.#inner.fork(), this.#shared, this.#depth);
  }

  pressure(): Promise<void> | null {
    return this.#busy ? this.#wait() : this.#inner.pressure();
  }

  async settled(): Promise<void> {
    const { roots, repositories, ledger } = this.#shared;
    for (const root of roots) await root.#wait();
    await repositories.release();
    for (const root of roots) await root.#wait();
    ledger.close();
  }

  get #busy(): boolean {
    if (this.#pending > 0 || this.#failure !== null) return true;
    return this.#deeper !== null && this.#deeper.#busy;
  }

  async #wait(): Promise<void> {
    if (this.#feed === null) await this.#tail;
    else await this.#feed.drained();
    if (this.#failure !== null) throw this.#failure.error;
    const deeper = this.#deeper?.pressure() ?? null;
    if (deeper !== null) await deeper;
    const inner = this.#inner.pressure();
    if (inner !== null) await inner;
  }

  #take(bytes: Uint8Array): void {
    if (this.#state === 'feed') this.#feed?.write(bytes);
  }

  #decide(head: Uint8Array): void {
    this.#state = 'plain';
    const kind = kindOf(head);
    if (kind === null) return;
    const { ledger, limits } = this.#shared;
    if (kind === 'sealed') {
      ledger.unopened(this.#origin.path, `${sealedAs(head) ?? 'an archive'}, not opened here`);
      return;
    }
    const opener = STREAMED[kind];
    if (opener === undefined) return;
    if (this.#depth >= limits.depth) {
      if (kind === 'prefixed-zip') return;
      ledger.unread(this.#origin.path, `archives are nested more than ${limits.depth} deep`);
      return;
    }
    const budget = this.#budget;
    // Deeper down the reader waits for our own work, which is what the budget counts.
    const feed = new Feed((time) => (this.#depth === 0 ? budget.waited(time) : undefined));
    const nested = this.#nested(this.#peeled);
    this.#feed = feed;
    this.#state = 'feed';
    this.#queue(() => this.#run(kind, opener, feed, nested));
  }

  #nested(peeled: number): Nested {
    const { ledger } = this.#shared;
    this.#deeper ??= new Contents(this.#inner.fork(), this.#shared, this.#depth + 1);
    return new Nested(this.#deeper, this.#origin, this.#budget, ledger, peeled);
  }

  #queue(job: () => Promise<void>): void {
    this.#pending++;
    this.#tail = this.#tail
      .then(() => (this.#failure === null ? job() : undefined))
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#pending--;
      });
  }

  async #run(kind: Kind, opener: Opener, feed: Feed, nested: Nested): Promise<void> {
    try {
      await opener(new Pull(feed), nested, this.#shared);
    } catch (error) {
      this.#tell(kind, error, nested);
    } finally {
      feed.close();
      nested.end();
    }
    await nested.room();
  }

  #tell(kind: Kind, error: unknown, nested: Nested): void {
    if (error instanceof LimitError) {
      if (nested.budget.told) return;
      nested.budget.told = true;
      nested.unread(null, error.message);
    } else if (error instanceof FormatError || error instanceof InflateError) {
      if (nested.count === 0 && WEAK.has(kind)) return;
      nested.unopened(null, error.message);
    } else {
      throw error;
    }
  }
}
