/** Threads as detect/ sees them; host/ makes them. Types only. */

export interface ThreadPort {
  /** Posts a value by structured clone; shared memory is shared. */
  post(message: unknown): void;
  onMessage(receive: (message: unknown) => void): void;
}

export interface Thread extends ThreadPort {
  onError(fail: (error: Error) => void): void;
  end(): Promise<void>;
}

/** Starts a thread and hands it `data`. */
export type StartThread = (data: unknown) => Thread;
