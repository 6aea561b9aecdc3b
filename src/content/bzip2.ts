/**
 * Decodes bzip2. Own, since the libraries decode all they are given in one go: a few hundred KiB of
 * bomb would come out as gigabytes at once. Here one block at a time is decoded, and handed out in
 * pieces. Format facts from bzip2 1.0.8 (decompress.c, huffman.c), which is its only specification.
 */
import { FormatError } from './budget.ts';
import { BitReader } from './bits.ts';
import type { Pull } from '../image/pull.ts';

/** A compressed block is at most a little longer than its 900,000 bytes. */
const BLOCK_BYTES = 1_200_000;
const PIECE = 256 * 1024;

const CRC = new Int32Array(256);
for (let i = 0; i < 256; i++) {
  let value = i << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  CRC[i] = value;
}

/** Yields the plain bytes of all streams; each piece is valid until the next. Throws FormatError. */
export async function* bunzip2(source: Pull): AsyncGenerator<Uint8Array> {
  const bits = new BitReader(source);
  for (let streams = 0; ; streams++) {
    if (!(await bits.fill(BLOCK_BYTES))) return;
    if (bits.read(24) !== 0x425a68) {
      // Bytes behind the last stream were searched as they are.
      if (streams > 0) return;
      throw damaged();
    }
    const level = bits.read(8) - 0x30;
    if (level < 1 || level > 9) throw damaged();
    const decoder = new BlockDecoder(bits, level * 100_000);
    for (;;) {
      await bits.fill(BLOCK_BYTES);
      const high = bits.read(24);
      const low = bits.read(24);
      if (high === 0x177245 && low === 0x385090) break;
      if (high !== 0x314159 || low !== 0x265359) throw damaged();
      yield* decoder.decode();
    }
    bits.read(32);
    bits.align();
  }
}

function damaged(): FormatError {
  return new FormatError('the bzip2 stream is damaged or cut');
}

class BlockDecoder {
  readonly #bits: BitReader;
  readonly #most: number;
  /** Symbols in the low byte; the links of the inverse transform above it. */
  readonly #table: Uint32Array;
  readonly #piece = new Uint8Array(PIECE);
  readonly #counts = new Int32Array(257);

  constructor(bits: BitReader, most: number) {
    this.#bits = bits;
    this.#most = most;
    this.#table = new Uint32Array(most);
  }

  *decode(): Generator<Uint8Array> {
    const bits = this.#bits;
    const crc = bits.read(32) | 0;
    if (bits.read(1) === 1) throw new FormatError('a bzip2 stream of a kind no longer made');
    const start = bits.read(24);
    const length = this.#readSymbols();
    if (length === 0) return;
    if (start >= length) throw damaged();
    this.#link(length);
    yield* this.#unwind(start, length, crc);
  }

  /** Reads the block's symbols through Huffman codes, move-to-front and run lengths. */
  #readSymbols(): number {
    const bits = this.#bits;
    const front = this.#readAlphabet();
    const symbols = front.length + 2;
    const groups = bits.read(3);
    const selectorCount = bits.read(15);
    if (groups < 2 || groups > 6 || selectorCount === 0) throw damaged();
    const selectors = readSelectors(bits, groups, selectorCount);
    const codes: Code[] = [];
    for (let i = 0; i < groups; i++) codes.push(readCode(bits, symbols));
    const table = this.#table;
    const counts = this.#counts.fill(0);
    let fill = 0;
    let run = 0;
    let weight = 1;
    for (let selector = 0; ; selector++) {
      if (selector >= selectorCount) throw damaged();
      const code = codes[selectors[selector] as number] as Code;
      for (let left = 50; left > 0; left--) {
        const symbol = code.read(bits);
        if (symbol < 2) {
          run += weight << symbol;
          weight *= 2;
          if (run > this.#most) throw damaged();
          continue;
        }
        if (run > 0) {
          if (fill + run > this.#most) throw damaged();
          const byte = front[0] as number;
          table.fill(byte, fill, fill + run);
          counts[byte] = (counts[byte] as number) + run;
          fill += run;
          run = 0;
          weight = 1;
        }
        if (symbol === symbols - 1) return fill;
        if (fill >= this.#most) throw damaged();
        const at = symbol - 1;
        const byte = front[at] as number;
        front.copyWithin(1, 0, at);
        front[0] = byte;
        table[fill++] = byte;
        counts[byte] = (counts[byte] as number) + 1;
      }
    }
  }

  #readAlphabet(): Uint8Array {
    const bits = this.#bits;
    const ranges = bits.read(16);
    const used: number[] = [];
    for (let range = 0; range < 16; range++) {
      if ((ranges & (0x8000 >> range)) === 0) continue;
      const map = bits.read(16);
      for (let i = 0; i < 16; i++) if ((map & (0x8000 >> i)) !== 0) used.push(range * 16 + i);
    }
    if (used.length === 0) throw damaged();
    return Uint8Array.from(used);
  }

  /** Turns symbols into links: each entry learns which entry follows it in the plain text. */
  #link(length: number): void {
    const counts = this.#counts;
    let sum = 0;
    for (let i = 0; i < 256; i++) {
      const count = counts[i] as number;
      counts[i] = sum;
      sum += count;
    }
    const table = this.#table;
    for (let i = 0; i < length; i++) {
      const byte = (table[i] as number) & 0xff;
      const at = counts[byte] as number;
      counts[byte] = at + 1;
      table[at] = ((table[at] as number) | (i << 8)) >>> 0;
    }
  }

  /** Follows the links and undoes the outer run lengths: a count follows four equal bytes. */
  *#unwind(start: number, length: number, expected: number): Generator<Uint8Array> {
    const table = this.#table;
    const piece = this.#piece;
    let position = (table[start] as number) >>> 8;
    let fill = 0;
    let crc = -1;
    let last = -1;
    let equal = 0;
    for (let i = 0; i < length; i++) {
      if (position >= length) throw damaged();
      const entry = table[position] as number;
      position = entry >>> 8;
      let byte = entry & 0xff;
      let count = 1;
      if (equal === 4) {
        count = byte;
        byte = last;
        equal = 0;
        last = -1;
      } else {
        equal = byte === last ? equal + 1 : 1;
        last = byte;
      }
      if (fill + 256 > PIECE) {
        yield piece.subarray(0, fill);
        fill = 0;
      }
      for (let k = 0; k < count; k++) {
        piece[fill++] = byte;
        crc = (crc << 8) ^ (CRC[((crc >>> 24) ^ byte) & 0xff] as number);
      }
    }
    if (fill > 0) yield piece.subarray(0, fill);
    if (~crc !== expected) throw damaged();
  }
}

function readSelectors(bits: BitReader, groups: number, count: number): Uint8Array {
  const front = Uint8Array.from({ length: groups }, (_, i) => i);
  const selectors = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let at = 0;
    while (bits.read(1) === 1) if (++at >= groups) throw damaged();
    const group = front[at] as number;
    front.copyWithin(1, 0, at);
    front[0] = group;
    selectors[i] = group;
  }
  return selectors;
}

/** Lengths are told as steps from the one before. */
function readCode(bits: BitReader, symbols: number): Code {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let i = 0; i < symbols; i++) {
    for (;;) {
      if (length < 1 || length > 20) throw damaged();
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[i] = length;
  }
  return new Code(lengths);
}

/** A canonical Huffman code, read bit by bit from the shortest length on. */
class Code {
  readonly #shortest: number;
  /** By length: the first number that is no code of that length, and what turns a code into an index. */
  readonly #limit = new Int32Array(22);
  readonly #offset = new Int32Array(22);
  readonly #symbols: Uint16Array;

  constructor(lengths: Uint8Array) {
    const order = Array.from(lengths, (_, i) => i).sort(
      (a, b) => (lengths[a] as number) - (lengths[b] as number) || a - b,
    );
    this.#symbols = Uint16Array.from(order);
    this.#shortest = lengths[order[0] as number] as number;
    const counts = new Int32Array(22);
    for (const length of lengths) counts[length] = (counts[length] as number) + 1;
    let code = 0;
    let index = 0;
    for (let length = 1; length <= 20; length++) {
      this.#offset[length] = index - code;
      code += counts[length] as number;
      index += counts[length] as number;
      this.#limit[length] = code;
      code <<= 1;
    }
  }

  read(bits: BitReader): number {
    let length = this.#shortest;
    let code = bits.read(length);
    while (code >= (this.#limit[length] as number)) {
      if (++length > 20) throw damaged();
      code = (code << 1) | bits.read(1);
    }
    const symbol = this.#symbols[code + (this.#offset[length] as number)];
    if (symbol === undefined) throw damaged();
    return symbol;
  }
}
