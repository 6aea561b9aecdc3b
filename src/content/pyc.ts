/**
 * Reads compiled Python: `API_KEY = "…"` is a constant and a name that lie far apart, joined only by
 * the bytecode. It is written down again as an assignment. Opcodes from Lib/opcode.py of each version.
 */
import { Marshal, isCode } from './marshal.ts';
import type { Code, Value } from './marshal.ts';
import { isOutOfRange } from './budget.ts';
import { assignment } from './lines.ts';
import type { Nested } from './nested.ts';

interface Opcodes {
  constant: number;
  /** By opcode: whether the argument counts names or variables. */
  stores: ReadonlyMap<number, 'names' | 'variables'>;
  buildMap: number;
  keywords: number;
}

const UNTIL_312: Opcodes = {
  constant: 100,
  stores: new Map([
    [90, 'names'],
    [97, 'names'],
    [95, 'names'],
    [125, 'variables'],
  ]),
  buildMap: 105,
  keywords: 172,
};

const SINCE_313: Opcodes = {
  constant: 83,
  stores: new Map([
    [114, 'names'],
    [113, 'names'],
    [108, 'names'],
    [110, 'variables'],
  ]),
  buildMap: 48,
  keywords: -1,
};

/** Pushes the constants of a module: those with a name as assignments, the others as they are. */
export async function openPyc(bytes: Buffer, nested: Nested): Promise<void> {
  const version = versionOf(bytes.readUInt16LE(0));
  const header = version >= 307 ? 16 : version >= 300 ? 12 : 8;
  const lines: string[] = [];
  try {
    const module = new Marshal(bytes, header, version).read();
    if (isCode(module)) describe(module, version, lines, 0);
  } catch (error) {
    if (!isOutOfRange(error)) throw error;
    nested.unopened(null, 'the compiled Python file cannot be read');
  }
  if (lines.length > 0) nested.text('constants', Buffer.from(lines.join('\n')));
}

/** Magic numbers grow with the versions (importlib/_bootstrap_external.py). */
function versionOf(magic: number): number {
  if (magic > 60_000) return 207;
  const steps: [number, number][] = [
    [3390, 307],
    [3400, 308],
    [3420, 309],
    [3430, 310],
    [3450, 311],
    [3500, 312],
    [3550, 313],
    [3600, 314],
  ];
  return steps.reduce((version, [from, next]) => (magic >= from ? next : version), 306);
}

function describe(code: Code, version: number, lines: string[], depth: number): void {
  const named = new Set<number>();
  const opcodes = version >= 314 || version < 306 ? null : version >= 313 ? SINCE_313 : UNTIL_312;
  if (opcodes !== null) assignments(code, opcodes, named, lines);
  code.consts.forEach((value, i) => {
    if (isCode(value) && depth < 32) describe(value, version, lines, depth + 1);
    else if (!named.has(i)) lines.push(...stringsOf(value));
  });
}

/** Follows loads of constants up to what takes them: a store, a dictionary, keyword arguments. */
function assignments(code: Code, opcodes: Opcodes, named: Set<number>, lines: string[]): void {
  let run: number[] = [];
  const tell = (name: Value | undefined, constant: number | undefined): void => {
    const value = constant === undefined ? null : code.consts[constant];
    if (typeof name !== 'string' || typeof value !== 'string' || constant === undefined) return;
    named.add(constant);
    lines.push(assignment(name, value));
  };
  const tellAll = (names: Value | undefined, values: number[]): void => {
    if (!Array.isArray(names) || names.length > values.length) return;
    names.forEach((name, i) => tell(name, values[values.length - names.length + i]));
  };
  for (let at = 0; at + 1 < code.code.length; at += 2) {
    const opcode = code.code[at] as number;
    const argument = code.code[at + 1] as number;
    // Places for the interpreter's own notes.
    if (opcode === 0) continue;
    if (opcode === opcodes.constant) {
      run.push(argument);
      continue;
    }
    const store = opcodes.stores.get(opcode);
    if (store !== undefined) tell(code[store][argument], run.at(-1));
    else if (opcode === opcodes.keywords) tellAll(code.consts[argument], run);
    else if (run.length > 1 && Array.isArray(code.consts[run.at(-1) as number])) {
      tellAll(code.consts[run.at(-1) as number], run.slice(0, -1));
    } else if (opcode === opcodes.buildMap) {
      for (let i = run.length - 2; i >= 0; i -= 2) tell(code.consts[run[i] as number], run[i + 1]);
    }
    if (opcode !== opcodes.keywords) run = [];
  }
}

function stringsOf(value: Value): string[] {
  if (typeof value === 'string') return value.length >= 4 ? [value] : [];
  return Array.isArray(value) ? value.flatMap(stringsOf) : [];
}
