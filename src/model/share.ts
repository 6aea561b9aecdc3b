/** What goes between the main thread and those that open and search texts for it. Types only. */
import type { Told } from './ledger.ts';
import type { TextMatches } from './match.ts';
import type { ContentBounds } from './request.ts';
import type { TextOrigin } from './text.ts';

/** What a thread is started with. */
export interface ShareOrder {
  /** Rules as detect/packed-rules packs them. */
  rules: unknown;
  openContents: boolean;
  limits: ContentBounds | null;
  /** Slots of equal size in which parcels travel, and how many were taken out so far. */
  slots: SharedArrayBuffer;
  slotBytes: number;
  taken: SharedArrayBuffer;
}

/** A text, or what a parcel holds of it. */
export interface Piece {
  /** Where the text comes from; null where it began in an earlier parcel. */
  origin: TextOrigin | null;
  /** Where its bytes end in the parcel; they begin where those of the piece before end. */
  to: number;
  /** Whether the text ends with them. */
  ends: boolean;
}

export interface Parcel {
  /** Number of the slot that holds the bytes; a buffer of its own where no slot was free. */
  bytes: number | Uint8Array;
  fill: number;
  pieces: Piece[];
}

/** `done`: no more parcels come. */
export type ToThread = Parcel | 'done';

/** `taken`: a slot is free again. */
export type FromThread = 'taken' | ShareResult;

export interface ShareResult extends Told {
  texts: TextMatches[];
  totals: { texts: number; bytes: number };
}
