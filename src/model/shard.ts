/** A share of an image's files, searched in a thread that reads the source for itself. Types only. */
import type { Unopened, Unread } from './ledger.ts';
import type { TextMatches } from './match.ts';
import type { ContentBounds } from './request.ts';

/** By what a thread can open the same source again: not a pipe. */
export interface Reopening {
  reference: string;
}

export interface ShardOrder {
  kind: 'shard';
  reopening: Reopening;
  /** From 0; 0 is the main thread's. */
  shard: number;
  count: number;
  /** Rules as detect/packed-rules packs them. */
  rules: unknown;
  openContents: boolean;
  limits: ContentBounds | null;
  /** Names of blobs that are known to be clean. */
  clean: { text: string | null; version: string } | null;
}

export interface ShardResult {
  texts: TextMatches[];
  totals: { texts: number; bytes: number };
  unread: Unread[];
  unopened: Unopened[];
}
