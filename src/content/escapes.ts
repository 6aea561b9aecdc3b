/**
 * Finds characters that are written as escapes inside of what may be a credential: `\u0041` and
 * `\x41` (JSON, RFC 8259, section 7; JavaScript, C, Python), `%41` (RFC 3986, 2.1), `&#65;` and
 * `&#x41;` (HTML). The words around them are decoded together and become one text.
 */
import { Mark } from '../kernel/survey.ts';
import { hexValue } from './hex-value.ts';
import { TOKEN, hasRun } from './inspector.ts';
import type { Emit, Scanner, View } from './inspector.ts';

/** Bytes before and behind the first escape that are decoded with it. */
const BEFORE = 200;
const BEHIND = 4096;
/** Shortest decoded word that is worth a text. */
const WORD = 16;

interface Escape {
  /** The character's code; -1 where there is no escape. */
  code: number;
  length: number;
}

const NONE: Escape = { code: -1, length: 0 };

function slash(bytes: Uint8Array, at: number): Escape {
  const digits = bytes[at + 1] === 0x75 ? 4 : bytes[at + 1] === 0x78 ? 2 : 0;
  const code = digits === 0 ? -1 : hexValue(bytes, at + 2, digits);
  return code < 0 ? NONE : { code, length: 2 + digits };
}

function percent(bytes: Uint8Array, at: number): Escape {
  const code = hexValue(bytes, at + 1, 2);
  return code < 0 ? NONE : { code, length: 3 };
}

function entity(bytes: Uint8Array, at: number): Escape {
  if (bytes[at + 1] !== 0x23) return NONE;
  const hex = ((bytes[at + 2] ?? 0) | 0x20) === 0x78;
  const from = at + (hex ? 3 : 2);
  let code = 0;
  for (let i = from; i < from + 7; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0x3b) return i === from ? NONE : { code, length: i + 1 - at };
    const digit = hexValue(bytes, i, 1);
    if (digit < 0 || (!hex && digit > 9)) return NONE;
    code = code * (hex ? 16 : 10) + digit;
  }
  return NONE;
}

/** One family: what to search for, and how to read what was found. */
function scanner(
  name: string,
  mark: number,
  needle: string | number,
  read: (bytes: Uint8Array, at: number) => Escape,
): Scanner {
  return {
    scan(view, from, emit) {
      const { bytes, fill, final } = view;
      if ((view.seen.marks & mark) === 0) return Math.max(from, fill - LONGEST);
      let done = from;
      let at = from;
      for (;;) {
        at = bytes.indexOf(needle, at, 'latin1');
        if (at < 0 || at >= fill) return Math.max(done, fill - LONGEST);
        if (!final && at + BEHIND > fill) return Math.max(done, at - BEFORE);
        const { code, length } = read(bytes, at);
        if (code < 0 || code > 0x7e || TOKEN[code] !== 1) {
          at += Math.max(1, length);
        } else {
          at = takeWords(view, at, done, read, name, emit);
          done = at;
        }
      }
    },
  };
}

/** Bytes of the longest escape. */
const LONGEST = 10;

/** Decodes from the words before `at` to the end of the words behind it; gives where that is. */
function takeWords(
  view: View,
  at: number,
  from: number,
  read: (bytes: Uint8Array, at: number) => Escape,
  name: string,
  emit: Emit,
): number {
  const { bytes, fill } = view;
  let start = at;
  while (start > from && at - start < BEFORE && !isBreak(bytes[start - 1] as number)) start--;
  const plain = Buffer.alloc(at - start + BEHIND);
  let length = 0;
  // Quotes and blanks before the first escape of interest may be escaped, too.
  let end = start;
  const limit = Math.min(fill, at + BEHIND);
  while (end < limit && length + 4 < plain.length) {
    const byte = bytes[end] as number;
    if (isBreak(byte)) break;
    const escape = byte === 0x5c || byte === 0x25 || byte === 0x26 ? read(bytes, end) : NONE;
    if (escape.code < 0) plain[length++] = bytes[end++] as number;
    else {
      if (escape.code < 0x80) plain[length++] = escape.code;
      else length += plain.write(String.fromCodePoint(Math.min(escape.code, 0x10ffff)), length);
      end += escape.length;
    }
  }
  const words = plain.subarray(0, length);
  if (hasRun(words, TOKEN, WORD)) emit(`${name}@${view.base + start}`, words, null);
  return Math.max(end, at + 1);
}

/** Line ends, and bytes that stand in no text. */
function isBreak(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09;
}

export const escapeScanners: readonly Scanner[] = [
  scanner('escapes', Mark.escape, '\\u', slash),
  scanner('escapes', Mark.escape, '\\x', slash),
  scanner('percent', Mark.percent, 0x25, percent),
  scanner('entities', Mark.entity, '&#', entity),
];
