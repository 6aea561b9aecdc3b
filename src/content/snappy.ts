/**
 * Unpacks one block of Snappy (google/snappy, format_description.txt). The decoders on npm either are
 * native or trust the length that the block claims.
 */

/** No element gives more bytes for its own: three bytes copy 64. */
const RATIO = 22;

/** Null where the block is damaged, or longer than `most`. */
export function unsnappy(packed: Uint8Array, most: number): Buffer | null {
  let length = 0;
  let at = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = packed[at++];
    if (byte === undefined || at > 5) return null;
    length += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  if (length > most || length > RATIO * packed.length) return null;
  const plain = Buffer.alloc(length);
  let fill = 0;
  while (at < packed.length) {
    const tag = packed[at++] as number;
    const kind = tag & 3;
    let count = (tag >>> 2) + 1;
    if (kind === 0) {
      const wide = count > 60 ? count - 60 : 0;
      if (wide > 0) count = little(packed, at, wide) + 1;
      at += wide;
      if (at + count > packed.length || fill + count > length) return null;
      plain.set(packed.subarray(at, at + count), fill);
      at += count;
      fill += count;
      continue;
    }
    let distance: number;
    if (kind === 1) {
      count = ((tag >>> 2) & 7) + 4;
      distance = (tag >>> 5) * 256 + little(packed, at, 1);
      at++;
    } else {
      distance = little(packed, at, kind === 2 ? 2 : 4);
      at += kind === 2 ? 2 : 4;
    }
    if (distance === 0 || distance > fill || fill + count > length) return null;
    fill = repeat(plain, fill, distance, count);
  }
  return fill === length ? plain : null;
}

/** So many bytes, lowest first; what is missing counts as zero. */
function little(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

/** Copies what lies `distance` back, which may reach into the copy itself; gives the new end. */
export function repeat(plain: Buffer, fill: number, distance: number, count: number): number {
  if (distance >= count) {
    plain.copyWithin(fill, fill - distance, fill - distance + count);
    return fill + count;
  }
  for (let i = 0; i < count; i++) plain[fill + i] = plain[fill + i - distance] as number;
  return fill + count;
}
