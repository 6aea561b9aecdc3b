/** Byte classes: an alphabet as a table of 256 flags, made once for each. */

const tables = new Map<string, Uint8Array>();

/**
 * @param alphabet Its characters, each below U+0100 (a byte each in latin1).
 * @returns A shared table: 1 at each byte that belongs to it. Do not write to it.
 */
export const byteClass = (alphabet: string): Uint8Array => {
  let table = tables.get(alphabet);
  if (table === undefined) {
    table = new Uint8Array(256);
    for (const character of alphabet) table[character.charCodeAt(0)] = 1;
    tables.set(alphabet, table);
  }
  return table;
};

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';

export const isAlnum = byteClass(digits + lower + lower.toUpperCase());
export const isHexDigit = byteClass(digits + 'abcdefABCDEF');
export const isLower = byteClass(lower);
export const isUpper = byteClass(lower.toUpperCase());
export const isDigit = byteClass(digits);
/** RFC 4648 section 4, without the padding. */
export const isBase64 = byteClass(lower.toUpperCase() + lower + digits + '+/');
export const isBlank = byteClass(' \t\r\n');
export const isQuote = byteClass('"\'`');

/** A byte's lower-case form (ASCII only). */
export const foldByte = (byte: number): number =>
  byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;

/** A text's lower-case form, ASCII only: a text that stands for bytes stays one. */
export const foldText = (text: string): string =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
