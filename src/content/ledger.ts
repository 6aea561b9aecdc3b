/** Where content/ tells what it could not read, and how much of it is told one by one. */

/** Paths are those of the texts; reasons are sentences of our own that hold no byte of a file. */
export interface ContentLedger {
  /** Something that should have been read was not: a limit was hit. */
  unread(path: string, reason: string): void;
  /** A nested archive that cannot be opened; its raw bytes were searched. */
  unopened(path: string, reason: string): void;
}

/** Passes on the first `most` lines of either kind, and on `close` how many more there were. */
export class CappedLedger implements ContentLedger {
  readonly #inner: ContentLedger;
  readonly #most: number;
  #unread = 0;
  #unopened = 0;

  constructor(inner: ContentLedger, most: number) {
    this.#inner = inner;
    this.#most = most;
  }

  unread(path: string, reason: string): void {
    if (++this.#unread <= this.#most) this.#inner.unread(path, reason);
  }

  unopened(path: string, reason: string): void {
    if (++this.#unopened <= this.#most) this.#inner.unopened(path, reason);
  }

  close(): void {
    const unread = this.#unread - this.#most;
    const unopened = this.#unopened - this.#most;
    if (unread > 0) this.#inner.unread('(more)', `${unread} more that were not read`);
    if (unopened > 0) this.#inner.unopened('(more)', `${unopened} more that could not be opened`);
    this.#unread = Math.min(this.#unread, this.#most);
    this.#unopened = Math.min(this.#unopened, this.#most);
  }
}
