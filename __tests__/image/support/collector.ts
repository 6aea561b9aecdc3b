/** A sink that keeps every text, for tests that ask what was handed over. */
import type { TextOrigin, TextSink } from '../../../src/model/text.ts';

export interface Collected {
  origin: TextOrigin;
  bytes: Buffer;
}

export class Collector implements TextSink {
  readonly texts: Collected[];
  #open: { origin: TextOrigin; parts: Buffer[] } | null = null;

  constructor(texts: Collected[] = []) {
    this.texts = texts;
  }

  begin(origin: TextOrigin): void {
    if (this.#open !== null) throw new Error('a text begins while another is open');
    this.#open = { origin, parts: [] };
  }

  write(bytes: Uint8Array): void {
    if (this.#open === null) throw new Error('bytes without a text');
    this.#open.parts.push(Buffer.from(bytes));
  }

  end(): void {
    if (this.#open === null) throw new Error('the end of no text');
    this.texts.push({ origin: this.#open.origin, bytes: Buffer.concat(this.#open.parts) });
    this.#open = null;
  }

  pressure(): Promise<void> | null {
    return Promise.resolve();
  }

  fork(): TextSink {
    return new Collector(this.texts);
  }

  /** The one text with that path, as a string; undefined where there is none. */
  text(path: string): string | undefined {
    return this.texts.find((text) => text.origin.path === path)?.bytes.toString('utf8');
  }

  paths(): string[] {
    return this.texts.map((text) => text.origin.path);
  }

  /** True where some text holds `needle`. */
  holds(needle: string): boolean {
    return this.texts.some((text) => text.bytes.includes(needle));
  }
}
