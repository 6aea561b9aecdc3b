/**
 * Shares an image's texts among threads. One thread reads, walks and hashes; each text is opened and searched
 * by whoever has time for it: another thread, to which its bytes travel in shared memory, or the reader
 * itself while all others have enough to do. What is found does not hang on who found it.
 */
import { packRules } from './detect/packed-rules.ts';
import type { TabledRules } from './detect/tables.ts';
import type { GateRequest } from './model/request.ts';
import type { FromThread, Piece, ShareOrder, ShareResult, ToThread } from './model/share.ts';
import type { TextOrigin, TextSink } from './model/text.ts';
import type { Thread } from './model/thread.ts';

/** Small enough for a thread to begin soon, large enough for messages to cost nothing. */
const SLOT_BYTES = 1024 * 1024;
/** What a thread may have waiting: it must not idle while the reader opens a file of its own. */
const SLOTS = 8;
/** Pieces of a parcel: a million files of one byte would fill none. */
const PIECES = 4096;

/** A repository's objects tell each other's names, so they go to one thread. */
const OBJECTS = '/objects/';

/** The way of texts to one thread. */
export class Lane {
  readonly #thread: Thread;
  readonly #slots: Uint8Array;
  readonly #taken: Int32Array;
  #sent = 0;
  #bytes: Uint8Array;
  #fill = 0;
  #pieces: Piece[] = [];
  #origin: TextOrigin | null = null;
  #open = false;
  #waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  #failure: Error | null = null;
  readonly #result: Promise<ShareResult>;

  /** @param start Starts the thread with the order that is made for it. */
  constructor(start: (order: Pick<ShareOrder, 'slots' | 'slotBytes' | 'taken'>) => Thread) {
    const slots = new SharedArrayBuffer(SLOTS * SLOT_BYTES);
    const taken = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.#slots = new Uint8Array(slots);
    this.#taken = new Int32Array(taken);
    this.#bytes = this.#slots.subarray(0, SLOT_BYTES);
    this.#thread = start({ slots, slotBytes: SLOT_BYTES, taken });
    this.#result = new Promise((resolve, reject) => {
      this.#thread.onMessage((message) => {
        const told = message as FromThread;
        if (told === 'taken') this.#wake();
        else resolve(told);
      });
      this.#thread.onError((error) => {
        this.#failure = error;
        this.#wake();
        reject(error);
      });
    });
    // Awaited at the end; until then a failure must not count as unhandled.
    this.#result.catch(() => undefined);
  }

  /** Parcels that the thread has not taken yet. */
  get waiting(): number {
    return this.#sent - Atomics.load(this.#taken, 0);
  }

  /** Whether another text may begin: what is written before `pressure` is asked again fits. */
  get hasRoom(): boolean {
    return this.waiting < SLOTS - 1;
  }

  begin(origin: TextOrigin): void {
    this.#origin = origin;
    this.#open = true;
  }

  write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      if (this.#fill === SLOT_BYTES) this.#send();
      const count = Math.min(SLOT_BYTES - this.#fill, bytes.length - from);
      this.#bytes.set(bytes.subarray(from, from + count), this.#fill);
      this.#fill += count;
      from += count;
    }
  }

  end(): void {
    this.#piece(true);
    this.#open = false;
    if (this.#pieces.length >= PIECES) this.#send();
  }

  pressure(): Promise<void> | null {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (this.hasRoom) return null;
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Sends what is left and asks for the results. */
  finish(): Promise<ShareResult> {
    if (this.#pieces.length > 0) this.#send();
    this.#post('done');
    return this.#result;
  }

  close(): Promise<void> {
    return this.#thread.end();
  }

  #piece(ends: boolean): void {
    this.#pieces.push({ origin: this.#origin, to: this.#fill, ends });
    this.#origin = null;
  }

  #send(): void {
    if (this.#open) this.#piece(false);
    const own = this.#bytes.buffer !== this.#slots.buffer;
    const slot = this.#sent % SLOTS;
    const bytes = own ? this.#bytes.subarray(0, this.#fill) : slot;
    this.#post({ bytes, fill: this.#fill, pieces: this.#pieces });
    this.#sent += 1;
    const next = (this.#sent % SLOTS) * SLOT_BYTES;
    const free = this.waiting < SLOTS;
    this.#bytes = free ? this.#slots.subarray(next, next + SLOT_BYTES) : new Uint8Array(SLOT_BYTES);
    this.#fill = 0;
    this.#pieces = [];
  }

  #post(message: ToThread): void {
    this.#thread.post(message);
  }

  #wake(): void {
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (this.#failure === null) resolve();
      else reject(this.#failure);
    }
  }
}

/** Hands each text to a lane that has room, else to `here`. */
export class SharingSink implements TextSink {
  readonly #here: TextSink;
  readonly #lanes: readonly Lane[];
  #to: Lane | TextSink;

  constructor(here: TextSink, lanes: readonly Lane[]) {
    this.#here = here;
    this.#lanes = lanes;
    this.#to = here;
  }

  begin(origin: TextOrigin): void {
    this.#to = this.#choose(origin);
    this.#to.begin(origin);
  }

  write(bytes: Uint8Array): void {
    this.#to.write(bytes);
  }

  end(): void {
    this.#to.end();
  }

  pressure(): Promise<void> | null {
    return this.#here.pressure() ?? (this.#to === this.#here ? null : this.#to.pressure());
  }

  /** What is open beside a text is little. */
  fork(): TextSink {
    return this.#here.fork();
  }

  #choose({ where, path }: TextOrigin): Lane | TextSink {
    if (where !== 'layer' && where !== 'context') return this.#here;
    const repository = path.indexOf(OBJECTS);
    if (repository >= 0) return this.#lanes[repository % this.#lanes.length] ?? this.#here;
    let best: Lane | TextSink = this.#here;
    let least = Infinity;
    for (const lane of this.#lanes) {
      const { waiting } = lane;
      if (waiting < least && lane.hasRoom) [best, least] = [lane, waiting];
    }
    return best;
  }
}

/** Starts the threads that a request asks for beside this one; none where there is nothing to share. */
export const startLanes = (
  { threads, openContents, limits }: Pick<GateRequest, 'threads' | 'openContents' | 'limits'>,
  rules: TabledRules,
  known: TabledRules,
): Lane[] => {
  if (threads === null) return [];
  const packed = packRules(rules, known);
  return Array.from(
    { length: threads.count - 1 },
    () => new Lane((travel) => threads.start({ rules: packed, openContents, limits, ...travel })),
  );
};
