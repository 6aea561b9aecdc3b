/**
 * Inflates a short run of deflate data (RFC 1951) in one call. Own, since every call of node:zlib
 * makes an engine of some 40 KB outside of the heap: a jar of thirty thousand small classes spends
 * most of its time, and hundreds of megabytes, on these.
 */

export interface Inflated {
  plain: Uint8Array;
  /** Stored bytes up to the end of the deflate data. */
  used: number;
}

/** RFC 1951, 3.2.5: base values and extra bits of lengths (symbols 257 to 285) and distances. */
const LENGTH_BASE = new Uint16Array(29);
const LENGTH_EXTRA = new Uint8Array(29);
const DISTANCE_BASE = new Uint16Array(30);
const DISTANCE_EXTRA = new Uint8Array(30);
for (let i = 0, base = 3; i < 28; i++) {
  LENGTH_EXTRA[i] = i < 8 ? 0 : (i - 4) >> 2;
  LENGTH_BASE[i] = base;
  base += 1 << (LENGTH_EXTRA[i] as number);
}
LENGTH_BASE[28] = 258;
for (let i = 0, base = 1; i < 30; i++) {
  DISTANCE_EXTRA[i] = i < 4 ? 0 : (i - 2) >> 1;
  DISTANCE_BASE[i] = base;
  base += 1 << (DISTANCE_EXTRA[i] as number);
}

/** 3.2.7: the order in which lengths of the code length code come. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A Huffman code as a table over its longest length: symbol times 16, plus bits used. */
class Code {
  readonly table = new Uint16Array(1 << 15);
  bits = 0;

  /** False where more codes are asked for than there are bits. */
  build(lengths: Uint8Array, from: number, to: number): boolean {
    COUNTS.fill(0);
    for (let i = from; i < to; i++) {
      const length = lengths[i] as number;
      COUNTS[length] = (COUNTS[length] as number) + 1;
    }
    COUNTS[0] = 0;
    let bits = 15;
    while (bits > 1 && COUNTS[bits] === 0) bits--;
    let code = 0;
    for (let length = 1; length <= 15; length++) {
      code = (code + (COUNTS[length - 1] as number)) << 1;
      NEXT[length] = code;
      if (code + (COUNTS[length] as number) > 1 << length) return false;
    }
    this.bits = bits;
    const size = 1 << bits;
    this.table.fill(0, 0, size);
    for (let symbol = from; symbol < to; symbol++) {
      const length = lengths[symbol] as number;
      if (length === 0) continue;
      const entry = ((symbol - from) << 4) | length;
      const step = 1 << length;
      const code = NEXT[length] as number;
      NEXT[length] = code + 1;
      for (let at = reverse(code, length); at < size; at += step) this.table[at] = entry;
    }
    return true;
  }
}

const COUNTS = new Uint16Array(16);
const NEXT = new Uint16Array(16);

function reverse(code: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value |= ((code >> i) & 1) << (length - 1 - i);
  return value;
}

const FIXED = new Uint8Array(320);
FIXED.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288).fill(5, 288, 320);

/** Reused by all calls, which never wait in between. */
const literals = new Code();
const distances = new Code();
const lengths = new Uint8Array(320);
let output: Uint8Array = new Uint8Array(64 * 1024);

/** Null where the data are damaged, do not end within `bytes`, or give more than `most` bytes. */
export function inflateSmall(bytes: Uint8Array, from: number, most: number): Inflated | null {
  const reader = new Inflater(bytes, from, most);
  if (!reader.run()) return null;
  return { plain: output.slice(0, reader.fill), used: reader.used };
}

class Inflater {
  readonly #bytes: Uint8Array;
  readonly #most: number;
  #at: number;
  #held = 0;
  #count = 0;
  fill = 0;

  constructor(bytes: Uint8Array, from: number, most: number) {
    this.#bytes = bytes;
    this.#at = from;
    this.#most = most;
  }

  get used(): number {
    return this.#at - (this.#count >> 3);
  }

  run(): boolean {
    for (let last = 0; last === 0;) {
      last = this.#read(1);
      const type = this.#read(2);
      if (this.#cut()) return false;
      if (type === 0) {
        if (!this.#stored()) return false;
      } else if (type === 3 || !(type === 1 ? this.#fixed() : this.#dynamic()) || !this.#block()) {
        return false;
      }
    }
    return !this.#cut();
  }

  /** Bytes behind the end read as zeros; here is seen whether any of them was used. */
  #cut(): boolean {
    return this.used > this.#bytes.length;
  }

  #read(bits: number): number {
    while (this.#count < bits) {
      this.#held |= (this.#bytes[this.#at++] ?? 0) << this.#count;
      this.#count += 8;
    }
    const value = this.#held & ((1 << bits) - 1);
    this.#held >>>= bits;
    this.#count -= bits;
    return value;
  }

  #stored(): boolean {
    const start = this.used;
    const bytes = this.#bytes;
    this.#held = this.#count = 0;
    if (start + 4 > bytes.length) return false;
    const length = (bytes[start] as number) | ((bytes[start + 1] as number) << 8);
    const inverse = (bytes[start + 2] as number) | ((bytes[start + 3] as number) << 8);
    const end = start + 4 + length;
    if ((length ^ inverse) !== 0xffff || end > bytes.length || !this.#grow(length)) return false;
    output.set(bytes.subarray(start + 4, end), this.fill);
    this.fill += length;
    this.#at = end;
    return true;
  }

  #fixed(): boolean {
    return literals.build(FIXED, 0, 288) && distances.build(FIXED, 288, 318);
  }

  /** 3.2.7. */
  #dynamic(): boolean {
    const literalCount = this.#read(5) + 257;
    const distanceCount = this.#read(5) + 1;
    const orderCount = this.#read(4) + 4;
    if (literalCount > 286 || distanceCount > 30) return false;
    lengths.fill(0);
    for (let i = 0; i < orderCount; i++) lengths[ORDER[i] as number] = this.#read(3);
    if (!distances.build(lengths, 0, 19)) return false;
    const total = literalCount + distanceCount;
    lengths.fill(0);
    for (let i = 0; i < total;) {
      const symbol = this.#symbol(distances);
      if (symbol < 0) return false;
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) return false;
      const value = symbol === 16 ? (lengths[i - 1] as number) : 0;
      const repeat =
        symbol === 16 ? 3 + this.#read(2) : symbol === 17 ? 3 + this.#read(3) : 11 + this.#read(7);
      if (i + repeat > total) return false;
      lengths.fill(value, i, i + repeat);
      i += repeat;
    }
    return (
      literals.build(lengths, 0, literalCount) && distances.build(lengths, literalCount, total)
    );
  }

  /** -1 where no code begins like this. */
  #symbol(code: Code): number {
    while (this.#count < 15) {
      this.#held |= (this.#bytes[this.#at++] ?? 0) << this.#count;
      this.#count += 8;
    }
    const entry = code.table[this.#held & ((1 << code.bits) - 1)] as number;
    const used = entry & 15;
    if (used === 0) return -1;
    this.#held >>>= used;
    this.#count -= used;
    return entry >> 4;
  }

  #block(): boolean {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol < 256) {
        if (symbol < 0 || (this.fill === output.length && !this.#grow(1))) return false;
        output[this.fill++] = symbol;
        if (this.fill > this.#most) return false;
        continue;
      }
      if (symbol === 256) return true;
      if (symbol > 285 || !this.#match(symbol - 257) || this.#cut()) return false;
    }
  }

  #match(symbol: number): boolean {
    const length = (LENGTH_BASE[symbol] as number) + this.#read(LENGTH_EXTRA[symbol] as number);
    const slot = this.#symbol(distances);
    if (slot < 0 || slot > 29) return false;
    const distance = (DISTANCE_BASE[slot] as number) + this.#read(DISTANCE_EXTRA[slot] as number);
    const { fill } = this;
    if (distance > fill || !this.#grow(length)) return false;
    const out = output;
    if (distance >= length && length > 32) {
      out.copyWithin(fill, fill - distance, fill - distance + length);
    } else {
      for (let i = fill, end = fill + length; i < end; i++) out[i] = out[i - distance] as number;
    }
    this.fill = fill + length;
    return true;
  }

  #grow(count: number): boolean {
    const need = this.fill + count;
    if (need > this.#most) return false;
    if (need > output.length) {
      const larger = new Uint8Array(Math.min(this.#most, Math.max(need, 2 * output.length)));
      larger.set(output.subarray(0, this.fill));
      output = larger;
    }
    return true;
  }
}
