/** What a pattern gives when it is tried at an anchor. Types only. */

/** A match as a pattern gives it; positions are in the bytes searched. */
export interface Candidate {
  secretStart: number;
  secretEnd: number;
  /** The part that ought to be random; equal to the secret where nothing else is known. */
  bodyStart: number;
  bodyEnd: number;
  /** True where a structure verified; null where nothing was to verify. */
  verified: boolean | null;
  details: string[];
  /** The name before the value, where it alone calls the value a secret. */
  name?: string;
  /** Whether letters follow the token at once (detect/glued.ts). */
  glued?: boolean;
  /** Whether it stands in a program between whatever letters (detect/glued.ts). */
  alone?: boolean;
}

/**
 * Tries a pattern at an anchor that lies in `[anchorStart, anchorEnd)`; may look at `[from, to)`.
 */
export type Attempt = (
  bytes: Uint8Array,
  anchorStart: number,
  anchorEnd: number,
  from: number,
  to: number,
  /** Whether the text is a settings file (`.env`, INI, YAML), where bare values are meant. */
  settings?: boolean,
  /** Whether the text is a program, whose strings may stand side by side (detect/text-kind.ts). */
  program?: boolean,
) => Candidate | null;
