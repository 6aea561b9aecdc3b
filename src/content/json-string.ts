/** Unescapes JSON strings (RFC 8259, section 7) byte by byte: a source map's are too many for texts of the engine. */
import { hexValue } from './hex-value.ts';

/** What a letter behind a backslash stands for; itself where it is no escape. */
const LETTERS = new Uint8Array(256).map((_, byte) => byte);
LETTERS[0x62] = 0x08;
LETTERS[0x66] = 0x0c;
LETTERS[0x6e] = 0x0a;
LETTERS[0x72] = 0x0d;
LETTERS[0x74] = 0x09;

const BACKSLASH = 0x5c;
const LOWER_U = 0x75;
const HIGH = 0xd800;
const LOW = 0xdc00;
const LONGEST_KEPT = 1024 * 1024;

let kept: Buffer = Buffer.alloc(0);

/** At least so many bytes, used again for the next string unless there are very many. */
const room = (length: number): Buffer => {
  if (length > LONGEST_KEPT) return Buffer.allocUnsafeSlow(length);
  if (kept.length < length) kept = Buffer.allocUnsafeSlow(Math.max(65536, 2 * length));
  return kept;
};

/**
 * @param start Offset behind the opening quote; `end` is that of the closing one.
 * @returns The string in UTF-8, valid until the next call; what is no escape stays as it is.
 */
export const unescapeString = (bytes: Buffer, start: number, end: number): Buffer => {
  // An escape is never shorter than what it stands for.
  const plain = room(end - start);
  let fill = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte !== BACKSLASH || at + 1 >= end) {
      plain[fill++] = byte;
      continue;
    }
    at += 1;
    const letter = bytes[at] as number;
    const unit = letter === LOWER_U ? hexValue(bytes, at + 1, 4) : -1;
    if (unit < 0) {
      plain[fill++] = LETTERS[letter] as number;
      continue;
    }
    at += 4;
    let code = unit;
    if ((unit & 0xfc00) === HIGH && bytes[at + 1] === BACKSLASH && bytes[at + 2] === LOWER_U) {
      const low = hexValue(bytes, at + 3, 4);
      if ((low & 0xfc00) === LOW) {
        code = 0x10000 + ((unit - HIGH) << 10) + (low - LOW);
        at += 6;
      }
    }
    fill += plain.write(String.fromCodePoint(code), fill);
  }
  return plain.subarray(0, fill);
};
