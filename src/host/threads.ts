/** Worker threads of Node, as model/thread.ts describes them. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { StartThread, ThreadPort } from '../model/thread.ts';

interface ThreadData {
  dockgate: unknown;
}

/** A search needs little: the automaton, a few arrays, what it found. In MB. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 192 };

/**
 * @param entry The module that a thread runs; it finds its side with `ownThread`.
 */
export const threadStarter =
  (entry: URL): StartThread =>
  (data) => {
    const worker = new Worker(entry, {
      workerData: { dockgate: data } satisfies ThreadData,
      resourceLimits: LIMITS,
    });
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (receive) => worker.on('message', receive),
      onError: (fail) =>
        worker.on('error', (error) =>
          fail(error instanceof Error ? error : new Error(String(error))),
        ),
      end: async () => {
        await worker.terminate();
      },
    };
  };

/** This thread's port and data where `threadStarter` started it; null in the main thread. */
export const ownThread = (): { port: ThreadPort; data: unknown } | null => {
  const port = parentPort;
  if (port === null || typeof workerData !== 'object' || !('dockgate' in (workerData as object))) {
    return null;
  }
  return {
    port: {
      post: (message) => port.postMessage(message),
      onMessage: (receive) => port.on('message', receive),
    },
    data: (workerData as ThreadData).dockgate,
  };
};

/** Threads beyond the second gain little and cost a hundred megabytes each. */
const MOST_BY_ITSELF = 2;

/** How many threads to search in: what was asked for, or what leaves a core to whoever delivers the image. */
export const workerCount = (asked: number | null): number =>
  asked ?? Math.max(1, Math.min(MOST_BY_ITSELF, availableParallelism() - 1));
