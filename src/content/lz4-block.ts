/** Unpacks one block of LZ4 (lz4/lz4, doc/lz4_Block_format.md), as RocksDB stores its own. */
import { repeat } from './snappy.ts';

/** Shortest copy. */
const LEAST = 4;

/** `length`: bytes that it unpacks to. Null where the block is damaged. */
export function unlz4(packed: Uint8Array, length: number): Buffer | null {
  // A byte stands for at most 255.
  if (length > 255 * packed.length) return null;
  const plain = Buffer.alloc(length);
  let at = 0;
  let fill = 0;
  /** A nibble of fifteen goes on in bytes, up to one that is not 255. */
  const extended = (nibble: number): number => {
    let count = nibble;
    for (let more = nibble === 15; more;) {
      const byte = packed[at++] ?? 0;
      count += byte;
      more = byte === 255;
    }
    return count;
  };
  while (at < packed.length) {
    const token = packed[at++] as number;
    const literals = extended(token >>> 4);
    if (at + literals > packed.length || fill + literals > length) return null;
    plain.set(packed.subarray(at, at + literals), fill);
    at += literals;
    fill += literals;
    // The last sequence is literals only.
    if (at >= packed.length) break;
    const distance = (packed[at] as number) + 256 * (packed[at + 1] ?? 0);
    at += 2;
    const count = extended(token & 15) + LEAST;
    if (distance === 0 || distance > fill || fill + count > length) return null;
    fill = repeat(plain, fill, distance, count);
  }
  return fill === length ? plain : null;
}
