/**
 * Finds text whose characters take two or four bytes (UTF-16 and UTF-32, either byte order, with or
 * without a mark): whole files, and the strings inside of Windows programs. Text without zero
 * bytes is passed over; else one place in sixteen is looked at.
 */
import { Mark } from '../kernel/survey.ts';
import { PRINTABLE } from './inspector.ts';
import type { Emit, Scanner, View } from './inspector.ts';

const STRIDE = 16;
/** Shortest run of characters. */
const SHORTEST = 10;
/** Runs that lie this close together, in bytes, become one text, a line each. */
const GAP = 64;
/** A run longer than this, in bytes, is cut; what is cut overlaps. */
const LONGEST = 256 * 1024;
const OVERLAP = 8192;

/** `width`: bytes of a character. Of the zero bytes only the one or three behind are asked. */
function wide(width: 2 | 4): Scanner {
  const isChar = (bytes: Uint8Array, at: number): boolean => {
    if (PRINTABLE[bytes[at] as number] !== 1 || bytes[at + 1] !== 0) return false;
    return width === 2 || (bytes[at + 2] === 0 && bytes[at + 3] === 0);
  };
  let wanted = false;
  return {
    scan(view, from, emit) {
      const { bytes, fill } = view;
      if (view.base === 0 && from === 0) wanted = width === 2 || beginsWide(bytes);
      if (!wanted) return fill;
      if ((view.seen.marks & Mark.zero) === 0) return Math.max(from, fill - 2 * STRIDE);
      const group = new Group(view, width, emit);
      let at = from;
      while (at + 3 * width < fill) {
        // Two zero bytes two apart are rare enough to look no closer at most places.
        if (
          ((bytes[at + 1] as number) | (bytes[at + 3] as number)) !== 0 &&
          ((bytes[at + 2] as number) | (bytes[at + 4] as number)) !== 0
        ) {
          at += STRIDE;
          continue;
        }
        let hit = -1;
        for (let shift = 0; shift < width && hit < 0; shift++) {
          if (isChar(bytes, at + shift) && isChar(bytes, at + shift + width)) hit = at + shift;
        }
        if (hit < 0) {
          at += STRIDE;
          continue;
        }
        let start = hit;
        while (start - width >= group.done && isChar(bytes, start - width)) start -= width;
        let end = hit;
        const limit = Math.min(fill, start + LONGEST);
        while (end + width <= limit && isChar(bytes, end)) end += width;
        // Highest byte first, the last character of all has no zeros behind it.
        if (view.final && end === fill - 1 && PRINTABLE[bytes[end] as number] === 1) end += width;
        if (end + width > fill && !view.final) {
          group.flush();
          return start;
        }
        if (end - start >= SHORTEST * width) group.add(start, end);
        at = limit < fill && end + width > limit ? end - OVERLAP : end;
        group.done = at;
      }
      group.flush();
      return Math.max(group.done, Math.min(at, fill - 2 * STRIDE));
    },
  };
}

/** Small numbers of four bytes look like UTF-32, so only a text that begins with it is taken for it. */
function beginsWide(bytes: Buffer): boolean {
  // The mark of the order of bytes (Unicode Standard 23.8), in either order.
  if (bytes.length >= 4) {
    const mark = bytes.readUInt32LE(0);
    if (mark === 0x0000feff || mark === 0xfffe0000) return true;
  }
  for (let shift = 0; shift < 8; shift++) {
    let chars = 0;
    for (let at = shift; at + 4 <= bytes.length && chars < 8; at += 4) {
      const zeros = bytes[at + 1] === 0 && bytes[at + 2] === 0 && bytes[at + 3] === 0;
      if (!zeros || PRINTABLE[bytes[at] as number] !== 1) break;
      chars++;
    }
    if (chars === 8) return true;
  }
  return false;
}

class Group {
  readonly #view: View;
  readonly #width: number;
  readonly #emit: Emit;
  #plain: Buffer = Buffer.alloc(0);
  #fill = 0;
  #start = 0;
  #end = 0;
  /** Bytes before this belong to runs already taken. */
  done = 0;

  constructor(view: View, width: number, emit: Emit) {
    this.#view = view;
    this.#width = width;
    this.#emit = emit;
  }

  add(start: number, end: number): void {
    const length = (end - start) / this.#width;
    if (this.#fill > 0 && (start - this.#end > GAP || this.#fill > LONGEST)) this.flush();
    if (this.#fill === 0) this.#start = start;
    if (this.#fill + length + 1 > this.#plain.length) {
      const larger = Buffer.alloc(Math.max(4096, 2 * this.#plain.length, this.#fill + length + 1));
      this.#plain.copy(larger, 0, 0, this.#fill);
      this.#plain = larger;
    }
    const { bytes } = this.#view;
    for (let at = start; at < end; at += this.#width) {
      this.#plain[this.#fill++] = bytes[at] as number;
    }
    this.#plain[this.#fill++] = 0x0a;
    this.#end = end;
  }

  flush(): void {
    if (this.#fill === 0) return;
    const step = `utf-${this.#width * 8}@${this.#view.base + this.#start}`;
    this.#emit(step, this.#plain.subarray(0, this.#fill), null);
    this.#fill = 0;
  }
}

/** One set per text at a time. */
export const wideScanners = (): Scanner[] => [wide(2), wide(4)];
