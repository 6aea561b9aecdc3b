/**
 * Remembers which paths a layer holds, in eight bytes a path, so that a later question "does a layer
 * above hide this file?" needs no list of names in memory. Each entry is a number of 53 bits: 51 of
 * a hash of the path, 2 of what the entry does to that path. Two paths out of a million share a hash
 * with a chance of one in four thousand, and the only harm is a wrong word in a story.
 */

/** What an entry of a layer does to a path (OCI image-spec layer.md, "Whiteouts"). */
export const Effect = { file: 0, folder: 1, whiteout: 2, opaque: 3 } as const;
export type Effect = (typeof Effect)[keyof typeof Effect];

/** Plain data, so it can be posted between threads: sorted numbers. */
export interface EntryIndex {
  keys: Float64Array;
}

export class EntryIndexBuilder {
  #keys = new Float64Array(256);
  #count = 0;
  readonly #most: number;

  /** `most`: paths that are remembered; with more there is no index. */
  constructor(most = Infinity) {
    this.#most = most;
  }

  add(path: string, effect: Effect): void {
    if (this.#count > this.#most) return;
    if (this.#count === this.#keys.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    this.#keys[this.#count++] = keyOf(path, effect);
  }

  /** Null where there were too many paths. */
  build(): EntryIndex | null {
    if (this.#count > this.#most) return null;
    return { keys: this.#keys.slice(0, this.#count).sort() };
  }
}

/** True where the layer has an entry that does `effect` to `path` (cleaned, no leading slash). */
export function hasEntry(index: EntryIndex, path: string, effect: Effect): boolean {
  const wanted = keyOf(path, effect);
  let low = 0;
  let high = index.keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((index.keys[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return index.keys[low] === wanted;
}

/** Two multiplicative hashes of 32 and 19 bits over the UTF-16 units of the path. */
function keyOf(path: string, effect: Effect): number {
  let a = 0x9dc5811c | 0;
  let b = 0x3c6ef372 | 0;
  for (let i = 0; i < path.length; i++) {
    const unit = path.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) + (a >>> 15);
  }
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d);
  b = Math.imul(b ^ (b >>> 15), 0x846ca68b);
  a ^= a >>> 15;
  b ^= b >>> 16;
  return ((a >>> 0) * 0x80000 + (b >>> 13)) * 4 + effect;
}
