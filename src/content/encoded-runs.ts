/**
 * Decodes base64 (RFC 4648, sections 4 and 5; also wrapped over lines) and hexadecimal runs where that
 * gives text. Where runs lie the window's survey tells.
 */
import { kindOf } from './kind.ts';
import { PRINTABLE, hasRun, leadOf } from './inspector.ts';
import type { Emit, Scanner, View } from './inspector.ts';

/** Shortest run that is looked at: eighteen bytes in base64, twelve in hexadecimal. */
const SHORTEST = 24;
/** Bytes of a sample that must all be printable. */
const SAMPLE = 15;
/** Runs from this length on may hold text anywhere, or an archive. */
const LONG = 64;
/** A run that goes on behind the view is cut with this much overlap; a multiple of four and three. */
const OVERLAP = 4092;
const LONGEST = 512 * 1024;

/** Value of each character plus one; zero for what is none. */
const BASE64 = new Uint8Array(256);
const HEX = new Uint8Array(256);
for (let i = 0; i < 64; i++) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  BASE64[alphabet.charCodeAt(i)] = i + 1;
}
BASE64[0x2d] = 63;
BASE64[0x5f] = 64;
for (let i = 0; i < 16; i++) {
  HEX['0123456789abcdef'.charCodeAt(i)] = i + 1;
  HEX['0123456789ABCDEF'.charCodeAt(i)] = i + 1;
}

export const encodedRuns: Scanner = {
  scan(view, from, emit) {
    const { bytes, fill, runs } = view;
    let done = from;
    for (let i = 0; i < runs.length; i += 2) {
      const start = Math.max(done, runs[i] as number);
      const stop = runs[i + 1] as number;
      if (stop - start < SHORTEST) continue;
      const end = runEnd(view, start, stop);
      if (end >= fill && !view.final) {
        if (fill - start < LONGEST) return start;
        take(view, start, fill, emit);
        return start + Math.floor((fill - start) / 12) * 12 - OVERLAP;
      }
      take(view, start, end, emit);
      done = end;
    }
    // What is left may be the beginning of a run.
    let open = fill;
    while (open > done && BASE64[bytes[open - 1] as number] !== 0) open--;
    return open;
  },
};

/** Where the run `[start, stop)` ends; a run of whole lines of one length goes on behind the line ends. */
function runEnd(view: View, start: number, stop: number): number {
  const { bytes, fill } = view;
  let end = stop;
  const width = end - start;
  for (;;) {
    if (end >= fill) return end;
    let line = end;
    if (bytes[line] === 0x0d) line++;
    if (bytes[line] !== 0x0a) return end;
    line++;
    while (line < fill && (bytes[line] === 0x20 || bytes[line] === 0x09)) line++;
    let next = line;
    while (next < fill && BASE64[bytes[next] as number] !== 0 && next - line < width) next++;
    if (next === fill && !view.final) return fill;
    if (next === line || (next < fill && BASE64[bytes[next] as number] !== 0)) return end;
    // A shorter line is the last one; a word of text below the run looks the same and does no harm.
    end = next;
    if (next - line < width) return end;
  }
}

function take(view: View, start: number, end: number, emit: Emit): void {
  const { bytes } = view;
  const head = Math.min(end, start + SHORTEST);
  let hex = start;
  while (hex < head && HEX[bytes[hex] as number] !== 0) hex++;
  if (hex === head && takeHex(view, start, end, emit)) return;
  const alignment = alignmentOf(bytes, start, end);
  if (alignment < 0 && end - start < LONG) return;
  const first = start + Math.max(0, alignment);
  const plain = decodeBase64(bytes, first, end);
  if (alignment < 0 && kindOf(plain) === null && !hasRun(plain, PRINTABLE, 20)) return;
  // An archive must begin with its own first bytes.
  const lead = kindOf(plain) === null ? leadOf(view, first) : null;
  emit(`base64@${view.base + first}`, plain, lead);
}

/**
 * How many characters to leave out so that the rest decodes to text, judged by samples at the start,
 * in the middle and at the end; -1 where none does.
 */
function alignmentOf(bytes: Uint8Array, start: number, end: number): number {
  const middle = start + (((end - start) >> 3) << 2);
  const last = start + ((end - start - SHORTEST) & ~3);
  for (let alignment = 0; alignment < 4; alignment++) {
    if (isTextAt(bytes, start + alignment, end)) return alignment;
  }
  if (end - start < 2 * SHORTEST) return -1;
  for (let alignment = 0; alignment < 4; alignment++) {
    if (isTextAt(bytes, middle + alignment, end)) return alignment;
    if (isTextAt(bytes, last + alignment, end)) return alignment;
  }
  return -1;
}

/** True where the quads from `at` on are five groups of printable bytes. */
function isTextAt(bytes: Uint8Array, at: number, end: number): boolean {
  for (let i = 0, quad = at; i < SAMPLE / 3; i++) {
    if (quad + 4 > end) return i >= 4;
    const a = (BASE64[bytes[quad] as number] as number) - 1;
    // Line ends of a wrapped run: samples do not cross them.
    if (a < 0) return i >= 3;
    // The first character holds the six upper bits of the first byte.
    if (a < 2 || a > 31) return false;
    const b = (BASE64[bytes[quad + 1] as number] as number) - 1;
    const c = (BASE64[bytes[quad + 2] as number] as number) - 1;
    const d = (BASE64[bytes[quad + 3] as number] as number) - 1;
    if (b < 0 || c < 0 || d < 0) return i >= 3;
    if (PRINTABLE[(a << 2) | (b >> 4)] === 0) return false;
    if (PRINTABLE[((b & 15) << 4) | (c >> 2)] === 0) return false;
    if (PRINTABLE[((c & 3) << 6) | d] === 0) return false;
    quad += 4;
  }
  return true;
}

/** Characters that stand between (line ends, blanks) are passed over. */
function decodeBase64(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const plain = new Uint8Array(Math.floor(((end - start) * 3) / 4) + 3);
  let fill = 0;
  let held = 0;
  let bits = 0;
  for (let at = start; at < end; at++) {
    const value = (BASE64[bytes[at] as number] as number) - 1;
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      plain[fill++] = (held >> bits) & 0xff;
    }
  }
  return plain.subarray(0, fill);
}

function takeHex(view: View, start: number, end: number, emit: Emit): boolean {
  const { bytes } = view;
  for (let alignment = 0; alignment < 2; alignment++) {
    const first = start + alignment;
    let printable = true;
    for (let i = first; i + 1 < Math.min(end, first + SHORTEST - 2) && printable; i += 2) {
      printable = PRINTABLE[hexByte(bytes, i)] === 1;
    }
    if (!printable) continue;
    const plain = new Uint8Array((end - first) >> 1);
    let fill = 0;
    for (let at = first; at + 1 < end; at += 2) {
      while (bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x20) at++;
      if (HEX[bytes[at] as number] === 0 || HEX[bytes[at + 1] as number] === 0) break;
      plain[fill++] = hexByte(bytes, at);
    }
    emit(`hex@${view.base + first}`, plain.subarray(0, fill), leadOf(view, first));
    return true;
  }
  return false;
}

function hexByte(bytes: Uint8Array, at: number): number {
  const high = (HEX[bytes[at] as number] as number) - 1;
  const low = (HEX[bytes[at + 1] as number] as number) - 1;
  return high < 0 || low < 0 ? 0 : (high << 4) | low;
}
