/**
 * Looks for encoded bytes in a text that goes by, in a window that slides over it. Nearly all text
 * holds nothing encoded, so the kernel surveys the window first, and a scanner whose mark it has not
 * seen passes.
 */
import { survey } from '../kernel/survey.ts';

/** Takes what was decoded: a step for the path that ends in the offset, the bytes, what stood before. */
export type Emit = (step: string, bytes: Uint8Array, lead: Uint8Array | null) => void;

/** The part of a text that is in hand. */
export interface View {
  /** Exactly the part in hand, so that a search of the machine ends with it. */
  bytes: Buffer;
  /** Bytes of it. */
  fill: number;
  /** Offset of the first of them in the text. */
  base: number;
  /** True where nothing comes behind them. */
  final: boolean;
  /** Bits of `Mark`: what may stand where a scanner goes on. */
  marks: number;
  /** Runs of base64 characters there, from 24 on: first byte and the one behind the last, in `bytes`. */
  runs: Int32Array;
}

/** Finds one family of encodings. */
export interface Scanner {
  /**
   * Looks at the view from `from` on and emits what it decodes. Gives where to go on: what lies
   * before it is done with, what lies behind it is shown again with more bytes. On a final view the
   * answer means nothing.
   */
  scan(view: View, from: number, emit: Emit): number;
}

const WINDOW = 1024 * 1024;
/** At least so much of the window must be done with when it is full. */
const PROGRESS = WINDOW / 2;
/** Texts shorter than this cannot hold an encoded secret. */
const SHORTEST = 16;

export class Inspector {
  readonly #scanners: readonly Scanner[];
  #emit: Emit = () => undefined;
  /** Where each scanner goes on, in the window. */
  readonly #next: number[];
  readonly #view: View = {
    bytes: Buffer.alloc(0),
    fill: 0,
    base: 0,
    final: false,
    marks: 0,
    runs: new Int32Array(0),
  };
  #window = Buffer.alloc(0);

  constructor(scanners: readonly Scanner[]) {
    this.#scanners = scanners;
    this.#next = scanners.map(() => 0);
  }

  /** Begins a text; `emit` is given what is decoded of it. */
  begin(emit: Emit): void {
    this.#emit = emit;
    this.#next.fill(0);
    this.#view.fill = 0;
    this.#view.base = 0;
    this.#view.final = false;
  }

  write(bytes: Uint8Array): void {
    const view = this.#view;
    for (let at = 0; at < bytes.length;) {
      const need = view.fill + bytes.length - at;
      if (need > this.#window.length) this.#grow(need);
      const took = Math.min(this.#window.length - view.fill, bytes.length - at);
      this.#window.set(
        at === 0 && took === bytes.length ? bytes : bytes.subarray(at, at + took),
        view.fill,
      );
      view.fill += took;
      at += took;
      if (view.fill === WINDOW) this.#slide();
    }
  }

  end(): void {
    this.#view.final = true;
    if (this.#view.fill >= SHORTEST || this.#view.base > 0) this.#scan();
  }

  #grow(need: number): void {
    if (this.#window.length === WINDOW) return;
    const length = Math.min(WINDOW, Math.max(need, 2 * this.#window.length, 65536));
    const larger = Buffer.allocUnsafeSlow(length);
    this.#window.copy(larger, 0, 0, this.#view.fill);
    this.#window = larger;
  }

  #scan(): void {
    const view = this.#view;
    view.bytes = this.#window.subarray(0, view.fill);
    const from = Math.min(view.fill, ...this.#next);
    const { marks, runs } = survey(from === 0 ? view.bytes : view.bytes.subarray(from));
    view.marks = marks;
    view.runs = from === 0 ? runs : runs.map((at) => at + from);
    this.#scanners.forEach((scanner, i) => {
      this.#next[i] = scanner.scan(view, this.#next[i] as number, this.#emit);
    });
  }

  #slide(): void {
    const view = this.#view;
    this.#scan();
    let keep = view.fill;
    for (let i = 0; i < this.#next.length; i++) {
      this.#next[i] = Math.max(PROGRESS, this.#next[i] as number);
      keep = Math.min(keep, this.#next[i] as number);
    }
    this.#window.copyWithin(0, keep, view.fill);
    view.fill -= keep;
    view.base += keep;
    for (let i = 0; i < this.#next.length; i++) this.#next[i] = (this.#next[i] as number) - keep;
  }
}

const LEAD = 80;

/** What stands before `at` on its line, at most 80 bytes: often the name of what is encoded. */
export function leadOf(view: View, at: number): Uint8Array | null {
  let from = at;
  const first = Math.max(0, at - LEAD);
  while (from > first && view.bytes[from - 1] !== 0x0a && view.bytes[from - 1] !== 0) from--;
  return from === at ? null : view.bytes.subarray(from, at);
}

/** Printable ASCII, tab and line ends; by byte. */
export const PRINTABLE = new Uint8Array(256);
PRINTABLE.fill(1, 0x20, 0x7f);
PRINTABLE[0x09] = PRINTABLE[0x0a] = PRINTABLE[0x0d] = 1;

/** What credentials are made of: letters, digits and `+ / = _ - . : @`; by byte. */
export const TOKEN = new Uint8Array(256);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.:@') {
  TOKEN[char.charCodeAt(0)] = 1;
}

/** True where `length` bytes of one class stand in a row, found by jumping. */
export function hasRun(bytes: Uint8Array, of: Uint8Array, length: number): boolean {
  let at = length - 1;
  let done = 0;
  while (at < bytes.length) {
    let back = at;
    while (back >= done && of[bytes[back] as number] === 1) back--;
    if (back < done) return true;
    done = back + 1;
    at = back + length;
  }
  return false;
}
