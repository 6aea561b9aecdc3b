/** Finds anchors in bytes: puts an automaton into the kernel's memory and feeds it blocks. */
import { kernel, kernelBytes, SURVEY } from '../kernel/kernel.ts';
import { foldByte, isAlnum } from './alphabet.ts';
import { fillTable, RUN_REACH, type Automaton, type Demand } from './automaton.ts';

/** Bytes of a block: eight walks of 8192 (assembly/anchors.ts). */
const BLOCK = 65536;
/** A hit is a position and a number, 32 bits each. */
const HIT = 8;
/** The kernel looks so far before an anchor. */
const BEFORE = 8;
/** Flags of an anchor: BEGINS and EXACT there; LOOSE is 1, as `loose` has it. */
const BEGINS = 2;
const EXACT = 4;

/** Where the kernel finds an automaton, and the bytes to walk. */
interface Placed {
  automaton: Automaton;
  /** Address of the block. */
  block: number;
  /** Bytes that are kept in front of it. */
  before: number;
  results: number;
  /** Bytes of the memory that are in use. */
  size: number;
}

let placed: Placed | null = null;

/** Gives one address after the other, each a multiple of eight. */
const addresses = (start: number): ((size: number) => number) => {
  let next = start;
  return (size) => {
    const address = next;
    next = (next + size + 7) & ~7;
    return address;
  };
};

/** One automaton at a time is in the memory: nearly always there is only one. */
const place = (automaton: Automaton): Placed => {
  if (placed?.automaton === automaton) return placed;
  const { anchors, cells, shift, ending, outputStart, outputs, crowd } = automaton;
  const longest = anchors.reduce((most, anchor) => Math.max(most, anchor.length), 1);
  const next = addresses(SURVEY.size);
  const classesAt = next(512);
  const foldsAt = next(256);
  const alnumAt = next(256);
  const outputStartAt = next(outputStart.byteLength);
  const outputsAt = next(outputs.byteLength);
  const anchorsAt = next(16 * anchors.length);
  const textsAt = next(anchors.length * longest);
  const tableAt = next(4 * cells);
  const before = longest + BEFORE;
  const block = next(before + BLOCK + RUN_REACH) + before;
  const lanesAt = next(BLOCK * HIT);
  const results = next(BLOCK * HIT * crowd);
  const size = next(0);
  const { buffer } = kernelBytes(size);
  new Uint16Array(buffer, classesAt, 256).set(automaton.classes.map((kind) => kind << 2));
  new Uint8Array(buffer, foldsAt, 256).set(
    Array.from({ length: 256 }, (_, byte) => foldByte(byte)),
  );
  new Uint8Array(buffer, alnumAt, 256).set(isAlnum);
  new Int32Array(buffer, outputStartAt).set(outputStart);
  new Int32Array(buffer, outputsAt).set(outputs);
  fillTable(automaton, new Int32Array(buffer, tableAt, cells));
  const entries = new Int32Array(buffer, anchorsAt, 4 * anchors.length);
  const texts = new Uint8Array(buffer, textsAt, anchors.length * longest);
  anchors.forEach((anchor, number) => {
    const { begins, run, followers, exact } = automaton.demands[number] as Demand;
    const loose = automaton.loose[number] as number;
    const flags = loose | (begins ? BEGINS : 0) | (exact === null ? 0 : EXACT);
    const asked = run | (followers << 8);
    entries.set([anchor.length, flags, textsAt + number * longest, asked], 4 * number);
    texts.set(exact === null ? anchor : Buffer.from(exact, 'latin1'), number * longest);
  });
  kernel.placeAnchors(
    tableAt + ((ending << shift) << 2),
    shift + 2,
    classesAt,
    foldsAt,
    alnumAt,
    outputStartAt,
    outputsAt,
    anchorsAt,
    longest,
    block,
    lanesAt,
    results,
  );
  placed = { automaton, block, before, results, size };
  return placed;
};

/** Takes a hit: the position behind the anchor's last byte, and the anchor's number. */
export type TakeHit = (end: number, anchor: number) => void;

/**
 * Finds every anchor that lies in `bytes[from, to)`, in order of its end, of equal ends the longest
 * first. A hit whose demands are not met is left out, but behind what may be the end of an escape a
 * token may begin.
 */
export const findAnchors = (
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  to: number,
  take: TakeHit,
): void => {
  const { block, before, results, size } = place(automaton);
  for (let at = from; at < to; at += BLOCK) {
    const memory = kernelBytes(size);
    const stop = Math.min(to, at + BLOCK);
    const head = Math.max(from, at - before);
    const tail = Math.min(to, stop + RUN_REACH);
    memory.fill(0, block - before, block - (at - head));
    memory.set(bytes.subarray(head, tail), block - (at - head));
    memory.fill(0, block + tail - at, block + BLOCK + RUN_REACH);
    const count = kernel.findAnchors(stop - at, at === from);
    if (count === 0) continue;
    const hits = new Int32Array(memory.buffer, results, 2 * count);
    for (let hit = 0; hit < 2 * count; hit += 2) {
      take(at + (hits[hit] as number), hits[hit + 1] as number);
    }
  }
};
