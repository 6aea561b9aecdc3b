/**
 * Reads CPython's marshal format as far as code objects need it (Python/marshal.c of 2.7 and 3.6 to
 * 3.14): strings, tuples and code; everything else is passed over.
 */

export interface Code {
  code: Buffer;
  consts: Value[];
  names: Value[];
  variables: Value[];
}

/** A string, a tuple, a code object; null for what is none of these. */
export type Value = string | Value[] | Code | null;

const DEEPEST = 64;
/** Values of one file at most; a real one has some thousand. */
const VALUES = 1_000_000;

export function isCode(value: Value): value is Code {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Throws RangeError where the file ends too early or is nothing that marshal writes. */
export class Marshal {
  readonly #bytes: Buffer;
  readonly #version: number;
  readonly #references: Value[] = [];
  readonly #interned: Value[] = [];
  #at: number;
  #count = 0;

  /** `version`: major times 100 plus minor, 311 for 3.11. */
  constructor(bytes: Buffer, at: number, version: number) {
    this.#bytes = bytes;
    this.#at = at;
    this.#version = version;
  }

  read(depth = 0): Value {
    if (depth > DEEPEST || ++this.#count > VALUES) throw new RangeError('too much');
    const byte = this.#bytes.readUInt8(this.#at++);
    const slot = (byte & 0x80) === 0 ? -1 : this.#references.push(null) - 1;
    const value = this.#body(String.fromCharCode(byte & 0x7f), depth);
    if (slot >= 0) this.#references[slot] = value;
    return value;
  }

  #body(type: string, depth: number): Value {
    switch (type) {
      case 'z':
      case 'Z':
        return this.#string(this.#bytes.readUInt8(this.#at++));
      case 'a':
      case 'A':
      case 'u':
      case 's':
        return this.#string(this.#number());
      case 't':
        return this.#intern(this.#string(this.#number()));
      case 'R':
        return this.#interned[this.#number()] ?? null;
      case 'r':
        return this.#references[this.#number()] ?? null;
      case ')':
        return this.#tuple(this.#bytes.readUInt8(this.#at++), depth);
      case '(':
      case '[':
      case '<':
      case '>':
        return this.#tuple(this.#number(), depth);
      case '{':
        return this.#dictionary(depth);
      case 'c':
        return this.#code(depth);
      default:
        return this.#skip(type);
    }
  }

  #skip(type: string): null {
    if (type === 'i') this.#at += 4;
    else if (type === 'g' || type === 'I') this.#at += 8;
    else if (type === 'y') this.#at += 16;
    else if (type === 'l') this.#at += 4 + 2 * Math.abs(this.#bytes.readInt32LE(this.#at));
    else if (type === 'f') this.#at += 1 + this.#bytes.readUInt8(this.#at);
    else if (!'0NTF.S:'.includes(type)) throw new RangeError('an unknown type');
    return null;
  }

  #number(): number {
    this.#at += 4;
    return this.#bytes.readUInt32LE(this.#at - 4);
  }

  #string(length: number): string {
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('cut');
    return this.#bytes.toString('utf8', this.#at - length, this.#at);
  }

  #intern(value: string): string {
    this.#interned.push(value);
    return value;
  }

  #tuple(length: number, depth: number): Value[] {
    const values: Value[] = [];
    for (let i = 0; i < length; i++) values.push(this.read(depth + 1));
    return values;
  }

  #dictionary(depth: number): null {
    while (this.#bytes.readUInt8(this.#at) !== 0x30) {
      this.read(depth + 1);
      this.read(depth + 1);
    }
    this.#at++;
    return null;
  }

  #code(depth: number): Code {
    const version = this.#version;
    this.#at += 4 * (version < 300 ? 4 : version < 308 || version >= 311 ? 5 : 6);
    const from = this.#at;
    this.read(depth + 1);
    // Bytecode is no text: it is taken as the bytes that it is, behind its type and length.
    const code = this.#bytes.subarray(Math.min(from + 5, this.#at), this.#at);
    const consts = this.read(depth + 1);
    const names = this.read(depth + 1);
    const variables = this.read(depth + 1);
    // Kinds of locals, or free and cell variables; file and name; since 3.11 the qualified name.
    for (let i = 0; i < 4; i++) this.read(depth + 1);
    this.#at += 4;
    this.read(depth + 1);
    if (version >= 311) this.read(depth + 1);
    const list = (value: Value): Value[] => (Array.isArray(value) ? value : []);
    return { code, consts: list(consts), names: list(names), variables: list(variables) };
  }
}
