/** Decodes ASCII base-85 as PDF writes it (ISO 32000-1, 7.4.3): five characters for four bytes. */

const FIRST = 0x21;
const LAST = 0x75;
/** `z`, for four zero bytes. */
const ZEROS = 0x7a;
/** `~`, with which the end `~>` begins. */
const END = 0x7e;

/** What `bytes` from `from` on hold, up to the end mark; null where they are no such text. */
export function decodeAscii85(bytes: Buffer, from: number): Buffer | null {
  const end = bytes.indexOf(END, from);
  if (end < 0) return null;
  // A `z` alone gives four bytes for its one.
  const plain = Buffer.alloc(4 * (end - from) + 4);
  let fill = 0;
  let group = 0;
  let count = 0;
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte <= 0x20) continue;
    if (byte === ZEROS && count === 0) {
      fill += 4;
      continue;
    }
    if (byte < FIRST || byte > LAST) return null;
    group = group * 85 + (byte - FIRST);
    if (++count < 5) continue;
    plain.writeUInt32BE(group % 2 ** 32, fill);
    fill += 4;
    group = 0;
    count = 0;
  }
  if (count > 1) {
    // The last group is filled up with the highest character, and gives a byte less than it has.
    for (let i = count; i < 5; i++) group = group * 85 + (LAST - FIRST);
    plain.writeUInt32BE(group % 2 ** 32, fill);
    fill += count - 1;
  }
  return plain.subarray(0, fill);
}
