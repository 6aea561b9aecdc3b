/**
 * Writes down, a line each, the strings of a format that keeps them apart from their names: a name
 * with its value as an assignment, as a programmer would have written it; others as they are, since
 * quoted lines would look like one string literal that is wrapped.
 */
import type { Nested } from './nested.ts';

/** `name = "value"`. */
export function assignment(name: string, value: string): string {
  return `${name} = ${JSON.stringify(value)}`;
}

/** Characters that wait at most before they are written. */
const PENDING = 64 * 1024;
/** Strings shorter than this hold nothing that is worth a line without a name. */
const SHORTEST = 4;

/** One nested text, which is begun with the first line. */
export class Lines {
  readonly #nested: Nested;
  readonly #name: string;
  #lines: string[] = [];
  #length = 0;
  #begun = false;

  constructor(nested: Nested, name: string) {
    this.#nested = nested;
    this.#name = name;
  }

  /** True when `flush` should be awaited. */
  get full(): boolean {
    return this.#length >= PENDING;
  }

  pair(name: string, value: string): void {
    if (value.length > 0) this.#add(assignment(name, value));
  }

  lone(value: string): void {
    if (value.length >= SHORTEST) this.#add(value);
  }

  #add(line: string): void {
    this.#lines.push(line);
    this.#length += line.length + 1;
  }

  /** Throws LimitError. */
  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    if (!this.#begun) this.#nested.open(this.#name);
    this.#begun = true;
    const text = Buffer.from(`${this.#lines.join('\n')}\n`);
    this.#lines = [];
    this.#length = 0;
    this.#nested.write(text);
    await this.#nested.room();
  }

  /** Ends the text. Throws LimitError. */
  async end(): Promise<void> {
    await this.flush();
    if (this.#begun) this.#nested.end();
    this.#begun = false;
  }
}
