/**
 * The prefilter: one Aho-Corasick automaton over the anchors of all rules (A. Aho, M. Corasick,
 * "Efficient string matching", CACM 18(6), 1975). Letters are folded, bytes that no anchor holds
 * share one class, and four walks run interleaved over the quarters of a block, so that the processor
 * has four table reads under way at once. The cost is a byte's, whatever the number of anchors.
 */
import { foldByte } from './alphabet.ts';

/** Set in a table cell whose state ends an anchor. */
const ENDS = 0x4000_0000;
const STATE = 0x3fff_ffff;

export interface Automaton {
  /** Class of each byte. */
  classes: Uint8Array;
  /**
   * Row of a state and class -> row of the next state, or'ed with ENDS where an anchor ends. States
   * are numbered breadth first, so that the few shallow ones in which nearly all bytes are spent lie
   * side by side.
   */
  table: Int32Array;
  /** log2 of the row length: a state's row is its number shifted by it. */
  shift: number;
  /** For each state where its anchors begin in `outputs`; one more entry at the end. */
  outputStart: Int32Array;
  /** Numbers of the anchors that end in a state, longest first. */
  outputs: Int32Array;
  /** Length of the longest anchor in bytes. */
  longest: number;
  /** By anchor: 1 where a hit may be of other bytes of the same class, so that it must be compared. */
  loose: Uint8Array;
}

/** The anchors as a tree, a row of next states for each state (0: none, since nothing leads back to the root). */
interface Trie {
  next: Uint32Array;
  states: number;
  /** For each state the numbers of the anchors that end in it. */
  ends: number[][];
}

/** Edges are classes: anchors that differ in bytes of one class alone end in one state. */
const buildTrie = (anchors: readonly Uint8Array[], classes: Uint8Array, shift: number): Trie => {
  const most = anchors.reduce((sum, anchor) => sum + anchor.length, 1);
  const next = new Uint32Array(most << shift);
  const ends: number[][] = [];
  let states = 1;
  anchors.forEach((anchor, number) => {
    let state = 0;
    for (const byte of anchor) {
      const cell = (state << shift) + (classes[byte] as number);
      if (next[cell] === 0) next[cell] = states++;
      state = next[cell] as number;
    }
    (ends[state] ??= []).push(number);
  });
  return { next, states, ends };
};

/** Rows of 64 cells keep the table within a cache; class 0 is for bytes that no anchor holds. */
const MOST_CLASSES = 64;

/** Gives each byte a class; the rarest ones share the last class where there are too many. */
const classify = (
  anchors: readonly Uint8Array[],
): { classes: Uint8Array; shift: number; shared: Uint8Array } => {
  const uses = new Uint32Array(256);
  for (const anchor of anchors) {
    for (const byte of anchor) {
      const folded = foldByte(byte);
      uses[folded] = (uses[folded] as number) + 1;
    }
  }
  const used = [...uses.keys()].filter((byte) => (uses[byte] as number) > 0);
  used.sort((a, b) => (uses[b] as number) - (uses[a] as number) || a - b);
  const classes = new Uint8Array(256);
  const shared = new Uint8Array(256);
  const crowded = used.length >= MOST_CLASSES;
  used.forEach((byte, rank) => {
    classes[byte] = Math.min(rank + 1, MOST_CLASSES - 1);
    if (crowded && rank + 1 >= MOST_CLASSES - 1) shared[byte] = 1;
  });
  for (let byte = 0x41; byte <= 0x5a; byte += 1) classes[byte] = classes[byte | 0x20] as number;
  return {
    classes,
    shift: Math.max(1, Math.ceil(Math.log2(Math.min(used.length, 63) + 1))),
    shared,
  };
};

/**
 * @param anchors Bytes to find, each of at least one byte; compared without regard to case.
 */
export const buildAutomaton = (anchors: readonly Uint8Array[]): Automaton => {
  const { classes, shift, shared } = classify(anchors);
  const { next, states, ends } = buildTrie(anchors, classes, shift);
  const row = 1 << shift;
  const fail = new Uint32Array(states);
  // Breadth first: a state's fallback is complete before the state is.
  const order = new Uint32Array(states);
  let queued = 1;
  for (let head = 0; head < queued; head += 1) {
    const state = order[head] as number;
    const fallback = (fail[state] as number) << shift;
    const own = state << shift;
    if (state !== 0 && ends[fail[state] as number] !== undefined) {
      (ends[state] ??= []).push(...(ends[fail[state] as number] as number[]));
    }
    for (let at = 0; at < row; at += 1) {
      const child = next[own + at] as number;
      if (child === 0) {
        next[own + at] = next[fallback + at] as number;
      } else {
        fail[child] = state === 0 ? 0 : (next[fallback + at] as number);
        order[queued++] = child;
      }
    }
  }
  const number = new Uint32Array(states);
  order.forEach((state, position) => (number[state] = position));
  const table = new Int32Array(states * row);
  const outputStart = new Int32Array(states + 1);
  const outputs: number[] = [];
  order.forEach((state, position) => {
    for (let at = 0; at < row; at += 1) {
      const to = next[(state << shift) + at] as number;
      const flag = ends[to] === undefined ? 0 : ENDS;
      table[position * row + at] = ((number[to] as number) << shift) | flag;
    }
    outputStart[position] = outputs.length;
    outputs.push(...(ends[state] ?? []));
  });
  outputStart[states] = outputs.length;
  const longest = Math.max(1, ...anchors.map((anchor) => anchor.length));
  return {
    classes,
    table,
    shift,
    outputStart,
    outputs: Int32Array.from(outputs),
    longest,
    loose: Uint8Array.from(anchors, (anchor) =>
      anchor.some((byte) => shared[foldByte(byte)] === 1) ? 1 : 0,
    ),
  };
};

/** Hits of a search, in order of position; arrays that grow and are used again. */
export class Hits {
  /** How many of the entries below count. */
  count = 0;
  /** Position behind the last byte of the anchor. */
  ends = new Int32Array(1 << 14);
  states = new Int32Array(1 << 14);

  /** Makes room for `more` entries. */
  reserve(more: number): void {
    if (this.count + more <= this.ends.length) return;
    const size = 2 * (this.count + more);
    const ends = new Int32Array(size);
    ends.set(this.ends);
    this.ends = ends;
    const states = new Int32Array(size);
    states.set(this.states);
    this.states = states;
  }

  add(end: number, state: number): void {
    if (this.count === this.ends.length) this.reserve(1);
    this.ends[this.count] = end;
    this.states[this.count] = state;
    this.count += 1;
  }

  /** Takes over a walk's hits; its states are table cells. */
  append({ ends, states }: Lane, count: number, shift: number): void {
    this.reserve(count);
    this.ends.set(ends.subarray(0, count), this.count);
    for (let i = 0; i < count; i += 1) {
      this.states[this.count + i] = ((states[i] as number) & STATE) >>> shift;
    }
    this.count += count;
  }
}

interface Lane {
  ends: Int32Array;
  states: Int32Array;
}

/** Below this many bytes one walk is as quick as four. */
const SMALL = 4096;

/** Bytes that four walks share; each may hit at every one of its own. */
const BLOCK = 256 * 1024;

/** Where the second to fourth walk put their hits: written without a check, as a block's are bounded. */
const lanes: readonly Lane[] = [1, 2, 3].map(() => ({
  ends: new Int32Array(BLOCK / 4 + 1),
  states: new Int32Array(BLOCK / 4 + 1),
}));

/**
 * Finds every anchor that lies in `bytes[from, to)`.
 * @param hits Emptied first, then filled.
 */
export const findAnchors = (
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  to: number,
  hits: Hits,
): void => {
  hits.count = 0;
  let state = 0;
  for (let at = from; at < to; at += BLOCK) {
    const stop = Math.min(to, at + BLOCK);
    state =
      stop - at < SMALL
        ? walk(automaton, bytes, at, stop, state, hits)
        : walkFour(automaton, bytes, at, stop, state, hits);
  }
};

/** The state of the walk that has read the bytes before `start`, told from the last few. */
const warmed = (automaton: Automaton, bytes: Uint8Array, start: number): number => {
  const { classes, table, longest } = automaton;
  let state = 0;
  for (let at = start - longest; at < start; at += 1) {
    state = (table[state + (classes[bytes[at] as number] as number)] as number) & STATE;
  }
  return state;
};

/** Walks a block of at least SMALL bytes in four quarters at once. @returns The state at its end. */
const walkFour = (
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  to: number,
  start: number,
  hits: Hits,
): number => {
  const { classes, table, shift } = automaton;
  const quarter = (to - from) >>> 2;
  hits.reserve(BLOCK / 4);
  const { ends: ends0, states: states0 } = hits;
  const { ends: ends1, states: states1 } = lanes[0] as Lane;
  const { ends: ends2, states: states2 } = lanes[1] as Lane;
  const { ends: ends3, states: states3 } = lanes[2] as Lane;
  let count0 = hits.count;
  let count1 = 0;
  let count2 = 0;
  let count3 = 0;
  let at0 = from;
  let at1 = at0 + quarter;
  let at2 = at1 + quarter;
  let at3 = at2 + quarter;
  let state0 = start;
  let state1 = warmed(automaton, bytes, at1);
  let state2 = warmed(automaton, bytes, at2);
  let state3 = warmed(automaton, bytes, at3);
  for (const stop = at1; at0 < stop;) {
    state0 = table[(state0 & STATE) + (classes[bytes[at0++] as number] as number)] as number;
    state1 = table[(state1 & STATE) + (classes[bytes[at1++] as number] as number)] as number;
    state2 = table[(state2 & STATE) + (classes[bytes[at2++] as number] as number)] as number;
    state3 = table[(state3 & STATE) + (classes[bytes[at3++] as number] as number)] as number;
    if (((state0 | state1 | state2 | state3) & ENDS) !== 0) {
      if ((state0 & ENDS) !== 0) {
        ends0[count0] = at0;
        states0[count0++] = state0;
      }
      if ((state1 & ENDS) !== 0) {
        ends1[count1] = at1;
        states1[count1++] = state1;
      }
      if ((state2 & ENDS) !== 0) {
        ends2[count2] = at2;
        states2[count2++] = state2;
      }
      if ((state3 & ENDS) !== 0) {
        ends3[count3] = at3;
        states3[count3++] = state3;
      }
    }
  }
  for (let i = hits.count; i < count0; i += 1)
    states0[i] = ((states0[i] as number) & STATE) >>> shift;
  hits.count = count0;
  hits.append(lanes[0] as Lane, count1, shift);
  hits.append(lanes[1] as Lane, count2, shift);
  hits.append(lanes[2] as Lane, count3, shift);
  return walk(automaton, bytes, at3, to, state3 & STATE, hits);
};

const walk = (
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  to: number,
  start: number,
  hits: Hits,
): number => {
  const { classes, table, shift } = automaton;
  let state = start & STATE;
  for (let at = from; at < to; at += 1) {
    const cell = table[state + (classes[bytes[at] as number] as number)] as number;
    state = cell & STATE;
    if ((cell & ENDS) !== 0) hits.add(at + 1, state >>> shift);
  }
  return state;
};
