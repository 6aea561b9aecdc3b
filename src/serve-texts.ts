/** What a thread does that this program started for itself: it opens and searches the texts it is handed. */
import { Finder } from './detect/finder.ts';
import { unpackRules, type PackedRules } from './detect/packed-rules.ts';
import { openRules } from './detect/ruleset.ts';
import type { TabledRules } from './detect/tables.ts';
import { openInside } from './inside.ts';
import type { FromThread, Parcel, ShareOrder, ToThread } from './model/share.ts';
import type { TextSink } from './model/text.ts';
import type { ThreadPort } from './model/thread.ts';

/** Copies parcels out of the slots, which are the reader's again then. */
const openSlots = ({ slots, slotBytes, taken }: ShareOrder): ((parcel: Parcel) => Uint8Array) => {
  const shared = new Uint8Array(slots);
  const count = new Int32Array(taken);
  const own = new Uint8Array(slotBytes);
  return ({ bytes, fill }) => {
    if (typeof bytes === 'number') {
      own.set(shared.subarray(bytes * slotBytes, bytes * slotBytes + fill));
    }
    Atomics.add(count, 0, 1);
    return typeof bytes === 'number' ? own : bytes;
  };
};

/** Pushes a parcel's texts. */
const push = async (sink: TextSink, bytes: Uint8Array, { pieces }: Parcel): Promise<void> => {
  let from = 0;
  for (const { origin, to, ends } of pieces) {
    if (origin !== null) sink.begin(origin);
    if (to > from) sink.write(bytes.subarray(from, to));
    from = to;
    if (ends) sink.end();
    const pressure = sink.pressure();
    if (pressure !== null) await pressure;
  }
};

/**
 * @param data What the thread was started with.
 * @param known The rules that come with the program.
 */
export const serveTexts = (port: ThreadPort, data: unknown, known: TabledRules): void => {
  const order = data as ShareOrder;
  const finder = new Finder(openRules(unpackRules(order.rules as PackedRules, known)));
  const inside = openInside(finder, order);
  const take = openSlots(order);
  const answer = (message: FromThread): void => port.post(message);
  let before: Promise<void> = Promise.resolve();
  port.onMessage((message) => {
    const told = message as ToThread;
    before = before.then(async () => {
      if (told !== 'done') {
        const bytes = take(told);
        answer('taken');
        await push(inside.sink, bytes, told);
        return;
      }
      await inside.settled();
      answer({ texts: finder.results(), totals: finder.totals, ...inside.told() });
    });
  });
};
