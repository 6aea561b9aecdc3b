/**
 * Builds the prefilter: one Aho-Corasick automaton over the anchors of all rules (A. Aho, M. Corasick,
 * "Efficient string matching", CACM 18(6), 1975). Letters are folded, and bytes that no anchor holds
 * share one class, so the cost is a byte's, whatever the number of anchors.
 */
import { foldByte } from './alphabet.ts';

/** What must stand beside an anchor, so that a hit is worth a try. */
export interface Demand {
  /** Whether it can only stand at the beginning of a token, and never counts behind other letters. */
  begins: boolean;
  /**
   * How many letters, digits, `+`, `-`, `/` and `_` must stand side by side within RUN_REACH bytes
   * behind it; 0 to 64.
   */
  run: number;
  /** How many of these characters must stand right behind it; 0 to 64. */
  followers: number;
  /** The only spelling in which it counts; null where it may be written in any case. */
  exact: string | null;
}

/** Bytes behind an anchor in which a demanded run must lie (assembly/anchors.ts). */
export const RUN_REACH = 128;

export interface Automaton {
  /** What `fillTable` fills the table from. */
  plan: AutomatonPlan;
  /** Class of each byte. */
  classes: Uint8Array;
  /** Cells of the table. */
  cells: number;
  /** log2 of the cells of a row. */
  shift: number;
  /** How many states end an anchor. State `-1 - n` of them is row `ending - 1 - n`. */
  ending: number;
  /** For the n-th of these states where its anchors begin in `outputs`; one more entry at the end. */
  outputStart: Int32Array<ArrayBuffer>;
  /** Numbers of the anchors that end in a state, longest first. */
  outputs: Int32Array<ArrayBuffer>;
  /** The most anchors that end in one state. */
  crowd: number;
  /** The anchors, in lower case. */
  anchors: readonly Uint8Array[];
  /** By anchor: 1 where a hit may be of other bytes of the same class, so that it must be compared. */
  loose: Uint8Array;
  demands: readonly Demand[];
}

/**
 * What the table is filled from: the anchors as a tree whose edges are classes, states numbered breadth
 * first, the root 0. Plain data, and a fiftieth of the table's size.
 */
export interface AutomatonPlan {
  /** As in `Automaton`; so are `shift`, `outputs` and `loose`. */
  classes: Uint8Array;
  shift: number;
  /** By state: the class that leads to it. */
  edges: Uint8Array;
  /** By state: how many children it has. They are numbered in the order of their parents. */
  children: Uint8Array;
  /** By state: that of the longest proper ending of its bytes that is in the tree too. */
  fallback: Int32Array;
  /** By state: how many anchors end in it. */
  ends: Int32Array;
  outputs: Int32Array<ArrayBuffer>;
  loose: Uint8Array;
}

/** The anchors as a tree while it grows; state 0 is the root, and 0 means none elsewhere. */
interface Trie {
  states: number;
  /** By state: its first child; by child: the next one of the same parent, and its edge. */
  child: Uint32Array;
  sibling: Uint32Array;
  edge: Uint8Array;
  /** By state: the numbers of the anchors that end in it. */
  ends: (number[] | undefined)[];
}

const childOf = ({ child, sibling, edge }: Trie, state: number, kind: number): number => {
  let at = child[state] as number;
  while (at !== 0 && edge[at] !== kind) at = sibling[at] as number;
  return at;
};

/** Anchors that differ in bytes of one class alone end in one state. */
const buildTrie = (anchors: readonly Uint8Array[], classes: Uint8Array): Trie => {
  const most = anchors.reduce((sum, anchor) => sum + anchor.length, 1);
  const trie: Trie = {
    states: 1,
    child: new Uint32Array(most),
    sibling: new Uint32Array(most),
    edge: new Uint8Array(most),
    ends: [],
  };
  anchors.forEach((anchor, number) => {
    let state = 0;
    for (const byte of anchor) {
      const kind = classes[byte] as number;
      let next = childOf(trie, state, kind);
      if (next === 0) {
        next = trie.states++;
        trie.edge[next] = kind;
        trie.sibling[next] = trie.child[state] as number;
        trie.child[state] = next;
      }
      state = next;
    }
    (trie.ends[state] ??= []).push(number);
  });
  return trie;
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
 * @param anchors Bytes to find, each of at least one byte, in lower case; found in any case.
 */
export const planAutomaton = (anchors: readonly Uint8Array[]): AutomatonPlan => {
  const { classes, shift, shared } = classify(anchors);
  const trie = buildTrie(anchors, classes);
  const { states, child, sibling, edge, ends } = trie;
  const { order, fallback } = withFallbacks(trie);
  const rank = new Int32Array(states);
  order.forEach((state, number) => (rank[state] = number));
  const plan = {
    classes,
    shift,
    edges: new Uint8Array(states),
    children: new Uint8Array(states),
    fallback: new Int32Array(states),
    ends: new Int32Array(states),
  };
  const outputs: number[] = [];
  order.forEach((state, number) => {
    plan.edges[number] = edge[state] as number;
    plan.fallback[number] = rank[fallback[state] as number] as number;
    let count = 0;
    for (let at = child[state] as number; at !== 0; at = sibling[at] as number) count += 1;
    plan.children[number] = count;
    const own = ends[state];
    if (own === undefined) return;
    plan.ends[number] = own.length;
    outputs.push(...own);
  });
  return {
    ...plan,
    outputs: Int32Array.from(outputs),
    loose: Uint8Array.from(anchors, (anchor) =>
      anchor.some((byte) => shared[foldByte(byte)] === 1) ? 1 : 0,
    ),
  };
};

/** @param anchors Those that the plan was made for. */
export const openAutomaton = (
  plan: AutomatonPlan,
  anchors: readonly Uint8Array[],
  demands: readonly Demand[],
): Automaton => {
  const { classes, shift, ends, outputs, loose } = plan;
  const counts = ends.filter((count) => count > 0);
  const outputStart = new Int32Array(counts.length + 1);
  counts.forEach((count, at) => (outputStart[at + 1] = (outputStart[at] as number) + count));
  return {
    plan,
    classes,
    cells: ends.length << shift,
    shift,
    ending: counts.length,
    outputStart,
    outputs,
    crowd: counts.reduce((most, count) => Math.max(most, count), 0),
    anchors,
    loose,
    demands,
  };
};

/**
 * Fills the table: rows of next states, as distances in bytes from row `ending`, one cell for each
 * class. The rows before that one are of states in which an anchor ends. Either part is numbered
 * breadth first, so that the few shallow states in which nearly all bytes are spent lie side by side.
 * @param table `cells` cells, of any content.
 */
export const fillTable = ({ plan, ending, shift }: Automaton, table: Int32Array): void => {
  const { edges, children, fallback, ends } = plan;
  const states = ends.length;
  const row = 1 << shift;
  // Four bytes a cell.
  const rowBytes = row << 2;
  const place = new Int32Array(states);
  let ended = 0;
  for (let state = 0; state < states; state += 1) {
    place[state] = rowBytes * (ends[state] === 0 ? state - ended : -1 - ended++);
  }
  const rowOf = (state: number): number => ending * row + ((place[state] as number) >> 2);
  table.fill(0, rowOf(0), rowOf(0) + row);
  let child = 1;
  for (let state = 0; state < states; state += 1) {
    const to = rowOf(state);
    // A state goes on as the one that it falls back to, but for the bytes that lead deeper.
    const back = fallback[state] as number;
    if (back !== 0) table.copyWithin(to, rowOf(back), rowOf(back) + row);
    for (const last = child + (children[state] as number); child < last; child += 1) {
      table[to + (edges[child] as number)] = place[child] as number;
    }
    if (state === 0) repeatRow(table, to, row);
  }
};

/** As `planAutomaton` and `openAutomaton`, in one go. */
export const buildAutomaton = (
  anchors: readonly Uint8Array[],
  demands: readonly Demand[],
): Automaton => openAutomaton(planAutomaton(anchors), anchors, demands);

/** Fills the table with one of its rows: most states fall back to the root. */
const repeatRow = (table: Int32Array, from: number, row: number): void => {
  table.copyWithin(0, from, from + row);
  for (let filled = row; filled < table.length; filled *= 2) table.copyWithin(filled, 0, filled);
};

/**
 * The states breadth first, and for each the state of the longest proper ending of its bytes that is in
 * the tree too; what ends there ends in it as well, and is added to its own.
 */
const withFallbacks = (trie: Trie): { order: Uint32Array; fallback: Uint32Array } => {
  const { states, child, sibling, edge, ends } = trie;
  // The root has many children, and is asked most.
  const ofRoot = new Uint32Array(256);
  for (let at = child[0] as number; at !== 0; at = sibling[at] as number) {
    ofRoot[edge[at] as number] = at;
  }
  const order = new Uint32Array(states);
  const fallback = new Uint32Array(states);
  let queued = 1;
  for (let head = 0; head < queued; head += 1) {
    const state = order[head] as number;
    const inherited = ends[fallback[state] as number];
    if (state !== 0 && inherited !== undefined) (ends[state] ??= []).push(...inherited);
    for (let at = child[state] as number; at !== 0; at = sibling[at] as number) {
      order[queued++] = at;
      if (state === 0) continue;
      const kind = edge[at] as number;
      let from = fallback[state] as number;
      let next = 0;
      while (from !== 0 && (next = childOf(trie, from, kind)) === 0)
        from = fallback[from] as number;
      fallback[at] = from === 0 ? (ofRoot[kind] as number) : next;
    }
  }
  return { order, fallback };
};
