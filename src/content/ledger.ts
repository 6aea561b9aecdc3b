/** Where content/ tells what it could not read, and how much of it is told one by one. */
import type { Lines } from '../model/ledger.ts';

/** Paths are those of the texts; reasons are sentences of our own that hold no byte of a file. */
export interface ContentLedger {
  /** Something that should have been read was not: a limit was hit. */
  unread(path: string, reason: string): void;
  /** A nested archive that cannot be opened; its raw bytes were searched. */
  unopened(path: string, reason: string): void;
}

type Line = Lines['kept'][number];

/** Orders what a ledger lists, whatever the order in which it came. */
export const byPath = (a: Line, b: Line): number => {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0;
};

/**
 * Keeps the lines that are first in order, and counts the others: the same ones whatever the order in which
 * they come, and whichever thread they come from.
 */
export class FirstLines {
  readonly #most: number;
  #kept: Line[] = [];
  #more = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(path: string, reason: string): void {
    this.#kept.push({ path, reason });
    // Seldom, so that a flood of lines is not sorted again with each.
    if (this.#kept.length >= 2 * this.#most) this.#cut();
  }

  /** What others kept of theirs. */
  join({ kept, more }: Lines): void {
    for (const { path, reason } of kept) this.add(path, reason);
    this.#more += more;
  }

  lines(): Lines {
    this.#cut();
    return { kept: this.#kept, more: this.#more };
  }

  #cut(): void {
    this.#kept.sort(byPath);
    this.#more += Math.max(0, this.#kept.length - this.#most);
    this.#kept = this.#kept.slice(0, this.#most);
  }
}
