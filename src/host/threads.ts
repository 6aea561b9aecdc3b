/** Worker threads of Node, as model/thread.ts describes them. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { GateError } from '../model/error.ts';
import type { StartThread, ThreadPort } from '../model/thread.ts';

interface ThreadData {
  dockgate: unknown;
}

/** A search needs little: the automaton, a few arrays, what it found. In MB. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 192 };

/**
 * @param entry The module that a thread runs; it finds its side with `ownThread`.
 */
const threadStarter =
  (entry: URL): StartThread =>
  (data) => {
    const worker = new Worker(entry, {
      workerData: { dockgate: data } satisfies ThreadData,
      resourceLimits: LIMITS,
    });
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (receive) => worker.on('message', receive),
      onError: (fail) => {
        worker.on('error', (error) =>
          fail(error instanceof Error ? error : new Error(String(error))),
        );
        // One that ends by itself would be waited for without end.
        worker.on('exit', (code) => fail(new Error(`a thread ended with code ${code}`)));
      },
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

/**
 * Threads beside this one to search in; null to search in this one alone. By itself it leaves a core to whoever
 * delivers the image, and does without threads where their file was left behind.
 * @param asked How many threads there shall be in all; null for what the machine has.
 * @param entry The module that a thread runs.
 * @throws GateError where threads are asked for and the module is not there.
 */
export const openThreads = (
  asked: number | null,
  entry: URL,
): { start: StartThread; count: number } | null => {
  const count = asked ?? Math.min(MOST_BY_ITSELF, availableParallelism() - 1);
  if (count < 2) return null;
  if (existsSync(entry)) return { start: threadStarter(entry), count };
  if (asked === null) return null;
  const file = fileURLToPath(entry);
  throw new GateError(
    `--jobs ${asked} needs ${file}, which is not there; keep the files of dist/ together, or use --jobs 1`,
  );
};
