/**
 * What a credential looks like, as data. From one description come the anchor for the prefilter, the
 * matcher, the generator of samples and the row in docs/rules.md. Types only.
 */

import type { Severity } from './levels.ts';

export type Category =
  | 'ai-model'
  | 'ai-vector'
  | 'ai-ops'
  | 'ai-agent'
  | 'ai-media'
  | 'gpu-cloud'
  | 'cloud'
  | 'source-control'
  | 'ci'
  | 'registry'
  | 'database'
  | 'messaging'
  | 'payment'
  | 'monitoring'
  | 'identity'
  | 'email'
  | 'storage'
  | 'maps'
  | 'finance'
  | 'saas'
  | 'private-key'
  | 'generic';

/** A piece of a format. Alphabets are plain strings that list their characters (ASCII). */
export type Element =
  | { kind: 'literal'; text: string; fold: boolean }
  | { kind: 'run'; alphabet: string; min: number; max: number }
  | { kind: 'either'; options: Element[][] }
  | { kind: 'maybe'; elements: Element[] }
  /** The part of the match that is the secret; without one, all of the match is. */
  | { kind: 'secret'; elements: Element[] };

/** A format that is recognised by a literal inside it. */
export interface AnchoredPattern {
  kind: 'anchored';
  elements: Element[];
  /** The literal to search for, where the compiler's choice (the longest) is not the rarest. */
  anchor?: string;
  /** Words (case folded) of which one must stand within `within` bytes before or after the match. */
  near?: string[];
  /** Bytes; 200 unless told. */
  within?: number;
  /** Of a match by this pattern that no check made certain; the rule's own unless told. */
  confidence?: 'likely' | 'possible';
}

/** A value without a literal of its own, recognised by the name beside it. */
export interface NamedPattern {
  kind: 'named';
  /**
   * Words of the name (case folded). `_`, `-`, `.` and blank in a word stand for any one of these or
   * none, so `open ai` finds `OPENAI`, `open_ai` and `open-ai`.
   */
  words: string[];
  elements: Element[];
  /**
   * True where the word alone is too common (`writer`, `render`): between word and value there must
   * be a word for a credential (key, token, secret, …).
   */
  strict: boolean;
  /** How many bytes after the word the value may begin; 45 unless told. */
  reach?: number;
  confidence?: 'likely' | 'possible';
}

/** A format that only code can read (PEM, JSON documents, URLs); `structure` names a reader in detect/structures. */
export interface StructurePattern {
  kind: 'structure';
  anchors: string[];
  structure: string;
  /** Longest match in bytes, counted from the anchor in either direction. */
  longest: number;
  confidence?: 'likely' | 'possible';
}

/** What of a user's own pattern is no secret. */
export interface RegexAllow {
  /** Whether all of the three kinds that are given must hold, or one is enough. */
  all: boolean;
  /** What `regexes` look at. */
  target: 'secret' | 'match' | 'line';
  /** RE2 syntax, as `paths`. */
  regexes: string[];
  stopwords: string[];
  paths: string[];
}

/** A user's own pattern: a regular expression, run in linear time on windows around its anchors. */
export interface RegexPattern {
  kind: 'regex';
  /** Texts (case folded) of which one stands within `reach` bytes of every match, or in it. */
  anchors: string[];
  /** RE2 syntax. */
  source: string;
  /** Capture group that is the secret; null: the first that took part, else the whole match. */
  group: number | null;
  /** A secret with no more bits a character is none; 0 to ask nothing. */
  entropy: number;
  /** Pattern (RE2) of the paths it is looked for in; null for all. */
  path: string | null;
  allow: RegexAllow[];
  /** Bytes around an anchor in which a match must lie. */
  reach: number;
  /** False where a match may be longer than `reach`: then what lies in the window counts. */
  bounded: boolean;
  confidence?: 'likely' | 'possible';
}

export type Pattern = AnchoredPattern | NamedPattern | StructurePattern | RegexPattern;

export interface Check {
  /** Name of a check in detect/checks. */
  name: string;
  /** What a match becomes when the check fails: not reported, or reported as `possible`. */
  fails: 'drop' | 'possible';
}

/** Another value of the same text that belongs to the credential (an AWS secret beside its key ID). */
export interface Companion {
  /** Id of the rule whose match within `within` bytes is told as part of this finding. */
  rule: string;
  within: number;
}

export interface Rule {
  /** Unique, lower case with hyphens: `openai-project-key`. */
  id: string;
  provider: string;
  /** What it is, without the provider: `project API key`. */
  name: string;
  category: Category;
  ai: boolean;
  severity: Severity;
  /** Of a match that no check made certain. */
  confidence: 'likely' | 'possible';
  patterns: Pattern[];
  checks: Check[];
  companion: Companion | null;
  /** How long such a credential lives, in a few words: `long`, `1 hour`, `90 days`. */
  lifetime: string;
  /** How one learns that it is alive: method and URL, authentication, answers; empty where nobody tells. */
  verify: string;
  /** How to revoke it, one line. */
  revoke: string;
  /** The usual names in the environment, the first is used in samples. */
  env: string[];
  /** Where the facts come from. */
  source: string;
  /** Ids of rules whose samples this one may also match (a family's catch-all). */
  related: string[];
}
