/**
 * A first look at a text: whether the beginnings of encodings stand anywhere in it, and where runs of
 * base64 characters lie. Sixteen bytes at a time.
 */
import { BASE64, classesOf, highHalves, lowHalves } from './classes';

/** Shortest run that counts. */
const SHORTEST: i32 = 24;

/** What was seen, as bits of `marks`. */
/** `\x2d`, `\u0041`: an escape of a printable character. */
const ESCAPE: i32 = 1;
/** `%41`. */
const PERCENT: i32 = 2;
/** `&#`. */
const ENTITY: i32 = 4;
/** A plus sign between quotes or blanks. */
const PLUS: i32 = 8;
/** A quote at the end of a line. */
const LINE: i32 = 16;
/** A zero byte. */
const ZERO: i32 = 32;

let marks: i32 = 0;

/** What the last `surveyText` saw. */
export function surveyMarks(): i32 {
  return marks;
}

/** Bytes behind a text that are overwritten. */
const ROOM: i32 = 64;

/** Whether `[at]` is of printable ASCII from column 2 to 7, written as two hexadecimal digits. */
function isPrintable(at: usize): bool {
  return <u8>(load<u8>(at) - 0x32) < 6;
}

function isJoint(byte: u8): bool {
  return (
    byte == 0x22 ||
    byte == 0x27 ||
    byte == 0x60 ||
    byte == 0x20 ||
    byte == 0x5c ||
    (byte >= 9 && byte <= 13)
  );
}

/** Looks closer at sixteen bytes of which some may begin an encoding: bit i of `which` for byte i. */
function look(at: usize, which: i32): void {
  for (let left = which; left != 0; left &= left - 1) {
    const here = at + ctz(left);
    const byte = load<u8>(here);
    const next = load<u8>(here, 1);
    if (byte == 0x5c) {
      const short = next == 0x78 && isPrintable(here + 2);
      const zeros = load<u16>(here, 2) == 0x3030;
      if (short || (next == 0x75 && zeros && isPrintable(here + 4))) marks |= ESCAPE;
    } else if (byte == 0x25) {
      if (isPrintable(here + 1)) marks |= PERCENT;
    } else if (byte == 0x26) {
      if (next == 0x23) marks |= ENTITY;
    } else if (byte == 0x2b) {
      if (isJoint(load<u8>(here - 1)) && isJoint(next)) marks |= PLUS;
    } else if (byte == 0) {
      marks |= ZERO;
    }
  }
}

/**
 * Surveys `length` bytes at `text`, an address above 0; the byte before them and the 64 behind them are
 * overwritten.
 * @param results Takes the runs: first byte and the byte behind the last, from `text`, 32 bits each.
 * @returns Number of runs.
 */
export function surveyText(text: usize, length: i32, results: usize): i32 {
  store<u8>(text - 1, 0x20);
  memory.fill(text + length, 0x20, ROOM);
  marks = 0;
  // From the memory, since the engine builds a constant anew at each use.
  v128.store(results, lowHalves());
  v128.store(results + 16, highHalves());
  const low = v128.load(results);
  const high = v128.load(results + 16);
  v128.store(results, i8x16.splat(0x0f));
  const half = v128.load(results);
  v128.store(results, i8x16.splat(BASE64));
  const wanted = v128.load(results);
  v128.store(results, i8x16.splat(0x0a));
  const lineEnd = v128.load(results);
  v128.store(results, i8x16.splat(0x22));
  const quote = v128.load(results);
  v128.store(results, i8x16.splat(0x27));
  const apostrophe = v128.load(results);
  let lines = i8x16.splat(0);
  let out = results;
  /** Where the run that reaches the bytes at hand began. */
  let open: i32 = 0;
  for (let at: i32 = 0; at < length; at += 64) {
    let bits: u64 = 0;
    for (let part: i32 = 0; part < 64; part += 16) {
      const here = text + at + part;
      const bytes = v128.load(here);
      const classes = classesOf(bytes, low, high, half);
      // A class is one bit, so a byte that has any of the upper ones has more than the lower can give.
      const others = i8x16.bitmask(i8x16.gt_u(classes, wanted));
      if (others != 0) look(here, others);
      const base64 = i8x16.gt_s(v128.and(classes, wanted), i8x16.splat(0));
      bits |= (<u64>(<u32>i8x16.bitmask(base64))) << part;
      const ends = i8x16.eq(v128.load(here, 1), lineEnd);
      const quotes = v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, apostrophe));
      lines = v128.or(lines, v128.and(ends, quotes));
    }
    const first = <i32>ctz(~bits);
    if (first == 64) continue;
    if (at + first - open >= SHORTEST) out = run(out, open, at + first);
    // The bits of the run that came in are done with.
    bits &= ~(((<u64>1) << first) - 1);
    const last = <i32>clz(~bits);
    open = at + 64 - last;
    let inner = bits & (~(<u64>0) >> last);
    let starts = inner & (inner >> 1);
    starts &= starts >> 2;
    starts &= starts >> 4;
    starts &= starts >> 8;
    starts &= starts >> 8;
    while (starts != 0) {
      const from = <i32>ctz(starts);
      const count = <i32>ctz(~(inner >> from));
      out = run(out, at + from, at + from + count);
      inner &= ~(<u64>0) << (from + count);
      starts &= ~(<u64>0) << (from + count);
    }
  }
  const last = min(length, open);
  if (length - last >= SHORTEST) out = run(out, last, length);
  if (v128.any_true(lines)) marks |= LINE;
  return <i32>((out - results) >> 3);
}

function run(out: usize, from: i32, to: i32): usize {
  store<i32>(out, from);
  store<i32>(out, to, 4);
  return out + 8;
}
