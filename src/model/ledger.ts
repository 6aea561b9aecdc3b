/** The coverage ledger: what was read, and everything that was not, with the reason. Types only. */
import type { Where } from './text.ts';

/** Something that should have been read and was not; makes the verdict `incomplete`. */
export interface Unread {
  where: Where | 'image';
  /** Path, digest or entry name, as it stands in the archive. */
  path: string;
  reason: string;
}

/** A nested archive that nobody can open; its raw bytes were searched. */
export interface Unopened {
  path: string;
  reason: string;
}

/** Lines of one kind, the first of them in order, and how many more there are. */
export interface Lines {
  kept: { path: string; reason: string }[];
  more: number;
}

/** What could not be read or opened inside of files. */
export interface Told {
  unread: Lines;
  unopened: Lines;
}

export interface Ledger {
  layersRead: number;
  filesRead: number;
  textsRead: number;
  /** Bytes of text handed to the search. */
  bytesRead: number;
  unread: Unread[];
  unopened: Unopened[];
  inheritedDropped: number;
  /** Whole seconds by the wall clock: the one member that may differ between two runs. */
  duration: number;
}
