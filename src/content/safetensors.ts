/**
 * Reads the free texts of a safetensors model (huggingface/safetensors, README, "Format"): eight bytes
 * of length, a JSON object, the tensors. `__metadata__` maps strings to strings, often JSON themselves.
 */
import { FormatError } from './budget.ts';
import { Lines } from './lines.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';

/** Bytes of a header that is read; the format allows 100 MB, a model of 400 layers has 100 KB. */
const LONGEST = 16 * 1024 * 1024;

/** Throws FormatError, LimitError. */
export async function openSafetensors(source: Pull, nested: Nested): Promise<void> {
  const length = Number(Buffer.from(await source.take(8)).readBigUInt64LE(0));
  if (length > LONGEST) throw new FormatError('the header of the safetensors model is too long');
  const json = Buffer.from(await source.take(length)).toString('utf8');
  const lines = new Lines(nested, '__metadata__');
  for (const [key, value] of Object.entries(metadataOf(json))) {
    if (typeof value === 'string') lines.pair(key, value);
    if (lines.full) await lines.flush();
  }
  await lines.end();
}

function metadataOf(json: string): object {
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    throw new FormatError('the header of the safetensors model cannot be read');
  }
  if (typeof header !== 'object' || header === null) return {};
  const metadata: unknown = Object.getOwnPropertyDescriptor(header, '__metadata__')?.value;
  return typeof metadata === 'object' && metadata !== null ? metadata : {};
}
