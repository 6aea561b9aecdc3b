/** Counts line ends, sixteen bytes at a time. */

let last: i32 = -1;

/** Where the last line end of the last `countLines` stands; -1 where there was none. */
export function lastLine(): i32 {
  return last;
}

/** Counts the line ends of `length` bytes at `text`; the 16 behind them are overwritten. */
export function countLines(text: usize, length: i32): i32 {
  memory.fill(text + length, 0, 16);
  const end = i8x16.splat(0x0a);
  let count: i32 = 0;
  last = -1;
  for (let at: i32 = 0; at < length; at += 16) {
    const bits = i8x16.bitmask(i8x16.eq(v128.load(text + at), end));
    if (bits == 0) continue;
    count += popcnt(bits);
    last = at + 31 - clz(bits);
  }
  return count;
}
