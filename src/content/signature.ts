/** Finds a signature in a stream that is pulled, across its chunks. */
import type { Pull } from '../image/pull.ts';

/**
 * Skips to the next place where `accept` takes the four bytes `PK` and two more, and leaves the
 * source in front of them; false at the end. `step` is called for each chunk skipped.
 */
export async function skipTo(
  source: Pull,
  accept: (bytes: Buffer, at: number) => boolean,
  step: () => void,
): Promise<boolean> {
  // The last three bytes of the chunk before.
  let tail = Buffer.alloc(0);
  for (;;) {
    const bytes = await source.next();
    if (bytes === null) return false;
    step();
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (tail.length > 0) {
      const seam = Buffer.concat([tail, chunk.subarray(0, 3)]);
      for (let at = 0; at < tail.length && at + 4 <= seam.length; at++) {
        if (seam[at] !== 0x50 || seam[at + 1] !== 0x4b || !accept(seam, at)) continue;
        source.putBack(chunk);
        source.putBack(Buffer.from(tail.subarray(at)));
        return true;
      }
    }
    for (let at = chunk.indexOf('PK'); at >= 0; at = chunk.indexOf('PK', at + 1)) {
      if (at + 4 > chunk.length || !accept(chunk, at)) continue;
      source.putBack(chunk.subarray(at));
      return true;
    }
    const joined = chunk.length >= 3 ? chunk : Buffer.concat([tail, chunk]);
    tail = Buffer.from(joined.subarray(Math.max(0, joined.length - 3)));
  }
}
