/** A text is a run of bytes that may hold a secret, and where it came from. Types only. */

export type Where =
  'layer' | 'config' | 'history' | 'attestation' | 'annotation' | 'context' | 'dockerfile';

export interface TextOrigin {
  where: Where;
  /**
   * Path inside the image root without a leading slash, nested steps joined by `!/`; for `config`
   * and `history` a JSON pointer into the image's config; for `attestation` and `annotation` the
   * blob's digest, `!/`, and a JSON pointer.
   */
  path: string;
  /** Digest of the blob that holds it (a layer's, a config's, a statement's); null outside an image. */
  blob: string | null;
  /**
   * Bytes at the start of the text that stand for its surroundings (`NPM_TOKEN=` before the value of
   * a JSON member) and do not lie in the place that `path` names. Offsets count from behind them.
   */
  lead?: number;
}

/**
 * Takes texts, one open at a time. What is written is copied before `write` returns, so a caller may
 * reuse its buffer. Nothing here waits; a caller awaits `pressure()` between its input chunks.
 */
export interface TextSink {
  begin(origin: TextOrigin): void;
  write(bytes: Uint8Array): void;
  end(): void;
  /** A promise to await before more is written, or null when there is room. */
  pressure(): Promise<void> | null;
  /** A second sink for texts that are open at the same time, feeding the same search. */
  fork(): TextSink;
}
