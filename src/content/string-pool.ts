/**
 * Reads the string pools of Android's compiled resources (frameworks/base,
 * libs/androidfw/include/androidfw/ResourceTypes.h, ResStringPool_header): strings of UTF-8 or UTF-16
 * behind their lengths, found by offsets.
 */
export const STRING_POOL = 0x0001;
/** No string. */
export const NONE = 0xffffffff;

const UTF8 = 1 << 8;
/** Longer strings are passed over: they lie in the file as they are, with room for their name. */
const LONGEST = 16 * 1024;

/** Strings by number. Throws RangeError where the file ends too early. */
export class StringPool {
  readonly #bytes: Buffer;
  readonly #count: number;
  readonly #offsets: number;
  readonly #strings: number;
  readonly #wide: boolean;

  /** `at`: where the chunk of the pool begins. */
  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#count = bytes.readUInt32LE(at + 8);
    this.#wide = (bytes.readUInt32LE(at + 16) & UTF8) === 0;
    this.#strings = at + bytes.readUInt32LE(at + 20);
    this.#offsets = at + bytes.readUInt16LE(at + 2);
  }

  /** Empty where there is no such string, or a long one. */
  text(index: number): string {
    if (index >= this.#count) return '';
    const at = this.#strings + this.#bytes.readUInt32LE(this.#offsets + 4 * index);
    return this.#wide ? this.#utf16(at) : this.#utf8(at);
  }

  /** Two bytes tell the length, four where the highest bit is set. */
  #utf16(at: number): string {
    const bytes = this.#bytes;
    const first = bytes.readUInt16LE(at);
    const long = first >= 0x8000;
    const length = long ? (first - 0x8000) * 65536 + bytes.readUInt16LE(at + 2) : first;
    const from = at + (long ? 4 : 2);
    return textIn(bytes, 'utf16le', from, from + 2 * length);
  }

  /** The length in characters, then in bytes, each in one byte, or two where the highest bit is set. */
  #utf8(at: number): string {
    const bytes = this.#bytes;
    const told = at + (bytes.readUInt8(at) >= 0x80 ? 2 : 1);
    const first = bytes.readUInt8(told);
    const long = first >= 0x80;
    const length = long ? (first - 0x80) * 256 + bytes.readUInt8(told + 1) : first;
    const from = told + (long ? 2 : 1);
    return textIn(bytes, 'utf8', from, from + length);
  }
}

function textIn(bytes: Buffer, as: 'utf8' | 'utf16le', from: number, end: number): string {
  if (end > bytes.length) throw new RangeError('a string ends behind the file');
  return end - from > LONGEST ? '' : bytes.toString(as, from, end);
}
