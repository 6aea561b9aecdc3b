/**
 * Where in a repository's history a blob stands: which tree names it, up to the root of a commit.
 * A pack holds most trees before their blobs; loose objects come in the order of their hashes. Blobs
 * whose name is not known yet wait here, within a bound, until all trees have been seen.
 */
import { LimitError } from './budget.ts';
import type { Nested } from './nested.ts';

/** Entries of trees that are remembered per repository, for memory's sake. */
const ENTRIES = 200_000;
const STEPS = 200;

interface Commit {
  id: string;
  /** Author date, `2026-11-24T10:00:00Z`. */
  date: string;
}

/** Object ids are strings of 40 hexadecimal digits. */
export class GitNames {
  readonly #parents = new Map<string, { tree: string; name: string }>();
  readonly #roots = new Map<string, Commit>();

  /** A commit's text (gitformat: `tree`, `parent`, `author`, `committer` lines, then the message). */
  addCommit(id: string, text: Buffer): void {
    const head = text.toString('latin1', 0, Math.min(text.length, 4096));
    const tree = /^tree ([0-9a-f]{40})$/m.exec(head)?.[1];
    if (tree === undefined || this.#roots.size >= ENTRIES) return;
    const commit = { id, date: authorDate(head) };
    const known = this.#roots.get(tree);
    if (known === undefined || commit.date < known.date) this.#roots.set(tree, commit);
  }

  /** A tree's entries: mode, blank, name, NUL, twenty bytes of id. Gives the names, a line each. */
  addTree(id: string, bytes: Buffer): string {
    const names: string[] = [];
    for (let at = 0; at < bytes.length;) {
      const blank = bytes.indexOf(0x20, at);
      const end = bytes.indexOf(0, blank);
      if (blank < 0 || end < 0 || end + 21 > bytes.length) break;
      const name = bytes.toString('utf8', blank + 1, end);
      const child = bytes.toString('hex', end + 1, end + 21);
      at = end + 21;
      if (this.#parents.size < ENTRIES || this.#parents.has(child)) {
        if (!this.#parents.has(child)) names.push(name);
        // Newest come first: the last one told is the oldest.
        this.#parents.set(child, { tree: id, name });
      }
    }
    return names.join('\n');
  }

  /** `commit-1a2b3c4d5e6f@2026-11-24T10:00:00Z/src/.env`, or `object-` and the id where no tree tells. */
  pathOf(id: string): string {
    return this.#trace(id).path;
  }

  /** True where the way up to a commit is known. */
  knows(id: string): boolean {
    return this.#trace(id).whole;
  }

  #trace(id: string): { path: string; whole: boolean } {
    const steps: string[] = [];
    let at = id;
    for (let i = 0; i < STEPS; i++) {
      const commit = this.#roots.get(at);
      if (commit !== undefined) {
        const step = `commit-${commit.id.slice(0, 12)}@${commit.date}`;
        return { path: [step, ...steps.reverse()].join('/'), whole: true };
      }
      const parent = this.#parents.get(at);
      if (parent === undefined) break;
      steps.push(parent.name);
      at = parent.tree;
    }
    const step = `object-${id.slice(0, 12)}`;
    return { path: [step, ...steps.reverse()].join('/'), whole: false };
  }
}

/** The seconds behind the mail address of the `author` line; 1970 where there are none. */
export function authorDate(head: string): string {
  const seconds = Number(/^author .*> (\d{1,12}) /m.exec(head)?.[1] ?? 0);
  const time = new Date(Math.min(seconds, 253_402_300_799) * 1000);
  return `${time.toISOString().slice(0, 19)}Z`;
}

interface Waiting {
  nested: Nested;
  names: GitNames;
  id: string;
  bytes: Buffer;
}

/** All repositories of an image, by the path before `objects/`. */
export class Repositories {
  readonly #names = new Map<string, GitNames>();
  readonly #most: number;
  #waiting: Waiting[] = [];
  #held = 0;

  /** `most`: bytes of blobs that may wait for their names. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The names of the repository that a file belongs to. */
  of(path: string): GitNames {
    const repository = /^(.*?)objects\/(?:pack\/|[0-9a-f]{2}\/)[^/]*$/.exec(path)?.[1] ?? path;
    let names = this.#names.get(repository);
    if (names === undefined) {
      names = new GitNames();
      this.#names.set(repository, names);
    }
    return names;
  }

  /** Takes a blob that must wait; false where there is no more room. */
  wait(nested: Nested, names: GitNames, id: string, bytes: Buffer): boolean {
    if (this.#held + bytes.length > this.#most) return false;
    this.#held += bytes.length;
    this.#waiting.push({ nested, names, id, bytes: Buffer.from(bytes) });
    return true;
  }

  /** Pushes the blobs that waited; all trees have been seen now. */
  async release(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#held = 0;
    for (const { nested, names, id, bytes } of waiting) {
      nested.budget.restart();
      try {
        nested.text(names.pathOf(id), bytes);
      } catch (error) {
        if (!(error instanceof LimitError)) throw error;
        nested.end();
        nested.unread(names.pathOf(id), error.message);
      }
      await nested.room();
    }
  }
}
