/**
 * Variables of a Dockerfile while it is read from top to bottom. What was passed at build time is not
 * in the file, so a value has two faces: `text`, with the defaults that the file states, and `loose`,
 * where everything that a build argument or the base image may have changed is a gap.
 */
import type { Instruction } from './dockerfile.ts';

export interface Value {
  text: string;
  /** Literal pieces; null stands for any text. */
  loose: (string | null)[];
}

export type Lookup = (name: string) => Value | undefined;

export function literal(text: string): Value {
  return { text, loose: [text] };
}

/** A value that is not in the file; `text` is what it would be were nothing passed. */
export function unsure(text: string): Value {
  return { text, loose: [null] };
}

/** In UTF-16 units; `ARG A=$A$A` in a few lines would else fill the memory. */
const LONGEST_VALUE = 1 << 16;
const MOST_PIECES = 256;
const NAME = /[A-Za-z0-9_]/;

/** Expands `$NAME` and `${NAME…}` and removes quotes (moby/buildkit frontend/dockerfile/shell/lex.go). */
export function expand(raw: string, lookup: Lookup, escape: string): Value {
  return new Expansion(lookup, escape).run(raw);
}

class Expansion {
  readonly #pieces: { text: string; loose: (string | null)[] }[] = [];
  readonly #lookup: Lookup;
  readonly #escape: string;
  #plain = '';

  constructor(lookup: Lookup, escape: string) {
    this.#lookup = lookup;
    this.#escape = escape;
  }

  run(raw: string): Value {
    let quote = '';
    for (let at = 0; at < raw.length; at++) {
      const char = raw[at] as string;
      const next = raw[at + 1];
      if (char === this.#escape && quote !== "'" && next !== undefined) {
        if (quote === '"' && next !== '"' && next !== '$' && next !== this.#escape) {
          this.#plain += char;
        }
        this.#plain += next;
        at++;
      } else if (quote === '' && (char === '"' || char === "'")) quote = char;
      else if (char === quote) quote = '';
      else if (char === '$' && quote !== "'") at += this.#variable(raw, at);
      else this.#plain += char;
    }
    this.#flush();
    const loose = this.#pieces.flatMap((piece) => piece.loose);
    const length = this.#pieces.reduce((sum, piece) => sum + piece.text.length, 0);
    if (length > LONGEST_VALUE || loose.length > MOST_PIECES) return unsure('');
    return { text: this.#pieces.map((piece) => piece.text).join(''), loose };
  }

  #flush(): void {
    if (this.#plain !== '') this.#pieces.push(literal(this.#plain));
    this.#plain = '';
  }

  /** Takes the variable at the `$`; gives how many characters beyond the `$` it took. */
  #variable(raw: string, at: number): number {
    if (raw[at + 1] === '{') {
      const close = closingBrace(raw, at + 2);
      if (close < 0) {
        this.#plain += '$';
        return 0;
      }
      this.#flush();
      this.#pieces.push(this.#braced(raw.slice(at + 2, close)));
      return close - at;
    }
    let end = at + 1;
    while (end < raw.length && NAME.test(raw[end] as string)) end++;
    if (end === at + 1) {
      this.#plain += '$';
      return 0;
    }
    this.#flush();
    this.#pieces.push(this.#lookup(raw.slice(at + 1, end)) ?? unsure(''));
    return end - at - 1;
  }

  #braced(body: string): Value {
    const parts = /^([A-Za-z0-9_]+)(?:(:?[-+?])([^]*))?$/.exec(body);
    if (parts === null) return unsure('');
    const found = this.#lookup(parts[1] as string);
    const operator = parts[2]?.at(-1);
    if (operator === undefined || operator === '?') return found ?? unsure('');
    const set = found !== undefined && (parts[2]?.length === 1 || found.text !== '');
    // No lookahead into nested braces beyond plain text: what stays unknown is a gap, never wrong.
    const word = parts[3] ?? '';
    if (word.includes('$')) return unsure('');
    return unsure(operator === '-' ? (set ? found.text : word) : set ? word : '');
  }
}

function closingBrace(raw: string, from: number): number {
  let depth = 1;
  for (let at = from; at < raw.length; at++) {
    if (raw[at] === '{' && raw[at - 1] === '$') depth++;
    else if (raw[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** Variables in scope at one point of a stage. */
export class Scope {
  readonly args = new Map<string, Value>();
  readonly env = new Map<string, Value>();
  readonly lookup: Lookup = (name) => this.env.get(name) ?? this.args.get(name);
  readonly #globals: ReadonlyMap<string, Value>;
  readonly #escape: string;

  constructor(globals: ReadonlyMap<string, Value>, escape: string) {
    this.#globals = globals;
    this.#escape = escape;
  }

  expand(raw: string): Value {
    return expand(raw, this.lookup, this.#escape);
  }

  /** Takes in what an ARG or ENV defines; any other instruction changes nothing. */
  define(instruction: Instruction): void {
    if (instruction.keyword === 'ENV') {
      const values = instruction.properties.map((one) => this.expand(one.value ?? ''));
      instruction.properties.forEach((one, at) => this.env.set(one.name, values[at] as Value));
    } else if (instruction.keyword === 'ARG') {
      for (const one of instruction.properties) {
        const global = one.value === null ? this.#globals.get(one.name)?.text : undefined;
        const text = one.value === null ? (global ?? '') : this.expand(one.value).text;
        this.args.set(one.name, unsure(text));
      }
    }
  }
}

/** Defaults of the ARGs before the first FROM. */
export function globalValues(globalArgs: Instruction[], escape: string): Map<string, Value> {
  const scope = new Scope(new Map(), escape);
  for (const instruction of globalArgs) scope.define(instruction);
  return scope.args;
}

/** Text with the defaults of global ARGs, as FROM sees them. */
export function expandPlain(
  raw: string,
  globals: ReadonlyMap<string, Value>,
  escape: string,
): string {
  return expand(raw, (name) => globals.get(name), escape).text;
}
