/**
 * Decodes the chunks of LZMA2. Own, since the library at hand (xz-decompress) lets only one stream
 * live at a time: an xz inside an xz would wait for itself for ever. Format facts from the LZMA
 * specification of the LZMA SDK (lzma-specification.txt) and the XZ Utils' LZMA2 (lzma2_decoder.c).
 */
import { FormatError } from './budget.ts';

/** Probabilities, by where they begin in one table. */
const IS_MATCH = 0;
const IS_REP = IS_MATCH + 192;
const IS_REP_G0 = IS_REP + 12;
const IS_REP_G1 = IS_REP_G0 + 12;
const IS_REP_G2 = IS_REP_G1 + 12;
const IS_REP0_LONG = IS_REP_G2 + 12;
const SLOT = IS_REP0_LONG + 192;
const SPECIAL = SLOT + 256;
const ALIGN = SPECIAL + 115;
const MATCH_LENGTH = ALIGN + 16;
const REP_LENGTH = MATCH_LENGTH + 514;
const LITERAL = REP_LENGTH + 514;

/** Of the three positions that an array of bits has after its two choices. */
const MID = 2 + 128;
const HIGH = 2 + 256;

const HALF = 1024;
/** Most bytes that one chunk unpacks to. */
export const CHUNK = 2 * 1024 * 1024;

function damaged(): FormatError {
  return new FormatError('the xz stream is damaged');
}

/** The window with what was unpacked last; it grows to its bound only as it is needed. */
export class LzmaDecoder {
  readonly #window: number;
  readonly #capacity: number;
  #bytes = new Uint8Array(64 * 1024);
  #fill = 0;
  /** Unpacked since the last reset of the window, at most the window. */
  #history = 0;

  readonly #probs = new Uint16Array(LITERAL + (0x300 << 4));
  #lc = 0;
  #lpMask = 0;
  #pbMask = 0;
  #state = 0;
  #rep0 = 0;
  #rep1 = 0;
  #rep2 = 0;
  #rep3 = 0;

  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #range = 0;
  #code = 0;

  /** `window`: bytes that a distance may reach back. */
  constructor(window: number) {
    this.#window = window;
    this.#capacity = window + Math.max(CHUNK, window >> 2);
  }

  resetWindow(): void {
    this.#history = 0;
  }

  resetState(): void {
    this.#probs.fill(HALF);
    this.#state = this.#rep0 = this.#rep1 = this.#rep2 = this.#rep3 = 0;
  }

  /** The byte that tells lc, lp and pb. Throws FormatError. */
  setProperties(byte: number): void {
    const pb = Math.floor(byte / 45);
    const lp = Math.floor((byte % 45) / 9);
    const lc = byte % 9;
    if (pb > 4 || lc + lp > 4) throw damaged();
    this.#lc = lc;
    this.#lpMask = (1 << lp) - 1;
    this.#pbMask = (1 << pb) - 1;
  }

  /** A chunk that is stored as it is. */
  copy(bytes: Uint8Array): Uint8Array {
    const start = this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, start);
    this.#fill += bytes.length;
    this.#history = Math.min(this.#window, this.#history + bytes.length);
    return this.#bytes.subarray(start, this.#fill);
  }

  /** Unpacks one chunk to `size` bytes, valid until the next call. Throws FormatError. */
  decode(packed: Uint8Array, size: number): Uint8Array {
    const start = this.#makeRoom(size);
    this.#input = packed;
    this.#at = 5;
    if (packed.length < 5 || packed[0] !== 0) throw damaged();
    this.#range = 0xffffffff;
    this.#code = 0;
    for (let i = 1; i < 5; i++) this.#code = ((this.#code << 8) | (packed[i] as number)) >>> 0;
    const end = start + size;
    while (this.#fill < end) this.#step(end);
    return this.#bytes.subarray(start, end);
  }

  #makeRoom(size: number): number {
    if (this.#fill + size > this.#bytes.length) {
      if (this.#bytes.length < this.#capacity) {
        const length = Math.min(
          this.#capacity,
          Math.max(2 * this.#bytes.length, this.#fill + size),
        );
        const larger = new Uint8Array(length);
        larger.set(this.#bytes.subarray(0, this.#fill));
        this.#bytes = larger;
      }
      if (this.#fill + size > this.#bytes.length) {
        const keep = Math.min(this.#window, this.#fill);
        this.#bytes.copyWithin(0, this.#fill - keep, this.#fill);
        this.#fill = keep;
      }
    }
    return this.#fill;
  }

  /** One literal or match. */
  #step(end: number): void {
    const position = this.#fill & this.#pbMask;
    const state = this.#state;
    if (this.#bit(IS_MATCH + (state << 4) + position) === 0) {
      this.#literal();
      return;
    }
    let length: number;
    if (this.#bit(IS_REP + state) === 0) {
      this.#rep3 = this.#rep2;
      this.#rep2 = this.#rep1;
      this.#rep1 = this.#rep0;
      length = this.#length(MATCH_LENGTH, position);
      this.#rep0 = this.#distance(length);
      this.#state = state < 7 ? 7 : 10;
    } else {
      if (this.#bit(IS_REP_G0 + state) === 0) {
        if (this.#bit(IS_REP0_LONG + (state << 4) + position) === 0) {
          this.#state = state < 7 ? 9 : 11;
          this.#repeat(1, end);
          return;
        }
      } else {
        this.#pickDistance(state);
      }
      length = this.#length(REP_LENGTH, position);
      this.#state = state < 7 ? 8 : 11;
    }
    this.#repeat(length + 2, end);
  }

  #pickDistance(state: number): void {
    let distance = this.#rep1;
    if (this.#bit(IS_REP_G1 + state) === 1) {
      if (this.#bit(IS_REP_G2 + state) === 0) {
        distance = this.#rep2;
      } else {
        distance = this.#rep3;
        this.#rep3 = this.#rep2;
      }
      this.#rep2 = this.#rep1;
    }
    this.#rep1 = this.#rep0;
    this.#rep0 = distance;
  }

  #literal(): void {
    const bytes = this.#bytes;
    const fill = this.#fill;
    const previous = this.#history > 0 ? (bytes[fill - 1] as number) : 0;
    const context = ((fill & this.#lpMask) << this.#lc) + (previous >> (8 - this.#lc));
    const base = LITERAL + 0x300 * context;
    let symbol = 1;
    if (this.#state >= 7) {
      if (this.#rep0 >= this.#history) throw damaged();
      let match = bytes[fill - this.#rep0 - 1] as number;
      while (symbol < 0x100) {
        const expected = (match >> 7) & 1;
        match <<= 1;
        const bit = this.#bit(base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(base + symbol);
    bytes[fill] = symbol;
    this.#fill = fill + 1;
    if (this.#history < this.#window) this.#history++;
    const state = this.#state;
    this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  #repeat(length: number, end: number): void {
    const distance = this.#rep0 + 1;
    const bytes = this.#bytes;
    let fill = this.#fill;
    // In LZMA2 a match ends with its chunk.
    if (distance > this.#history || fill + length > end) throw damaged();
    if (distance >= length) bytes.copyWithin(fill, fill - distance, fill - distance + length);
    else for (let i = 0; i < length; i++) bytes[fill + i] = bytes[fill + i - distance] as number;
    fill += length;
    this.#fill = fill;
    this.#history = Math.min(this.#window, this.#history + length);
  }

  #length(base: number, position: number): number {
    if (this.#bit(base) === 0) return this.#tree(base + 2 + (position << 3), 3);
    if (this.#bit(base + 1) === 0) return 8 + this.#tree(base + MID + (position << 3), 3);
    return 16 + this.#tree(base + HIGH, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(SLOT + (Math.min(length, 3) << 6), 6);
    if (slot < 4) return slot;
    const direct = (slot >> 1) - 1;
    const distance = (2 | (slot & 1)) * 2 ** direct;
    if (slot < 14) return distance + this.#reverse(SPECIAL + distance - slot, direct);
    let high = 0;
    for (let i = direct - 4; i > 0; i--) high = high * 2 + this.#flatBit();
    return distance + high * 16 + this.#reverse(ALIGN, 4);
  }

  #tree(base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.#bit(base + symbol);
    return symbol - (1 << bits);
  }

  #reverse(base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  #flatBit(): number {
    this.#range = this.#range >>> 1;
    let bit = 0;
    if (this.#code >= this.#range) {
      this.#code -= this.#range;
      bit = 1;
    }
    if (this.#range < 0x1000000) this.#normalize();
    return bit;
  }

  #bit(index: number): number {
    const probs = this.#probs;
    const probability = probs[index] as number;
    const bound = (this.#range >>> 11) * probability;
    let bit: number;
    if (this.#code < bound) {
      this.#range = bound;
      probs[index] = probability + ((2048 - probability) >> 5);
      bit = 0;
    } else {
      this.#range -= bound;
      this.#code -= bound;
      probs[index] = probability - (probability >> 5);
      bit = 1;
    }
    if (this.#range < 0x1000000) this.#normalize();
    return bit;
  }

  #normalize(): void {
    const byte = this.#input[this.#at++];
    if (byte === undefined && this.#at > this.#input.length + 4) throw damaged();
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | (byte ?? 0)) >>> 0;
  }
}
