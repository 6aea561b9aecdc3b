/**
 * Walks an Aho-Corasick table over a block of bytes (A. Aho, M. Corasick, "Efficient string matching",
 * CACM 18(6), 1975). Eight walks run interleaved over the eighths of the block, so that the processor
 * has eight table reads under way at once; the distance between them is a constant of the code.
 *
 * A cell of the table is the row of the next state in bytes from the middle of the table; the rows of
 * states in which an anchor ends lie before it, so that a sign tells a hit.
 */
import { base64Bits, hasBits } from './classes';

/** Bytes of a walk's share. */
const LANE: i32 = 8192;
/** Below this many bytes one walk is as quick as eight. */
const SMALL: i32 = 4096;

/** The anchor may stand for other bytes of the same classes: it must be compared. */
const LOOSE: u8 = 1;
/** Nothing of a token may stand before the anchor. */
const BEGINS: u8 = 2;
/** The anchor counts only as it is spelt. */
const EXACT: u8 = 4;

/** Middle of the table. */
let table: usize = 0;
/** log2 of a row's bytes. */
let rowShift: i32 = 0;
/** By byte: four times its class, 16 bits each. */
let classes: usize = 0;
/** By byte: itself in lower case. */
let folds: usize = 0;
/** By byte: 1 for ASCII letters and digits. */
let alnum: usize = 0;
/** By state in which anchors end: where its anchors begin in `outputs`, 32 bits each. */
let outputStart: usize = 0;
/** Numbers of anchors, 32 bits each. */
let outputs: usize = 0;
/**
 * By anchor, 32 bits each: length, flags, address of its bytes, and what is asked of the bytes behind it: the
 * length of a run in the low eight bits, above them how many must follow at once.
 */
let anchors: usize = 0;
/** Length of the longest anchor. */
let longest: i32 = 0;
/** The block's first byte; before it lie enough of the bytes that came before. */
let block: usize = 0;
/** Room for the hits of the walks, one share of LANE hits after the other. */
let lanes: usize = 0;
/** Where results go: position behind an anchor in the block, and its number, 32 bits each. */
let results: usize = 0;

/** Takes over where the host put everything. */
export function placeAnchors(
  atTable: usize,
  ofRow: i32,
  atClasses: usize,
  atFolds: usize,
  atAlnum: usize,
  atOutputStart: usize,
  atOutputs: usize,
  atAnchors: usize,
  ofLongest: i32,
  atBlock: usize,
  atLanes: usize,
  atResults: usize,
): void {
  table = atTable;
  rowShift = ofRow;
  classes = atClasses;
  folds = atFolds;
  alnum = atAlnum;
  outputStart = atOutputStart;
  outputs = atOutputs;
  anchors = atAnchors;
  longest = ofLongest;
  block = atBlock;
  lanes = atLanes;
  results = atResults;
}

/** The state behind one more byte. */
function step(table: usize, classes: usize, state: i32, byte: u8): i32 {
  return load<i32>(table + state + <usize>load<u16>(classes + ((<usize>byte) << 1)));
}

/** The state of a walk that has read the bytes before `at`, told from the last few. */
function warmed(at: usize): i32 {
  let state: i32 = 0;
  for (let from = at - longest; from < at; from++) {
    state = step(table, classes, state, load<u8>(from));
  }
  return state;
}

/** Walks `[from, to)`; gives the address behind the last hit. `lastState` is set. */
function walkOne(from: usize, to: usize, start: i32, into: usize): usize {
  let state = start;
  let out = into;
  for (let at = from; at < to; at++) {
    state = step(table, classes, state, load<u8>(at));
    if (state < 0) out = hit(out, at, state);
  }
  lastState = state;
  return out;
}

let lastState: i32 = 0;

function hit(out: usize, at: usize, state: i32): usize {
  store<u32>(out, <u32>at);
  store<i32>(out, state, 4);
  return out + 8;
}

/** Walks the whole block and puts what it finds into the results; gives their number. */
function walkEight(start: i32): i32 {
  const cells = table;
  const kinds = classes;
  let at = block;
  const stop = at + LANE;
  let state0 = start;
  let state1 = warmed(at + LANE);
  let state2 = warmed(at + 2 * LANE);
  let state3 = warmed(at + 3 * LANE);
  let state4 = warmed(at + 4 * LANE);
  let state5 = warmed(at + 5 * LANE);
  let state6 = warmed(at + 6 * LANE);
  let state7 = warmed(at + 7 * LANE);
  const room: usize = LANE * 8;
  let out0 = lanes;
  let out1 = lanes + room;
  let out2 = lanes + 2 * room;
  let out3 = lanes + 3 * room;
  let out4 = lanes + 4 * room;
  let out5 = lanes + 5 * room;
  let out6 = lanes + 6 * room;
  let out7 = lanes + 7 * room;
  for (; at < stop; at++) {
    state0 = step(cells, kinds, state0, load<u8>(at));
    state1 = step(cells, kinds, state1, load<u8>(at, LANE));
    state2 = step(cells, kinds, state2, load<u8>(at, 2 * LANE));
    state3 = step(cells, kinds, state3, load<u8>(at, 3 * LANE));
    state4 = step(cells, kinds, state4, load<u8>(at, 4 * LANE));
    state5 = step(cells, kinds, state5, load<u8>(at, 5 * LANE));
    state6 = step(cells, kinds, state6, load<u8>(at, 6 * LANE));
    state7 = step(cells, kinds, state7, load<u8>(at, 7 * LANE));
    if ((state0 | state1 | state2 | state3 | state4 | state5 | state6 | state7) < 0) {
      if (state0 < 0) out0 = hit(out0, at, state0);
      if (state1 < 0) out1 = hit(out1, at + LANE, state1);
      if (state2 < 0) out2 = hit(out2, at + 2 * LANE, state2);
      if (state3 < 0) out3 = hit(out3, at + 3 * LANE, state3);
      if (state4 < 0) out4 = hit(out4, at + 4 * LANE, state4);
      if (state5 < 0) out5 = hit(out5, at + 5 * LANE, state5);
      if (state6 < 0) out6 = hit(out6, at + 6 * LANE, state6);
      if (state7 < 0) out7 = hit(out7, at + 7 * LANE, state7);
    }
  }
  lastState = state7;
  let out = results;
  out = resolve(lanes, out0, out);
  out = resolve(lanes + room, out1, out);
  out = resolve(lanes + 2 * room, out2, out);
  out = resolve(lanes + 3 * room, out3, out);
  out = resolve(lanes + 4 * room, out4, out);
  out = resolve(lanes + 5 * room, out5, out);
  out = resolve(lanes + 6 * room, out6, out);
  out = resolve(lanes + 7 * room, out7, out);
  return <i32>((out - results) >> 3);
}

/** Turns hits into anchors; gives the address behind the last. */
function resolve(from: usize, to: usize, into: usize): usize {
  let out = into;
  for (let at = from; at < to; at += 8) {
    const end = <usize>load<u32>(at) + 1;
    const state = (-load<i32>(at, 4) >>> rowShift) - 1;
    const stop = load<u32>(outputStart + ((<usize>state) << 2), 4);
    for (let one = load<u32>(outputStart + ((<usize>state) << 2)); one < stop; one++) {
      const anchor = load<u32>(outputs + ((<usize>one) << 2));
      if (!stands(anchor, end)) continue;
      store<i32>(out, <i32>(end - block));
      store<u32>(out, anchor, 4);
      out += 8;
    }
  }
  return out;
}

/** Whether so many bytes of base64, at most 64, stand side by side in the 128 bytes from `at` on. */
function hasRun(at: usize, length: i32): bool {
  const first = base64Bits(at);
  if (hasBits(first, length)) return true;
  const second = base64Bits(at + 64);
  return hasBits(second, length) || <i32>(clz(~first) + ctz(~second)) >= length;
}

/** Whether the anchor's own bytes end before `end`, and what it demands stands around them. */
function stands(anchor: u32, end: usize): bool {
  const entry = anchors + <usize>anchor * 16;
  const flags = load<u8>(entry, 4);
  const start = end - load<u32>(entry);
  if ((flags & (LOOSE | EXACT)) != 0 && !isSpelt(entry, start, end, flags)) return false;
  const asked = load<i32>(entry, 12);
  if (asked != 0) {
    const followers = asked >> 8;
    if (followers != 0 && <i32>ctz(~base64Bits(end)) < followers) return false;
    const run = asked & 0xff;
    if (run != 0 && !hasRun(end, run)) return false;
  }
  return (flags & BEGINS) == 0 || mayBegin(start);
}

/** Whether `[start, end)` holds the anchor's bytes, in this spelling or in any. */
function isSpelt(entry: usize, start: usize, end: usize, flags: u8): bool {
  let wanted = <usize>load<u32>(entry, 8);
  const exact = (flags & EXACT) != 0;
  for (let at = start; at < end; at++, wanted++) {
    const byte = load<u8>(at);
    if ((exact ? byte : load<u8>(folds + <usize>byte)) != load<u8>(wanted)) return false;
  }
  return true;
}

/** Whether a token may begin at `start`. */
function mayBegin(start: usize): bool {
  if (load<u8>(alnum + <usize>load<u8>(start - 1)) == 0) return true;
  // An escape may end there; whether one does the host says.
  const before = load<u8>(start - 2);
  if (before == 0x5c) return true;
  if (!isHex(load<u8>(start - 1)) || !isHex(before)) return false;
  const third = load<u8>(start - 3);
  return third == 0x25 || third == 0x78 || load<u8>(start - 5) == 0x75;
}

function isHex(byte: u8): bool {
  const folded = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (folded >= 0x61 && folded <= 0x66);
}

/**
 * Finds the anchors that end in the first `length` bytes of the block, in order of position.
 * @param first Whether the block is the first; else the walk goes on from the one before, which was full.
 * @returns How many; of a block that is not full and not small, the bytes behind it must be zero.
 */
export function findAnchors(length: i32, first: bool): i32 {
  const start = first ? 0 : lastState;
  if (length >= SMALL) return walkEight(start);
  const end = walkOne(block, block + length, start, lanes);
  return <i32>((resolve(lanes, end, results) - results) >> 3);
}
