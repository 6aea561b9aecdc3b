/** Opens a tar inside a file: each of its files becomes a text of its own. */
import { TarTexts } from '../image/tar-texts.ts';
import { TarWalker } from '../image/tar.ts';
import type { TarHandler, TarHeader } from '../image/tar.ts';
import type { TarError } from '../image/tar-format.ts';
import type { Pull } from '../image/pull.ts';
import type { Nested } from './nested.ts';

/**
 * `covered`: the tar's own bytes are a text already, so names and what lies beside the files need
 * not be handed over again. Throws LimitError.
 */
export async function openTar(source: Pull, nested: Nested, covered: boolean): Promise<void> {
  const members = new Members(nested, covered);
  const walker = new TarWalker(members);
  for (;;) {
    // A tar of a million tiny files must not make a million texts without a pause.
    const bytes = await source.next(256 * 1024);
    if (bytes === null) break;
    walker.push(bytes);
    await nested.room();
  }
  walker.finish();
  members.finish();
}

class Members implements TarHandler {
  readonly #nested: Nested;
  readonly #texts: TarTexts | null;
  #path = '';
  #open = false;
  readonly #covered: boolean;
  #problem: string | null = null;

  constructor(nested: Nested, covered: boolean) {
    this.#nested = nested;
    this.#covered = covered;
    const { where, blob, path } = nested.origin;
    this.#texts = covered ? null : new TarTexts(nested, where, `${path}!/`, blob);
  }

  entry(header: TarHeader): void {
    this.#path = header.path;
    this.#nested.budget.step();
    if (header.pax !== null) this.#texts?.text(`${header.path}!/(pax)`, header.pax);
  }

  body(bytes: Uint8Array): void {
    if (!this.#open) {
      this.#texts?.settle();
      this.#nested.open(this.#path);
      this.#open = true;
    }
    this.#nested.write(bytes);
  }

  entryEnd(): void {
    if (!this.#open) return;
    this.#nested.end();
    this.#open = false;
  }

  name(bytes: Uint8Array, from: number, to: number): void {
    this.#texts?.name(bytes, from, to);
  }

  stray(bytes: Uint8Array, offset: number): void {
    this.#texts?.stray(bytes, offset);
  }

  /** One is enough: what follows is often a consequence. */
  problem(error: TarError): void {
    this.#problem ??= error.message;
  }

  /**
   * A text that looks like a tar and holds no file is most likely a header that some outer walk found
   * astray; that it is cut short is no news then.
   */
  finish(): void {
    this.#texts?.finish();
    if (this.#problem === null || (this.#covered && this.#nested.count === 0)) return;
    this.#nested.unopened(null, this.#problem);
  }
}
