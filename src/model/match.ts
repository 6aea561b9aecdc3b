/**
 * A match: what the search found in one text. It holds the secret, so it lives only between detect/
 * and policy/redact (and verify/, when asked); no reporter may ever see one. Types only.
 */
import type { Confidence } from './levels.ts';
import type { TextOrigin } from './text.ts';

export interface Match {
  /** Position of the rule in the rule set. */
  rule: number;
  confidence: Confidence;
  /** The higher names the secret where several rules know it. */
  specificity: number;
  /** First byte of the secret in the text, from 0, the origin's lead not counted. */
  offset: number;
  /** Bytes. */
  length: number;
  /** Line of the first byte, from 1. */
  line: number;
  /** Column of the first byte in bytes, from 1. */
  column: number;
  secret: Uint8Array;
  /** What the credential tells of itself offline, `name: value`. */
  details: string[];
}

/** Digests of one whole text, lower-case hexadecimal. */
export interface FileDigests {
  md5: string;
  sha1: string;
  sha256: string;
}

/** All matches of one text, by offset. */
export interface TextMatches {
  origin: TextOrigin;
  matches: Match[];
  /** Null for a text that was too long to be searched in one piece. */
  digests: FileDigests | null;
}
