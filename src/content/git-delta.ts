/** Applies a delta of a git pack (gitformat-pack, "Deltified representation"). */

/** Null where the delta does not belong to the base, is damaged, or makes more than `most` bytes. */
export function applyDelta(base: Uint8Array, delta: Uint8Array, most: number): Buffer | null {
  const reader = new DeltaReader(delta);
  if (reader.size() !== base.length) return null;
  const size = reader.size();
  if (size > most) return null;
  const result = Buffer.alloc(size);
  let fill = 0;
  while (reader.at < delta.length) {
    const command = delta[reader.at++] as number;
    if ((command & 0x80) !== 0) {
      const from = reader.bytes(command, 4);
      const length = reader.bytes(command >> 4, 3) || 0x10000;
      if (from + length > base.length || fill + length > size) return null;
      result.set(base.subarray(from, from + length), fill);
      fill += length;
    } else {
      if (command === 0 || reader.at + command > delta.length || fill + command > size) return null;
      result.set(delta.subarray(reader.at, reader.at + command), fill);
      reader.at += command;
      fill += command;
    }
  }
  return fill === size ? result : null;
}

class DeltaReader {
  readonly #delta: Uint8Array;
  at = 0;

  constructor(delta: Uint8Array) {
    this.#delta = delta;
  }

  /** A size in groups of seven bits, lowest first; NaN where it does not end. */
  size(): number {
    let value = 0;
    for (let shift = 0; shift < 49; shift += 7) {
      const byte = this.#delta[this.at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return NaN;
  }

  /** A little-endian number of which only the bytes are there whose bit is set. */
  bytes(bits: number, count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      if ((bits & (1 << i)) !== 0) value += (this.#delta[this.at++] ?? 0) * 2 ** (8 * i);
    }
    return value;
  }
}
