/** The stack of a pickle's machine, as far as strings are concerned: everything else on it is null. */
import { FormatError } from './budget.ts';
import type { Lines } from './lines.ts';

/** `told`: it stands in a line already. */
interface Text {
  text: string;
  told: boolean;
}
type Value = Text | null;

/** CPython writes lists and dictionaries in portions of a thousand. */
const DEEPEST = 100_000;
/** Characters of all strings on the stack. */
const HELD = 32 * 1024 * 1024;
/** Strings that are remembered: how many, how long each. */
const REMEMBERED = 100_000;
const SHORT = 1024;

export class PickleStack {
  readonly #lines: Lines;
  readonly #values: Value[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, string>();
  #memoized = 0;
  #held = 0;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  /** Throws FormatError. */
  push(text: string | null): void {
    this.#held += text?.length ?? 0;
    if (this.#values.length >= DEEPEST || this.#held > HELD) {
      throw new FormatError('the pickle is piled up too high');
    }
    this.#values.push(text === null ? null : { text, told: false });
  }

  /** Throws FormatError. */
  mark(): void {
    if (this.#marks.length >= DEEPEST) throw new FormatError('the pickle is piled up too high');
    this.#marks.push(this.#values.length);
  }

  /** The `count` values on top, or all down to the mark where it is negative. */
  take(count: number): Value[] {
    const from = count < 0 ? (this.#marks.pop() ?? 0) : this.#values.length - count;
    const values = this.#values.splice(Math.max(0, from));
    for (const value of values) this.#held -= value?.text.length ?? 0;
    return values;
  }

  twice(): void {
    this.push(this.#values.at(-1)?.text ?? null);
  }

  /** Keeps the value on top under a number; without one, under the count of those before. */
  put(index: number | null): void {
    const text = this.#values.at(-1)?.text;
    const key = index ?? this.#memoized;
    this.#memoized++;
    if (text === undefined || text.length > SHORT) this.#memo.delete(key);
    else if (this.#memo.size < REMEMBERED) this.#memo.set(key, text);
  }

  get(index: number): void {
    this.push(this.#memo.get(index) ?? null);
  }

  /** Writes down strings that go into something without a name. Throws LimitError. */
  async tell(values: readonly Value[]): Promise<void> {
    for (const value of values) {
      if (value === null || value.told) continue;
      value.told = true;
      this.#lines.lone(value.text);
      if (this.#lines.full) await this.#lines.flush();
    }
  }

  /** Writes down keys and values in turn. Throws LimitError. */
  async tellItems(values: readonly Value[]): Promise<void> {
    for (let i = 0; i + 1 < values.length; i += 2) {
      const key = values[i] ?? null;
      const value = values[i + 1] ?? null;
      if (key === null || value === null || value.told) {
        await this.tell([key, value]);
        continue;
      }
      this.#lines.pair(key.text, value.text);
      if (this.#lines.full) await this.#lines.flush();
    }
  }

  /** What is left, at the end of a pickle. Throws LimitError. */
  async clear(): Promise<void> {
    await this.tell(this.#values);
    this.#values.length = 0;
    this.#marks.length = 0;
    this.#memo.clear();
    this.#held = 0;
    this.#memoized = 0;
  }
}
