/**
 * The opcodes of Python's pickles, protocols 0 to 5, as far as strings and what takes them up are
 * concerned (Lib/pickletools.py, `opcodes`; PEP 307, 3154 and 574).
 */

/** What follows the opcode: nothing, so many bytes, a line, or bytes behind their length. */
export type Argument = number | 'line' | 'lines' | 'length1' | 'length4' | 'length8';

export type Effect =
  /** Pushes the argument as a string. */
  | 'string'
  /** Pushes what is no string; `take` values, or all down to the mark, go into it. */
  | 'other'
  /** Takes values into the one below. */
  | 'into'
  /** As `other` and `into`, with keys and values in turn. */
  | 'dictionary'
  | 'items'
  | 'mark'
  | 'drop'
  | 'twice'
  | 'put'
  | 'remember'
  | 'get'
  | 'stop'
  | 'none';

export interface Opcode {
  argument: Argument;
  effect: Effect;
  /** Values that are taken off the stack; -1 for all down to the mark. */
  take: number;
}

const MARKED = -1;

/** Characters with argument, effect and what is taken. */
const TABLE: readonly (readonly [string, Argument, Effect, number])[] = [
  ['J\x84', 4, 'other', 0],
  ['G', 8, 'other', 0],
  ['K\x82', 1, 'other', 0],
  ['M\x83', 2, 'other', 0],
  ['IFLP', 'line', 'other', 0],
  ['N])}\x88\x89\x8f\x97', 0, 'other', 0],
  ['\x8a', 'length1', 'other', 0],
  ['\x8b', 'length4', 'other', 0],
  ['SV', 'line', 'string', 0],
  ['U\x8cC', 'length1', 'string', 0],
  ['TXB', 'length4', 'string', 0],
  ['\x8d\x8e\x96', 'length8', 'string', 0],
  ['\x98', 0, 'none', 0],
  ['a', 0, 'into', 1],
  ['e\x90', 0, 'into', MARKED],
  ['b', 0, 'into', 1],
  ['lto\x91', 0, 'other', MARKED],
  ['i', 'lines', 'other', MARKED],
  ['Q\x85', 0, 'other', 1],
  ['R\x81\x86\x93', 0, 'other', 2],
  ['\x87\x92', 0, 'other', 3],
  ['c', 'lines', 'other', 0],
  ['d', 0, 'dictionary', MARKED],
  ['s', 0, 'items', 2],
  ['u', 0, 'items', MARKED],
  ['(', 0, 'mark', 0],
  ['0', 0, 'drop', 1],
  ['1', 0, 'drop', MARKED],
  ['2', 0, 'twice', 0],
  ['p', 'line', 'put', 0],
  ['q', 1, 'put', 0],
  ['r', 4, 'put', 0],
  ['\x94', 0, 'remember', 0],
  ['g', 'line', 'get', 0],
  ['h', 1, 'get', 0],
  ['j', 4, 'get', 0],
  ['\x80', 1, 'none', 0],
  ['\x95', 8, 'none', 0],
  ['.', 0, 'stop', 0],
];

/** By byte. */
export const OPCODES: readonly (Opcode | undefined)[] = TABLE.reduce<(Opcode | undefined)[]>(
  (opcodes, [characters, argument, effect, take]) => {
    for (const char of characters) opcodes[char.charCodeAt(0)] = { argument, effect, take };
    return opcodes;
  },
  Array.from({ length: 256 }, () => undefined),
);
