/**
 * The sink that looks inside of files. It passes every text on as it is, and where the first bytes
 * tell a format it opens the file beside that and pushes what is nested in it as texts of their own,
 * `app.jar!/config/application.yml`. Nested texts go through such a sink again, one step deeper.
 *
 * Steps of a path: an entry's name (a tar inside a compressed file needs no step of its own); the name
 * without its ending for a single compressed file, else `(unpacked)`; `commit-<id>@<author date>/<path>`
 * for a git blob; `constants`, `page-<number>`, `frame-<number>-page-<number>`, a source's name;
 * `strings`, `values`, `metadata`, `__metadata__`, `data`, `records`, `entries`; and for what was decoded
 * `<encoding>@<offset>`, the offset in bytes from 0 in the text before the step: `base64`, `hex`,
 * `escapes`, `percent`, `entities`, `utf-16`, `utf-32`, `joined`, `quoted-printable`, `stream`.
 */
import { InflateError } from '../image/inflate-error.ts';
import { Pull } from '../image/pull.ts';
import type { TextOrigin, TextSink } from '../model/text.ts';
import { Budget, FormatError, LimitError } from './budget.ts';
import { encodedRuns } from './encoded-runs.ts';
import { escapeScanners } from './escapes.ts';
import { Feed } from './feed.ts';
import { Inspector } from './inspector.ts';
import type { Scanner } from './inspector.ts';
import { joinScanners } from './joined.ts';
import { DATA_KINDS } from './data-kind.ts';
import { isTableName } from './sorted-table.ts';
import { quotedPrintable } from './quoted-printable.ts';
import { WHOLE } from './wholes.ts';
import type { WholeOpener } from './wholes.ts';
import { wideScanners } from './wide.ts';
import { HEAD, kindOf, sealedAs } from './kind.ts';
import type { Kind } from './kind.ts';
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
    ledger,
    repositories: new Repositories(limits.loose),
    roots: [],
    base: inner,
    sinks: [],
    inspectors: [],
  };
  return new Contents(inner, shared, 0);
}

interface Shared extends OpenContext {
  ledger: ContentLedger;
  /** The first sink and its forks. */
  roots: Contents[];
  base: TextSink;
  /** Forks of it, and inspectors, that no open text uses: each holds some MiB. */
  sinks: TextSink[];
  inspectors: Inspector[];
}

type State = 'closed' | 'head' | 'feed' | 'plain';

/** Kinds whose magic bytes are few, so that failing at once means being something else. */
const WEAK: ReadonlySet<Kind> = new Set<Kind>([
  'zlib',
  'prefixed-zip',
  'cpio',
  'tar',
  'onnx',
  'pickle',
  'safetensors',
  'record-log',
]);

/** Kinds whose own bytes are text, or hold some, or may be anything. */
const INSPECTED: ReadonlySet<Kind> = new Set<Kind>([
  'sealed',
  'zlib',
  'prefixed-zip',
  'class',
  'pyc',
  'sqlite',
  'pdf',
  'json',
  ...DATA_KINDS,
  'sorted-table',
]);

const scanners = (): Scanner[] => [
  encodedRuns,
  ...escapeScanners,
  ...wideScanners(),
  ...joinScanners(),
  quotedPrintable(),
];

/** Gathers a file, within the bound, for one who needs it whole. */
const spooled =
  (open: WholeOpener): Opener =>
  async (source, nested, { limits }) => {
    const parts: Buffer[] = [];
    for (;;) {
      const bytes = await source.next();
      if (bytes === null) break;
      parts.push(Buffer.from(bytes));
      if (source.offset > limits.whole) {
        throw new FormatError(
          `it is larger than ${limits.whole} bytes, so only its raw bytes were searched`,
        );
      }
    }
    await open(Buffer.concat(parts), nested);
  };

class Contents implements ContentSink, DeeperSink {
  /** Null between the texts of a sink for what is nested. */
  #inner: TextSink | null;
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
  /** For what was decoded: it may come while a job uses the other one. */
  #decoded: Contents | null = null;
  #decodedFrom: Nested | null = null;
  #inspector: Inspector | null = null;
  /** Jobs run one after the other: they share the sink for what is nested. */
  #tail: Promise<void> = Promise.resolve();
  #pending = 0;
  #failure: { error: unknown } | null = null;

  constructor(inner: TextSink | null, shared: Shared, depth: number) {
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
    this.#inner ??= this.#shared.sinks.pop() ?? this.#shared.base.fork();
    this.#inner.begin(origin);
    this.#origin = origin;
    this.#budget = budget;
    this.#peeled = peeled;
    this.#headFill = 0;
    const opens = origin.where === 'layer' || origin.where === 'context';
    this.#state = opens ? 'head' : 'plain';
    this.#decodedFrom = null;
  }

  write(bytes: Uint8Array): void {
    this.#inner?.write(bytes);
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
    this.#inner?.end();
    if (this.#state === 'head' && this.#headFill > 0) {
      const head = this.#head.subarray(0, this.#headFill);
      this.#decide(head);
      this.#take(head);
    }
    this.#release();
    this.#feed?.end();
    this.#feed = null;
    this.#state = 'closed';
  }

  fork(): TextSink {
    return new Contents(this.#shared.base.fork(), this.#shared, this.#depth);
  }

  pressure(): Promise<void> | null {
    return this.#busy ? this.#wait() : this.#shared.base.pressure();
  }

  async settled(): Promise<void> {
    const { roots, repositories } = this.#shared;
    for (const root of roots) await root.#wait();
    await repositories.release();
    for (const root of roots) await root.#wait();
  }

  get #busy(): boolean {
    if (this.#pending > 0 || this.#failure !== null) return true;
    for (const sink of [this.#deeper, this.#decoded]) if (sink !== null && sink.#busy) return true;
    return false;
  }

  async #wait(): Promise<void> {
    if (this.#feed === null) await this.#tail;
    else await this.#feed.drained();
    if (this.#failure !== null) throw this.#failure.error;
    for (const sink of [this.#deeper, this.#decoded]) {
      const pressure = sink?.pressure() ?? null;
      if (pressure !== null) await pressure;
    }
    const inner = this.#shared.base.pressure();
    if (inner !== null) await inner;
  }

  #take(bytes: Uint8Array): void {
    if (this.#state === 'feed') this.#feed?.write(bytes);
    this.#inspector?.write(bytes);
  }

  #decide(head: Uint8Array): void {
    this.#state = 'plain';
    const kind = kindOf(head) ?? (isTableName(this.#origin.path) ? 'sorted-table' : null);
    const { ledger, limits } = this.#shared;
    if (kind === null || INSPECTED.has(kind)) this.#inspect();
    if (kind === null) return;
    if (kind === 'sealed') {
      ledger.unopened(this.#origin.path, `${sealedAs(head) ?? 'an archive'}, not opened here`);
      return;
    }
    const whole = WHOLE[kind];
    const opener = STREAMED[kind] ?? (whole === undefined ? undefined : spooled(whole));
    if (opener === undefined) return;
    if (this.#depth >= limits.depth) {
      // Any program may carry an archive, and nearly none does.
      if (kind === 'prefixed-zip') return;
      ledger.unread(this.#origin.path, `archives are nested more than ${limits.depth} deep`);
      return;
    }
    const budget = this.#budget;
    // Deeper down the reader waits for our own work, which is what the budget counts.
    const feed = new Feed((time) => (this.#depth === 0 ? budget.waited(time) : undefined));
    this.#deeper ??= new Contents(null, this.#shared, this.#depth + 1);
    const nested = new Nested(this.#deeper, this.#origin, budget, ledger, this.#peeled);
    this.#feed = feed;
    this.#state = 'feed';
    this.#queue(() => this.#run(kind, opener, feed, nested));
  }

  #inspect(): void {
    const { limits, inspectors } = this.#shared;
    if (this.#depth >= limits.depth || this.#peeled >= limits.encodings) return;
    this.#inspector = inspectors.pop() ?? new Inspector(scanners());
    this.#inspector.begin((step, bytes, lead) => this.#decode(step, bytes, lead));
  }

  /** Ends the inspection, and gives back what only an open text needs. */
  #release(): void {
    const { sinks, inspectors } = this.#shared;
    if (this.#inspector !== null) {
      this.#inspector.end();
      inspectors.push(this.#inspector);
      this.#inspector = null;
    }
    if (this.#depth > 0 && this.#inner !== null) {
      sinks.push(this.#inner);
      this.#inner = null;
    }
  }

  /** Pushes what the inspector decoded. */
  #decode(step: string, bytes: Uint8Array, lead: Uint8Array | null): void {
    const budget = this.#budget;
    if (budget.told) return;
    this.#decoded ??= new Contents(null, this.#shared, this.#depth + 1);
    const { ledger } = this.#shared;
    this.#decodedFrom ??= new Nested(this.#decoded, this.#origin, budget, ledger, this.#peeled + 1);
    try {
      this.#decodedFrom.text(step, bytes, lead);
    } catch (error) {
      this.#decodedFrom.end();
      this.#tell('zlib', error, this.#decodedFrom);
    }
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
