/**
 * Unescapes the texts that JSON carries: the sources inside a source map (its `sourcesContent`), the
 * cells and outputs of a notebook. Strings are picked out where they stand; the document is never
 * parsed as a whole.
 */
import { unescapeString } from './json-string.ts';
import type { Nested } from './nested.ts';

const EMPTY = Buffer.alloc(0);

export async function openJsonTexts(bytes: Buffer, nested: Nested): Promise<void> {
  const contents = bytes.indexOf('"sourcesContent"');
  if (contents >= 0) {
    const sources = bytes.indexOf('"sources"');
    const names =
      sources < 0 ? [] : Array.from(strings(bytes, sources + 9), (name) => name.toString());
    let i = 0;
    for (const text of strings(bytes, contents + 16)) {
      const name = names[i++] ?? '';
      if (text.length > 0) nested.text(name === '' ? `source-${i - 1}` : name, text);
      await nested.room();
    }
    return;
  }
  for (const key of ['"source"', '"text"', '"text/plain"', '"text/html"']) {
    for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) {
      const text = Buffer.concat(
        Array.from(strings(bytes, at + key.length), (one) => Buffer.from(one)),
      );
      if (text.length > 0) nested.text(`${key.slice(1, -1).replace('/', '-')}@${at}`, text);
      await nested.room();
    }
  }
}

/** The strings of the array, or the one string, that is the value of the key before `from`; each valid until the next. */
function* strings(bytes: Buffer, from: number): Generator<Buffer> {
  let at = skipBlank(bytes, from);
  if (bytes[at] !== 0x3a) return;
  at = skipBlank(bytes, at + 1);
  const array = bytes[at] === 0x5b;
  if (array) at = skipBlank(bytes, at + 1);
  for (;;) {
    let end = at;
    if (bytes[at] === 0x22) {
      end = stringEnd(bytes, at);
      if (end < 0) return;
      yield unescapeString(bytes, at + 1, end - 1);
    } else if (array && bytes.toString('latin1', at, at + 4) === 'null') {
      end = at + 4;
      yield EMPTY;
    } else {
      return;
    }
    at = skipBlank(bytes, end);
    if (!array || bytes[at] !== 0x2c) return;
    at = skipBlank(bytes, at + 1);
  }
}

function skipBlank(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  return at;
}

/** Behind the closing quote; -1 where there is none. */
function stringEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0x22, from + 1); at >= 0; at = bytes.indexOf(0x22, at + 1)) {
    let slashes = 0;
    while (bytes[at - 1 - slashes] === 0x5c) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return -1;
}
