/**
 * The prefilter: one Aho-Corasick automaton over the anchors of all rules (A. Aho, M. Corasick,
 * "Efficient string matching", CACM 18(6), 1975). Letters are folded, bytes that no anchor holds
 * share one class, and four walks run interleaved over the quarters of a block, so that the processor
 * has four table reads under way at once. The cost is a byte's, whatever the number of anchors.
 */
import { foldByte } from './alphabet.ts';

export interface Automaton {
  /** Class of each byte. */
  classes: Uint8Array;
  /**
   * Next state by state (shifted) and class. States are numbered breadth first, so that the few
   * shallow ones in which nearly all bytes are spent lie side by side; those that end an anchor come last.
   */
  table: Uint16Array | Uint32Array;
  /** log2 of the row length. */
  shift: number;
  /** From this state on all end an anchor. */
  firstEnd: number;
  /** For each state where its anchors begin in `outputs`; one more entry at the end. */
  outputStart: Int32Array;
  /** Numbers of the anchors that end in a state, longest first. */
  outputs: Int32Array;
  /** Length of the longest anchor in bytes. */
  longest: number;
}

interface Trie {
  children: Map<number, number>[];
  ends: number[][];
}

const buildTrie = (anchors: readonly Uint8Array[]): Trie => {
  const trie: Trie = { children: [new Map<number, number>()], ends: [[]] };
  anchors.forEach((anchor, number) => {
    let state = 0;
    for (const byte of anchor) {
      const folded = foldByte(byte);
      let child = trie.children[state]?.get(folded);
      if (child === undefined) {
        child = trie.children.length;
        trie.children.push(new Map());
        trie.ends.push([]);
        trie.children[state]?.set(folded, child);
      }
      state = child;
    }
    trie.ends[state]?.push(number);
  });
  return trie;
};

const classify = (anchors: readonly Uint8Array[]): { classes: Uint8Array; shift: number } => {
  const classes = new Uint8Array(256);
  let count = 1;
  for (const anchor of anchors) {
    for (const byte of anchor) {
      const folded = foldByte(byte);
      if (classes[folded] === 0) classes[folded] = count++;
    }
  }
  for (let byte = 0x41; byte <= 0x5a; byte += 1) classes[byte] = classes[byte | 0x20] as number;
  return { classes, shift: Math.ceil(Math.log2(count)) };
};

/**
 * @param anchors Bytes to find, each of at least one byte; compared without regard to case.
 */
export const buildAutomaton = (anchors: readonly Uint8Array[]): Automaton => {
  const { classes, shift } = classify(anchors);
  const { children, ends } = buildTrie(anchors);
  const states = children.length;
  const row = 1 << shift;
  const next = new Uint32Array(states * row);
  const fail = new Int32Array(states);
  // Breadth first: a state's fallback is complete before the state is.
  const order: number[] = [0];
  for (const [byte, child] of children[0] ?? []) {
    next[classes[byte] as number] = child;
    order.push(child);
  }
  for (let head = 1; head < order.length; head += 1) {
    const state = order[head] as number;
    const fallback = fail[state] as number;
    ends[state]?.push(...(ends[fallback] ?? []));
    next.copyWithin(state * row, fallback * row, fallback * row + row);
    for (const [byte, child] of children[state] ?? []) {
      const at = classes[byte] as number;
      fail[child] = next[fallback * row + at] as number;
      next[state * row + at] = child;
      order.push(child);
    }
  }
  const endsHere = (state: number): boolean => (ends[state]?.length ?? 0) > 0;
  const ordered = [...order.filter((state) => !endsHere(state)), ...order.filter(endsHere)];
  const number = new Uint32Array(states);
  ordered.forEach((state, position) => (number[state] = position));
  const table = states <= 1 << 16 ? new Uint16Array(states * row) : new Uint32Array(states * row);
  const outputStart = new Int32Array(states + 1);
  const outputs: number[] = [];
  ordered.forEach((state, position) => {
    for (let at = 0; at < row; at += 1) {
      table[position * row + at] = number[next[state * row + at] as number] as number;
    }
    outputStart[position] = outputs.length;
    outputs.push(...(ends[state] ?? []));
  });
  outputStart[states] = outputs.length;
  const longest = Math.max(1, ...anchors.map((anchor) => anchor.length));
  const firstEnd = ordered.findIndex(endsHere);
  return {
    classes,
    table,
    shift,
    firstEnd: firstEnd < 0 ? states : firstEnd,
    outputStart,
    outputs: Int32Array.from(outputs),
    longest,
  };
};

/** Hits of a search, in order of position; arrays that grow and are used again. */
export class Hits {
  /** How many of the entries below count. */
  count = 0;
  /** Position behind the last byte of the anchor. */
  ends = new Int32Array(4096);
  states = new Int32Array(4096);

  add(end: number, state: number): void {
    if (this.count === this.ends.length) {
      const ends = new Int32Array(this.count * 2);
      ends.set(this.ends);
      this.ends = ends;
      const states = new Int32Array(this.count * 2);
      states.set(this.states);
      this.states = states;
    }
    this.ends[this.count] = end;
    this.states[this.count] = state;
    this.count += 1;
  }

  append(more: Hits): void {
    for (let i = 0; i < more.count; i += 1) {
      this.add(more.ends[i] as number, more.states[i] as number);
    }
  }
}

/** Below this many bytes one walk is as quick as four. */
const SMALL = 4096;

const lanes = [new Hits(), new Hits(), new Hits()] as const;

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
  if (to - from < SMALL) {
    walk(automaton, bytes, from, to, 0, hits);
    return;
  }
  const { classes, table, longest, shift, firstEnd } = automaton;
  const quarter = (to - from) >>> 2;
  const warmed = (start: number): number => {
    let state = 0;
    for (let at = start - longest; at < start; at += 1) {
      state = table[(state << shift) + (classes[bytes[at] as number] as number)] as number;
    }
    return state;
  };
  const [lane1, lane2, lane3] = lanes;
  for (const lane of lanes) lane.count = 0;
  let at0 = from;
  let at1 = at0 + quarter;
  let at2 = at1 + quarter;
  let at3 = at2 + quarter;
  let state0 = 0;
  let state1 = warmed(at1);
  let state2 = warmed(at2);
  let state3 = warmed(at3);
  for (const stop = at1; at0 < stop;) {
    state0 = table[(state0 << shift) + (classes[bytes[at0++] as number] as number)] as number;
    state1 = table[(state1 << shift) + (classes[bytes[at1++] as number] as number)] as number;
    state2 = table[(state2 << shift) + (classes[bytes[at2++] as number] as number)] as number;
    state3 = table[(state3 << shift) + (classes[bytes[at3++] as number] as number)] as number;
    if (state0 >= firstEnd) hits.add(at0, state0);
    if (state1 >= firstEnd) lane1.add(at1, state1);
    if (state2 >= firstEnd) lane2.add(at2, state2);
    if (state3 >= firstEnd) lane3.add(at3, state3);
  }
  walk(automaton, bytes, at3, to, state3, lane3);
  hits.append(lane1);
  hits.append(lane2);
  hits.append(lane3);
};

const walk = (
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  to: number,
  start: number,
  hits: Hits,
): void => {
  const { classes, table, shift, firstEnd } = automaton;
  let state = start;
  for (let at = from; at < to; at += 1) {
    state = table[(state << shift) + (classes[bytes[at] as number] as number)] as number;
    if (state >= firstEnd) hits.add(at + 1, state);
  }
};
