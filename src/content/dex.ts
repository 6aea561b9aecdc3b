/**
 * Reads the constants of Android's programs (source.android.com, "Dalvik executable format"): a static
 * field's name and its value are numbers of strings that lie sorted in a table of their own.
 */
import { varint32 } from './varint.ts';
import { writeLines } from './write-lines.ts';

/** Kinds of an encoded value. */
const STRING = 0x17;
const ARRAY = 0x1c;
const ANNOTATION = 0x1d;
const NULL = 0x1e;

/** Bytes of a class definition, and where in it its fields and their values are told. */
const CLASS = 32;
const CLASS_DATA = 24;
const STATIC_VALUES = 28;

/** Longer strings are passed over: they lie in the file as they are. */
const LONGEST = 16 * 1024;

/** Writes `NAME = "value"` for each static field with a string. Throws FormatError, LimitError. */
export const openDex = writeLines(
  { step: 'constants', what: 'the Dalvik program is', each: 1 },
  function* (bytes, lines, count) {
    const classes = bytes.readUInt32LE(96);
    const first = bytes.readUInt32LE(100);
    for (let i = 0; i < classes; i++) {
      for (const pair of fieldsOf(bytes, first + CLASS * i)) {
        if (pair !== null) lines.pair(...pair);
        count();
        yield;
      }
    }
    // The size that its header tells.
    if (bytes.readUInt32LE(32) > bytes.length) throw new RangeError('it is cut');
  },
);

/** Names and values of a class's fields; null for what is no string. Throws RangeError. */
function* fieldsOf(bytes: Buffer, definition: number): Generator<[string, string] | null> {
  const data = bytes.readUInt32LE(definition + CLASS_DATA);
  const values = bytes.readUInt32LE(definition + STATIC_VALUES);
  yield null;
  if (data === 0 || values === 0) return;
  const fields = varint32(bytes, data);
  let at = fields.next;
  // Sizes of the other three lists of members.
  for (let i = 0; i < 3; i++) at = varint32(bytes, at).next;
  const size = varint32(bytes, values);
  let value = size.next;
  let number = 0;
  for (let i = Math.min(fields.value, size.value); i > 0; i--) {
    const step = varint32(bytes, at);
    number += step.value;
    // Behind it stand its access flags.
    at = varint32(bytes, step.next).next;
    const head = bytes.readUInt8(value++);
    const kind = head & 0x1f;
    // A list's end cannot be told without reading it, and compilers put none before a string.
    if (kind === ARRAY || kind === ANNOTATION) return;
    const length = kind >= NULL ? 0 : (head >> 5) + 1;
    if (kind === STRING && length <= 4) {
      const name = bytes.readUInt32LE(bytes.readUInt32LE(84) + 8 * number + 4);
      yield [textOf(bytes, name), textOf(bytes, bytes.readUIntLE(value, length))];
    } else yield null;
    value += length;
  }
}

/** A string by its number: its length in UTF-16 and "modified UTF-8", which ends in a zero byte. */
function textOf(bytes: Buffer, index: number): string {
  if (index >= bytes.readUInt32LE(56)) return '';
  const from = varint32(bytes, bytes.readUInt32LE(bytes.readUInt32LE(60) + 4 * index)).next;
  const end = bytes.subarray(from, from + LONGEST).indexOf(0);
  return end < 0 ? '' : bytes.toString('utf8', from, from + end);
}
