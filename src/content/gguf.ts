/**
 * Reads the keys and values in front of a GGUF model (ggml-org/ggml, docs/gguf.md, "File Structure"):
 * a value lies behind its key, its type and its length, so the two are written down together.
 */
import { Ahead } from './ahead.ts';
import { FormatError } from './budget.ts';
import { Lines } from './lines.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';

/** Bytes of each type, `gguf_metadata_value_type`; 0 for strings and arrays. */
const SIZES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
const STRING = 8;
const ARRAY = 9;
/** Longer strings are passed over: they lie in the file as they are. */
const LONGEST = 64 * 1024;

/** Throws FormatError, LimitError. */
export async function openGguf(source: Pull, nested: Nested): Promise<void> {
  const ahead = new Ahead(source, nested);
  const lines = new Lines(nested, 'metadata');
  // Magic, version, number of tensors.
  await ahead.skip(16);
  const count = await ahead.length();
  for (let i = 0; i < count; i++) {
    const key = await readString(ahead);
    const type = await readType(ahead);
    const value = type === STRING ? await readString(ahead) : null;
    if (key !== null && value !== null) lines.pair(key, value);
    if (type !== STRING) await skipValue(ahead, type, key ?? '', lines);
    if (lines.full) await lines.flush();
  }
  await lines.end();
}

async function readType(ahead: Ahead): Promise<number> {
  const type = (await ahead.take(4)).readUInt32LE(0);
  if (type >= SIZES.length) throw new FormatError('the metadata of the GGUF model are damaged');
  return type;
}

async function readString(ahead: Ahead): Promise<string | null> {
  const length = await ahead.length();
  if (length <= LONGEST) return (await ahead.take(length)).toString('utf8');
  await ahead.skip(length);
  return null;
}

/** Passes over numbers; the strings of a short array belong to its key, a long one is a vocabulary. */
async function skipValue(ahead: Ahead, type: number, key: string, lines: Lines): Promise<void> {
  if (type !== ARRAY) return ahead.skip(SIZES[type] as number);
  const inner = await readType(ahead);
  const count = await ahead.length();
  if (inner === ARRAY) throw new FormatError('the metadata of the GGUF model nest arrays');
  if (inner !== STRING) return ahead.skip(count * (SIZES[inner] as number));
  for (let i = 0; i < count; i++) {
    const value = await readString(ahead);
    if (count <= VOCABULARY && value !== null) lines.pair(key, value);
  }
}

const VOCABULARY = 1000;
