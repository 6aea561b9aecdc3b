/**
 * Reads what a Java class says of its constants (JVM specification, 4.4, 4.5 and 4.7.2): a field and
 * its value lie far apart in the file, so a password would be seen without its name.
 */
import { isOutOfRange } from './budget.ts';
import type { Nested } from './nested.ts';

/** Bytes behind the tag of each kind of constant; 0 where the tag is unknown, strings apart. */
const SIZES = [0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2];

/** Pushes `NAME = "value";` for each constant field. What is no class gives nothing. */
export async function openClass(bytes: Buffer, nested: Nested): Promise<void> {
  const lines: string[] = [];
  try {
    readFields(bytes, lines);
  } catch (error) {
    if (!isOutOfRange(error)) throw error;
    nested.unopened(null, 'the class file is damaged or cut');
  }
  if (lines.length > 0) nested.text('constants', Buffer.from(lines.join('\n')));
}

/** Throws RangeError where the file ends too early. */
function readFields(bytes: Buffer, lines: string[]): void {
  const count = bytes.readUInt16BE(8);
  const offsets = new Uint32Array(count);
  let at = 10;
  for (let i = 1; i < count; i++) {
    offsets[i] = at;
    const tag = bytes.readUInt8(at);
    const size = tag === 1 ? 2 + bytes.readUInt16BE(at + 1) : (SIZES[tag] ?? 0);
    if (size === 0) throw new RangeError('an unknown constant');
    at += 1 + size;
    // Numbers of eight bytes take two places.
    if (tag === 5 || tag === 6) i++;
  }
  const text = (index: number): string => {
    const from = offsets[index] ?? 0;
    if (from === 0 || bytes.readUInt8(from) !== 1) return '';
    return bytes.toString('utf8', from + 3, from + 3 + bytes.readUInt16BE(from + 1));
  };
  at += 6;
  at += 2 + 2 * bytes.readUInt16BE(at);
  const fields = bytes.readUInt16BE(at);
  at += 2;
  for (let i = 0; i < fields; i++) {
    const name = text(bytes.readUInt16BE(at + 2));
    const attributes = bytes.readUInt16BE(at + 6);
    at += 8;
    for (let k = 0; k < attributes; k++) {
      if (text(bytes.readUInt16BE(at)) === 'ConstantValue') {
        const constant = offsets[bytes.readUInt16BE(at + 6)] ?? 0;
        if (constant > 0 && bytes.readUInt8(constant) === 8) {
          lines.push(`${name} = "${text(bytes.readUInt16BE(constant + 1))}";`);
        }
      }
      at += 6 + bytes.readUInt32BE(at + 2);
    }
  }
}
