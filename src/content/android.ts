/**
 * Reads Android's compiled resources and XML (frameworks/base,
 * libs/androidfw/include/androidfw/ResourceTypes.h): names and values lie in pools of strings apart, so
 * `<string name="api_key">…</string>` is written down again as an assignment.
 */
import { NONE, STRING_POOL, StringPool } from './string-pool.ts';
import { writeLines } from './write-lines.ts';

const PACKAGE = 0x0200;
const TYPE = 0x0201;
const START_ELEMENT = 0x0102;
const CDATA = 0x0104;
/** Res_value's type of a string. */
const STRING = 3;
/** Flags of a type chunk: its entries are listed by number, or by offsets of 16 bits. */
const SPARSE = 1;
const SHORT_OFFSETS = 2;
/** Flags of an entry. */
const COMPLEX = 1;
const COMPACT = 8;

interface Chunk {
  type: number;
  at: number;
  /** Where its header ends. */
  from: number;
  end: number;
}

/** Chunks that lie one behind the other. Throws RangeError where one does not hold together. */
function* chunksOf(bytes: Buffer, from: number, end: number): Generator<Chunk> {
  for (let at = from; at + 8 <= end;) {
    const size = bytes.readUInt32LE(at + 4);
    const header = bytes.readUInt16LE(at + 2);
    if (header < 8 || size < header || at + size > end) throw new RangeError('a chunk is cut');
    yield { type: bytes.readUInt16LE(at), at, from: at + header, end: at + size };
    at += size;
  }
}

/** A table of resources (`resources.arsc`). Throws FormatError, LimitError. */
export const openResources = writeLines(
  { step: 'values', what: 'the resources are', each: 8 },
  function* (bytes, lines, count) {
    let values: StringPool | null = null;
    for (const chunk of chunksOf(bytes, bytes.readUInt16LE(2), bytes.length)) {
      if (chunk.type === STRING_POOL) values = new StringPool(bytes, chunk.at);
      if (chunk.type !== PACKAGE || values === null) continue;
      const keys = new StringPool(bytes, chunk.at + bytes.readUInt32LE(chunk.at + 276));
      for (const type of chunksOf(bytes, chunk.from, chunk.end)) {
        if (type.type !== TYPE) continue;
        for (const at of entriesOf(bytes, type)) {
          count();
          for (const { key, value } of valuesOf(bytes, at, count)) {
            lines.pair(keys.text(key), values.text(value));
            yield;
          }
        }
      }
    }
  },
);

/** Where the entries of a type begin. */
function* entriesOf(bytes: Buffer, { at, from }: Chunk): Generator<number> {
  const flags = bytes.readUInt8(at + 9);
  const count = bytes.readUInt32LE(at + 12);
  const start = at + bytes.readUInt32LE(at + 16);
  for (let i = 0; i < count; i++) {
    if ((flags & SPARSE) !== 0) yield start + 4 * bytes.readUInt16LE(from + 4 * i + 2);
    else if ((flags & SHORT_OFFSETS) !== 0) {
      const offset = bytes.readUInt16LE(from + 2 * i);
      if (offset !== 0xffff) yield start + 4 * offset;
    } else {
      const offset = bytes.readUInt32LE(from + 4 * i);
      if (offset !== NONE) yield start + offset;
    }
  }
}

/** The strings of an entry by their numbers: one, or those of a list. */
function* valuesOf(
  bytes: Buffer,
  at: number,
  count: () => void,
): Generator<{ key: number; value: number }> {
  const flags = bytes.readUInt16LE(at + 2);
  if ((flags & COMPACT) !== 0) {
    const key = bytes.readUInt16LE(at);
    if (flags >> 8 === STRING) yield { key, value: bytes.readUInt32LE(at + 4) };
    return;
  }
  const key = bytes.readUInt32LE(at + 4);
  const first = at + bytes.readUInt16LE(at);
  if ((flags & COMPLEX) === 0) {
    if (bytes.readUInt8(first + 3) === STRING) yield { key, value: bytes.readUInt32LE(first + 4) };
    return;
  }
  const values = bytes.readUInt32LE(at + 12);
  for (let i = 0; i < values; i++) {
    count();
    const value = first + 12 * i + 4;
    if (bytes.readUInt8(value + 3) === STRING) yield { key, value: bytes.readUInt32LE(value + 4) };
  }
}

/** A compiled XML file (`AndroidManifest.xml`). Throws FormatError, LimitError. */
export const openCompiledXml = writeLines(
  { step: 'values', what: 'the compiled XML is', each: 8 },
  function* (bytes, lines, count) {
    let pool: StringPool | null = null;
    for (const { type, at, from } of chunksOf(bytes, bytes.readUInt16LE(2), bytes.length)) {
      if (type === STRING_POOL) pool ??= new StringPool(bytes, at);
      if (pool === null) continue;
      if (type === CDATA) lines.lone(pool.text(bytes.readUInt32LE(from)));
      if (type === START_ELEMENT) {
        const told = attributesOf(bytes, from, pool, count);
        const [name, value] = [told.get('name'), told.get('value')];
        // `<meta-data android:name="…" android:value="…"/>`.
        if (name !== undefined && value !== undefined) lines.pair(name, value);
        else {
          for (const [attribute, text] of told) {
            lines.pair(attribute, text);
            yield;
          }
        }
      }
      yield;
    }
  },
);

/** ResXMLTree_attrExt: the namespace and the name of the element, then where its attributes are. */
function attributesOf(
  bytes: Buffer,
  from: number,
  pool: StringPool,
  count: () => void,
): Map<string, string> {
  const told = new Map<string, string>();
  const size = bytes.readUInt16LE(from + 10);
  const attributes = bytes.readUInt16LE(from + 12);
  let at = from + bytes.readUInt16LE(from + 8);
  for (let i = 0; i < attributes; i++, at += size) {
    count();
    const raw = bytes.readUInt32LE(at + 8);
    const typed = bytes.readUInt8(at + 15) === STRING ? bytes.readUInt32LE(at + 16) : NONE;
    const value = pool.text(raw === NONE ? typed : raw);
    if (value !== '') told.set(pool.text(bytes.readUInt32LE(at + 4)), value);
  }
  return told;
}
