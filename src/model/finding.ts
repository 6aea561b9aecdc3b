/** A finding: one secret, all its places. It has no field for the secret itself. Types only. */
import type { Where } from './text.ts';
import type { Confidence, Severity } from './levels.ts';
import type { Category } from './rule.ts';

export type Certainty = 'exact' | 'aligned' | 'guessed';

/** The Dockerfile instruction to blame; lines from 1. */
export interface InstructionRef {
  file: string;
  line: number;
  endLine: number;
  certainty: Certainty;
}

export interface Place {
  where: Where;
  path: string;
  /** `Layer.index`, null outside a layer. */
  layer: number | null;
  /** From 1. */
  line: number;
  /** In bytes, from 1. */
  column: number;
  /** In bytes of the text that `path` names, from 0. */
  offset: number;
  /** In bytes. */
  length: number;
  hidden: null | 'deleted' | 'overwritten';
  platforms: string[];
  instruction: InstructionRef | null;
}

/** A replacement of whole lines of one file; lines from 1, `endLine` inclusive. */
export interface Edit {
  file: string;
  line: number;
  endLine: number;
  /** New text of those lines, `\n` between lines, none at the end. */
  text: string;
}

export interface Fix {
  text: string;
  edits: Edit[];
}

export interface Finding {
  /** Keyed, short; the same for the same rule and secret wherever it lies. */
  fingerprint: string;
  rule: string;
  provider: string;
  /** What the credential is, `OpenAI project API key`. */
  title: string;
  category: Category;
  ai: boolean;
  severity: Severity;
  confidence: Confidence;
  redacted: string;
  /** What the key tells of itself offline (an AWS account, a JWT's expiry), `name: value`. */
  details: string[];
  /** True where every place lies in a layer of the base image, or in a package's own unmodified file. */
  inherited: boolean;
  suppressed: null | { by: string; reason: string };
  /** How to revoke it: one line. */
  revoke: string;
  fix: Fix | null;
  places: Place[];
  /** One sentence or two: which instruction put it there, what hides it, where else it lies. */
  story: string;
}
