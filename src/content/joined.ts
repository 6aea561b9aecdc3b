/**
 * Finds string literals that stand beside each other and are one string when the program runs:
 * `"sk-" + "proj-…"`, and lines of literals in Python and C. Only a seam between two characters of a
 * word is of interest, which sentences that are wrapped over lines do not have.
 */
import { Mark } from '../kernel/survey.ts';
import { TOKEN, hasRun } from './inspector.ts';
import type { Emit, Scanner, View } from './inspector.ts';

/** Bytes before a seam in which its first literal must begin, and behind it to look at. */
const BEFORE = 1024;
const BEHIND = 4096;
const LITERALS = 256;
const WORD = 16;

function isQuote(byte: number | undefined): boolean {
  return byte === 0x22 || byte === 0x27 || byte === 0x60;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x5c;
}

/** A literal's opening quote behind the seam that begins at the closing quote `at`; -1 for none. */
function seamEnd(bytes: Uint8Array, at: number, fill: number): number {
  let next = at + 1;
  let operators = 0;
  while (next < fill && next - at < 200) {
    const byte = bytes[next];
    if (byte === 0x2b || byte === 0x2e || byte === 0x26) {
      if (++operators > 2) return -1;
    } else if (!isBlank(byte)) {
      return isQuote(byte) && next > at + 1 ? next : -1;
    }
    next++;
  }
  return -1;
}

/** The closing quote of the literal that opens at `at`; -1 where it is long or ends with its line. */
function literalEnd(bytes: Uint8Array, at: number, fill: number): number {
  const quote = bytes[at];
  for (let i = at + 1; i < fill && i - at < BEHIND; i++) {
    const byte = bytes[i];
    if (byte === 0x5c) i++;
    else if (byte === quote) return i;
    else if (byte === 0x0a && quote !== 0x60) return -1;
  }
  return -1;
}

/** The opening quote of the literal that is closed at `at`; -1 where it does not begin on this line. */
function literalStart(bytes: Uint8Array, at: number, from: number): number {
  const quote = bytes[at];
  const first = Math.max(from, at - BEFORE);
  for (let i = at - 1; i >= first; i--) {
    const byte = bytes[i];
    if (byte === 0x0a) return -1;
    if (byte === quote && bytes[i - 1] !== 0x5c) return i;
  }
  return -1;
}

/** @param mark What the survey must have seen; 0 where it does not look. */
function scanner(
  mark: number,
  needle: string | number,
  closing: (bytes: Buffer, at: number) => number,
): Scanner {
  return {
    scan(view, from, emit) {
      const { bytes, fill, final } = view;
      if ((view.marks & mark) !== mark) return Math.max(from, fill - BEFORE);
      let at = from;
      let done = from;
      for (;;) {
        at = bytes.indexOf(needle, at, 'latin1');
        if (at < 0 || at >= fill) break;
        if (!final && at + BEHIND > fill) return Math.max(done, at - BEFORE);
        const close = closing(bytes, at);
        const end = close < done ? -1 : takeChain(view, close, done, emit);
        if (end > 0) done = end;
        at = Math.max(at + 1, end);
      }
      return Math.max(done, fill - BEFORE);
    },
  };
}

/** Joins the literals around the seam at `close`; gives where they end, -1 where there is nothing. */
function takeChain(view: View, close: number, from: number, emit: Emit): number {
  const { bytes, fill } = view;
  let open = seamEnd(bytes, close, fill);
  if (open < 0) return -1;
  if (TOKEN[bytes[close - 1] as number] !== 1 || TOKEN[bytes[open + 1] as number] !== 1) return -1;
  // A line end that is written as an escape looks like a letter.
  if (bytes[close - 2] === 0x5c) return -1;
  const start = literalStart(bytes, close, from);
  if (start < 0) return -1;
  const parts = [bytes.subarray(start + 1, close)];
  let end = close;
  while (open >= 0 && parts.length < LITERALS && open - start < 4 * BEHIND) {
    const stop = literalEnd(bytes, open, fill);
    if (stop < 0) break;
    parts.push(bytes.subarray(open + 1, stop));
    end = stop;
    open = seamEnd(bytes, stop, fill);
  }
  if (parts.length < 2) return -1;
  const joined = Buffer.concat([QUOTE, ...parts, QUOTE]);
  if (hasRun(joined, TOKEN, WORD))
    emit(`joined@${view.base + start}`, joined, lineBefore(view, start));
  return end + 1;
}

function lineBefore(view: View, at: number): Uint8Array {
  let from = at;
  while (from > 0 && at - from < 120 && view.bytes[from - 1] !== 0x0a) from--;
  return view.bytes.subarray(from, at);
}

const QUOTE = Buffer.from('"');

/** The quote before an operator, which may stand behind a blank. */
function quoteBefore(bytes: Buffer, at: number): number {
  let back = at - 1;
  while (back > 0 && at - back < 100 && isBlank(bytes[back])) back--;
  return isQuote(bytes[back]) && isJoint(bytes[at + 1]) ? back : -1;
}

function isJoint(byte: number | undefined): boolean {
  return isQuote(byte) || isBlank(byte);
}

/** PHP joins with a dot, which stands behind quotes in no other language; its files say what they are. */
function inPhp(inner: Scanner): Scanner {
  let php = false;
  return {
    scan(view, from, emit) {
      if (view.base === 0 && from === 0) php = view.bytes.subarray(0, 256).includes('<?php');
      return php ? inner.scan(view, from, emit) : view.fill;
    },
  };
}

/** One set per text at a time. */
export const joinScanners = (): Scanner[] => [
  scanner(Mark.plus, 0x2b, quoteBefore),
  scanner(Mark.line, '"\n', (_, at) => at),
  scanner(Mark.line, "'\n", (_, at) => at),
  inPhp(scanner(0, '" .', (_, at) => at)),
  inPhp(scanner(0, "' .", (_, at) => at)),
];
