/**
 * Searches batches in worker threads. Bytes travel in shared memory, so nothing is copied; only the
 * bounds of the texts and what was found are posted.
 */
import type { StartThread, ThreadPort } from '../model/thread.ts';
import type { Batch } from './batch.ts';
import { defaultBatchBytes, type BatchSearcher } from './finder.ts';
import { packRules, unpackRules, type PackedRules } from './packed-rules.ts';
import { openRules } from './ruleset.ts';
import { searchBatch, type PieceResult, type Segment } from './search.ts';
import type { TabledRules } from './tables.ts';

interface Job {
  id: number;
  buffer: SharedArrayBuffer;
  fill: number;
  segments: Segment[];
}

interface Answer {
  id: number;
  results: PieceResult[];
}

/** Batches a worker may have waiting, so that it never idles while the reader fills the next. */
const AHEAD = 2;

export interface SearchPool extends BatchSearcher {
  close(): Promise<void>;
}

/**
 * @param start Starts a thread that calls `serveSearches` with what it is given.
 * @param known Rules that a thread has by itself, the very objects; only others are posted.
 */
export const createSearchPool = (
  start: StartThread,
  rules: TabledRules,
  known: TabledRules,
  jobs: number,
): SearchPool => {
  const packed = packRules(rules, known);
  const size = Math.max(defaultBatchBytes, 4 * rules.tables.margin + 2);
  const free: SharedArrayBuffer[] = [];
  const waiting: (() => void)[] = [];
  const under = new Map<
    number,
    { buffer: SharedArrayBuffer; worker: number; done: (r: PieceResult[]) => void }
  >();
  const load = new Array<number>(jobs).fill(0);
  let failure: Error | null = null;
  let next = 0;
  let onIdle: { resolve: () => void; reject: (error: Error) => void } | null = null;

  const wake = (): void => {
    if (failure !== null || under.size < jobs * AHEAD) waiting.splice(0).forEach((go) => go());
    if (onIdle === null) return;
    if (failure !== null) onIdle.reject(failure);
    else if (under.size === 0) onIdle.resolve();
  };

  const workers = Array.from({ length: jobs }, (_, number) => {
    const worker = start(packed);
    worker.onMessage((message) => {
      const { id, results } = message as Answer;
      const job = under.get(id);
      if (job === undefined) return;
      under.delete(id);
      load[number] = (load[number] ?? 1) - 1;
      free.push(job.buffer);
      job.done(results);
      wake();
    });
    worker.onError((error) => {
      failure = error;
      wake();
    });
    return worker;
  });

  return {
    buffer: () => new Uint8Array(free.pop() ?? new SharedArrayBuffer(size)),
    submit: (batch: Batch, done) => {
      if (failure !== null) throw failure;
      const worker = load.indexOf(Math.min(...load));
      const buffer = batch.bytes.buffer as SharedArrayBuffer;
      const job: Job = { id: next++, buffer, fill: batch.fill, segments: batch.segments };
      under.set(job.id, { buffer, worker, done });
      load[worker] = (load[worker] ?? 0) + 1;
      workers[worker]?.post(job);
    },
    pressure: () => {
      if (failure !== null) return Promise.reject(failure);
      if (under.size < jobs * AHEAD) return null;
      return new Promise((resolve) => waiting.push(resolve));
    },
    idle: () =>
      new Promise((resolve, reject) => {
        onIdle = { resolve, reject };
        wake();
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.end()));
    },
  };
};

/**
 * The thread's side: answers jobs until it is ended.
 * @param packed What the thread was started with.
 * @param known The same rules that `createSearchPool` was told the thread has.
 */
export const serveSearches = (port: ThreadPort, packed: unknown, known: TabledRules): void => {
  const ruleSet = openRules(unpackRules(packed as PackedRules, known));
  port.onMessage((message) => {
    const { id, buffer, fill, segments } = message as Job;
    const results = searchBatch(ruleSet, new Uint8Array(buffer), fill, segments);
    const answer: Answer = { id, results };
    port.post(answer);
  });
};
