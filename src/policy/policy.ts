/** The words of the policy: what the team has decided about this image. Types only. */
import type { Confidence, Severity } from '../model/levels.ts';
import type { ContentBounds } from '../model/request.ts';
import type { Rule } from '../model/rule.ts';

/** Where a value was set; lines from 1. */
export interface Origin {
  file: string;
  line: number;
}

/**
 * One decision to let something pass. All conditions given must hold; null stands for any. A finding is
 * allowed only where all its places are.
 */
export interface AllowEntry {
  origin: Origin;
  fingerprints: readonly string[] | null;
  rules: readonly string[] | null;
  /** Globs. */
  paths: readonly string[] | null;
  /** First lines of instructions, or their texts with `*` for any text. */
  instructions: readonly (string | number)[] | null;
  /** Names or numbers (from 0) of stages. */
  stages: readonly string[] | null;
  reason: string;
  owner: string | null;
  /** Last day on which it counts, YYYY-MM-DD. */
  expires: string | null;
  /** Whether it also covers what must not pass by accident (see `needsAcknowledgement`). */
  acknowledge: boolean;
}

/** A change to a rule that is known already. */
export interface RuleChange {
  origin: Origin;
  id: string;
  enabled: boolean;
  severity: Severity | null;
  reason: string | null;
}

/** Other thresholds for images whose name fits. */
export interface Destination {
  origin: Origin;
  /** Glob of image names. */
  match: string;
  own: readonly Confidence[];
  /** Null: as `own`. */
  inherited: readonly Confidence[] | null;
}

/** Which secrets of the build are looked for as they are. */
export interface KnownValues {
  /** Names of environment variables, `*` for any text; null: those that the gate picks itself. */
  env: readonly string[] | null;
  ignore: readonly string[];
  /** Bytes; null: as the gate thinks best. */
  minLength: number | null;
}

export interface ReportTarget {
  format: 'text' | 'json' | 'sarif' | 'summary';
  /** Below the working directory, never above it. */
  file: string;
}

/** A rule of the user's own, from the policy or a TOML file. */
export interface OwnRule {
  origin: Origin;
  rule: Rule;
}

export interface Policy {
  /** The files it was read from, the user's own first. */
  files: readonly string[];
  /** Null where no file says so; the gate's default counts then. */
  failOn: readonly Confidence[] | null;
  inherited: readonly Confidence[] | null;
  unopenedFails: boolean;
  strictAllow: boolean;
  allow: readonly AllowEntry[];
  ownRules: readonly OwnRule[];
  changes: readonly RuleChange[];
  limits: ContentBounds;
  destinations: readonly Destination[];
  known: KnownValues;
  reports: readonly ReportTarget[];
  /** What a TOML file asked for and dockgate does not do. */
  notes: readonly string[];
  /** Where each setting comes from, by its name (`fail-on`, `limits.depth`). */
  origins: ReadonlyMap<string, Origin>;
}
