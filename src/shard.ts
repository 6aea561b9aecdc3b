/**
 * Shares an image's files among threads. Each reads the source for itself and passes over the files of
 * the others, which costs little: what takes time is opening files and searching them. Only for a
 * source that can be read twice; a pipe is searched in batches (detect/pool).
 */
import { createLocalSearcher, Finder } from './detect/finder.ts';
import { packRules } from './detect/packed-rules.ts';
import type { RuleSet } from './detect/ruleset.ts';
import type { TabledRules } from './detect/tables.ts';
import { openCleanLayers } from './finding/clean-layers.ts';
import { openInside } from './inside.ts';
import { readBlob } from './image/blob.ts';
import { readImage } from './image/read.ts';
import type { GateRequest } from './model/request.ts';
import type { ShardOrder, ShardResult } from './model/shard.ts';
import type { ImageSource } from './model/source.ts';
import type { TextOrigin, TextSink } from './model/text.ts';

/** A repository's objects tell each other's names, so they stay together. */
const OBJECTS = '/objects/';

/** Which share a text belongs to: the same in every thread, whatever the order of texts. */
const shareOf = ({ where, path }: TextOrigin, count: number): number => {
  if (where !== 'layer') return 0;
  const objects = path.indexOf(OBJECTS);
  const end = objects < 0 ? path.length : objects;
  let hash = 0x811c9dc5;
  for (let i = 0; i < end; i += 1) hash = Math.imul(hash ^ path.charCodeAt(i), 0x01000193);
  // The low bits of FNV-1a hang on the last characters alone.
  return ((hash ^ (hash >>> 15)) >>> 0) % count;
};

/** Passes on the texts of one share. */
export class ShardSink implements TextSink {
  readonly #inner: TextSink;
  readonly #shard: number;
  readonly #count: number;
  #own = false;

  constructor(inner: TextSink, shard: number, count: number) {
    this.#inner = inner;
    this.#shard = shard;
    this.#count = count;
  }

  begin(origin: TextOrigin): void {
    this.#own = shareOf(origin, this.#count) === this.#shard;
    if (this.#own) this.#inner.begin(origin);
  }

  write(bytes: Uint8Array): void {
    if (this.#own) this.#inner.write(bytes);
  }

  end(): void {
    if (this.#own) this.#inner.end();
  }

  pressure(): Promise<void> | null {
    return this.#inner.pressure();
  }

  fork(): TextSink {
    return new ShardSink(this.#inner.fork(), this.#shard, this.#count);
  }
}

const nothing: ShardResult = {
  texts: [],
  totals: { texts: 0, bytes: 0 },
  unread: [],
  unopened: [],
};

/** Carries out an order, in a thread of its own. What is wrong with the source the main thread tells. */
export const searchShard = async (
  order: ShardOrder,
  source: ImageSource,
  ruleSet: RuleSet,
): Promise<ShardResult> => {
  const finder = new Finder(ruleSet, createLocalSearcher(ruleSet));
  const inside = openInside(finder, order);
  const sink = new ShardSink(inside.sink, order.shard, order.count);
  const cache = order.clean === null ? null : { ...order.clean, save: () => Promise.resolve() };
  const clean = await openCleanLayers({ cache, rules: ruleSet.rules, source }, false);
  const passed = new ShardSink(inside.sink, -1, order.count);
  const layerBytes = order.limits?.layer ?? null;
  try {
    await readImage(source, order.reopening.reference, '', sink, {
      limits: { digests: false, ...(layerBytes === null ? {} : { layerBytes }) },
      readBlob: (key, body, texts, limits) =>
        readBlob(key, body, clean.knows(key) ? passed : texts, limits),
    });
  } catch {
    return nothing;
  }
  await inside.settled();
  const texts = await finder.results();
  const { totals } = finder;
  return { texts, totals, unread: inside.unread, unopened: inside.unopened };
};

export interface RunningShards {
  /** How many threads there are, this one counted. */
  count: number;
  results(): Promise<ShardResult[]>;
  close(): Promise<void>;
}

/**
 * Starts a thread for every share but the first; null where there is nothing to share.
 * @param known The rules that each thread has by itself.
 */
export const startShards = (
  request: GateRequest,
  ruleSet: RuleSet,
  known: TabledRules,
): RunningShards | null => {
  const { threads, reopening, openContents, limits, cache } = request;
  if (threads === null || threads.count < 2 || reopening === null) return null;
  const { count } = threads;
  // Known values are looked for without the cache, as in the main thread.
  const remembers = cache !== null && request.known.length === 0;
  const rules = packRules(ruleSet, known);
  const running = Array.from({ length: count - 1 }, (_, number) => {
    const order: ShardOrder = {
      kind: 'shard',
      reopening,
      shard: number + 1,
      count,
      rules,
      openContents,
      limits,
      clean: remembers ? { text: cache.text, version: cache.version } : null,
    };
    const thread = threads.start(order);
    const result = new Promise<ShardResult>((resolve, reject) => {
      thread.onMessage((message) => resolve(message as ShardResult));
      thread.onError(reject);
    });
    // Awaited at the end; until then a failure must not count as unhandled.
    result.catch(() => undefined);
    return { thread, result };
  });
  return {
    count,
    results: () => Promise.all(running.map(({ result }) => result)),
    close: async () => {
      await Promise.all(running.map(({ thread }) => thread.end()));
    },
  };
};
