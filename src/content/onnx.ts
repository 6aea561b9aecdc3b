/**
 * Reads the texts of an ONNX model (onnx/onnx, onnx/onnx.proto): metadata properties, attributes of
 * nodes, descriptions. The model is a protocol buffer, in which a key and its value are fields of
 * their own; all else, weights above all, is passed over.
 */
import { Ahead } from './ahead.ts';
import { FormatError } from './budget.ts';
import { Lines } from './lines.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';

/** Numbers of fields. */
interface Message {
  /** The name of what stands in `values`. */
  key?: number;
  values?: readonly number[];
  /** Texts without a name. */
  texts?: readonly number[];
  children?: () => Readonly<Record<number, Message>>;
}

const ENTRY: Message = { key: 1, values: [2] };
const TENSOR: Message = {
  key: 8,
  values: [6],
  texts: [12],
  children: () => ({ 13: ENTRY, 16: ENTRY }),
};
const ATTRIBUTE: Message = {
  key: 1,
  values: [4, 9],
  texts: [13],
  children: () => ({ 5: TENSOR, 6: GRAPH, 10: TENSOR, 11: GRAPH }),
};
const NODE: Message = { texts: [6], children: () => ({ 5: ATTRIBUTE, 9: ENTRY }) };
const GRAPH: Message = { texts: [10], children: () => ({ 1: NODE, 5: TENSOR, 16: ENTRY }) };
const FUNCTION: Message = { texts: [8], children: () => ({ 7: NODE, 11: ATTRIBUTE, 14: ENTRY }) };
const MODEL: Message = {
  texts: [2, 3, 4, 6],
  children: () => ({ 7: GRAPH, 14: ENTRY, 25: FUNCTION }),
};

/** Longer texts are passed over: they lie in the file as they are. */
const LONGEST = 64 * 1024;
/** Messages in messages: graphs stand in attributes of loops and branches. */
const DEEPEST = 32;

/** Throws LimitError; FormatError where the model is cut or damaged. */
export async function openOnnx(source: Pull, nested: Nested): Promise<void> {
  const ahead = new Ahead(source, nested);
  const lines = new Lines(nested, 'metadata');
  try {
    await readMessage(ahead, Number.MAX_SAFE_INTEGER, MODEL, lines, 0);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    await lines.end();
    throw error;
  }
  await lines.end();
}

/** Reads fields up to the offset `end`, or the file's (protobuf.dev, "Encoding"). */
async function readMessage(
  ahead: Ahead,
  end: number,
  message: Message,
  lines: Lines,
  depth: number,
): Promise<void> {
  const children = message.children?.() ?? {};
  let key = '';
  while (ahead.offset < end && (await ahead.fill(1))) {
    const tag = await ahead.varint();
    const field = Math.floor(tag / 8);
    const wire = tag & 7;
    if (wire !== 2) {
      await skipNumber(ahead, wire);
      continue;
    }
    const length = await ahead.varint();
    if (ahead.offset + length > end) throw new FormatError('the ONNX model is damaged');
    const child = children[field];
    if (child !== undefined && depth < DEEPEST) {
      await readMessage(ahead, ahead.offset + length, child, lines, depth + 1);
      continue;
    }
    const named = message.values?.includes(field) === true;
    const wanted = named || field === message.key || message.texts?.includes(field) === true;
    if (!wanted || length > LONGEST) {
      await ahead.skip(length);
      continue;
    }
    const text = (await ahead.take(length)).toString('utf8');
    if (field === message.key) key = text;
    else if (named && key !== '') lines.pair(key, text);
    else lines.lone(text);
    if (lines.full) await lines.flush();
  }
}

async function skipNumber(ahead: Ahead, wire: number): Promise<void> {
  if (wire === 0) await ahead.varint();
  else if (wire === 1) await ahead.skip(8);
  else if (wire === 5) await ahead.skip(4);
  else throw new FormatError('the ONNX model is damaged');
}
