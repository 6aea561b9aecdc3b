/**
 * Reads Python's pickles, also those inside of a PyTorch model: a dictionary's key and its value are
 * opcodes apart, so `{"api_key": "…"}` is written down again as an assignment. Nothing is built or
 * called: the stack holds strings and nothing else.
 */
import { Ahead } from './ahead.ts';
import { FormatError } from './budget.ts';
import { Lines } from './lines.ts';
import type { Nested } from './nested.ts';
import { OPCODES } from './pickle-opcodes.ts';
import type { Argument, Opcode } from './pickle-opcodes.ts';
import { PickleStack } from './pickle-stack.ts';
import type { Pull } from '../image/pull.ts';

/** Longer strings are passed over: they lie in the file as they are, with room for their name. */
const LONGEST = 16 * 1024;
/** Opcodes and short arguments that are read without asking for more bytes. */
const MARGIN = 16;

/** Throws FormatError, LimitError. */
export async function openPickle(source: Pull, nested: Nested): Promise<void> {
  const ahead = new Ahead(source, nested);
  const lines = new Lines(nested, 'strings');
  const stack = new PickleStack(lines);
  try {
    await readPickles(ahead, stack, nested);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    await stack.clear();
    await lines.end();
    throw error;
  }
  await lines.end();
}

/** One behind the other, as old PyTorch and `pickle.dump` in a loop leave them. Throws FormatError. */
async function readPickles(ahead: Ahead, stack: PickleStack, nested: Nested): Promise<void> {
  for (let count = 0; ;) {
    if (ahead.left < MARGIN && !(await ahead.fill(MARGIN)) && ahead.left === 0) break;
    if ((++count & 0xfff) === 0) nested.budget.step();
    const opcode = OPCODES[ahead.bytes[ahead.at++] as number];
    if (opcode === undefined) throw new FormatError('the pickle is damaged');
    if (opcode.effect === 'stop') {
      await stack.clear();
      if (!(await ahead.fill(2)) || ahead.bytes[ahead.at] !== 0x80) return;
      continue;
    }
    await perform(opcode, ahead, stack);
  }
  throw new FormatError('the pickle is cut short');
}

async function perform(opcode: Opcode, ahead: Ahead, stack: PickleStack): Promise<void> {
  const { argument, effect, take } = opcode;
  const wanted = effect === 'string' || effect === 'put' || effect === 'get';
  const text = argument === 0 ? null : await readArgument(argument, ahead, wanted);
  switch (effect) {
    case 'string':
      return stack.push(text === null ? null : plain(text, argument === 'line'));
    case 'other':
    case 'into':
      if (take !== 0) await stack.tell(stack.take(take));
      return effect === 'other' ? stack.push(null) : undefined;
    case 'dictionary':
    case 'items':
      await stack.tellItems(stack.take(take));
      return effect === 'dictionary' ? stack.push(null) : undefined;
    case 'mark':
      return stack.mark();
    case 'drop':
      return stack.tell(stack.take(take));
    case 'twice':
      return stack.twice();
    case 'remember':
      return stack.put(null);
    case 'put':
      return stack.put(indexOf(argument, text));
    case 'get':
      return stack.get(indexOf(argument, text));
    case 'none':
    case 'stop':
      return;
  }
}

/** Null where nobody wants it or it is too long. Throws FormatError. */
async function readArgument(
  argument: Argument,
  ahead: Ahead,
  wanted: boolean,
): Promise<Buffer | null> {
  if (argument === 'line') return readLine(ahead);
  if (argument === 'lines') {
    await readLine(ahead);
    return readLine(ahead);
  }
  const length = await lengthOf(argument, ahead);
  if (wanted && length <= LONGEST) return ahead.take(length);
  await ahead.skip(length);
  return null;
}

async function lengthOf(argument: Argument, ahead: Ahead): Promise<number> {
  if (typeof argument === 'number') return argument;
  if (argument === 'length8') return ahead.length();
  const bytes = await ahead.take(argument === 'length1' ? 1 : 4);
  return bytes.readUIntLE(0, bytes.length);
}

/** Up to the next line end; null where it is too long. Throws FormatError. */
async function readLine(ahead: Ahead): Promise<Buffer | null> {
  for (let long = false; ; long = true) {
    await ahead.fill(LONGEST);
    const end = ahead.bytes.indexOf(0x0a, ahead.at);
    if (end >= 0) {
      const line = ahead.bytes.subarray(ahead.at, end);
      ahead.at = end + 1;
      return long ? null : line;
    }
    if (ahead.left < LONGEST) throw new FormatError('the pickle is cut short');
    await ahead.skip(ahead.left);
  }
}

/** A string of protocol 0 may stand in quotes, as Python would print it. Null for what is no text. */
function plain(bytes: Buffer, line: boolean): string | null {
  if (bytes.includes(0)) return null;
  const text = bytes.toString('utf8');
  return line && /^(['"]).*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

function indexOf(argument: Argument, bytes: Buffer | null): number {
  if (bytes === null) return -1;
  return argument === 'line' ? Number(bytes.toString('latin1')) : bytes.readUIntLE(0, bytes.length);
}
