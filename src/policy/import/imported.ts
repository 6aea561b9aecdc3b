/** What an importer gives: entries for the policy, and everything that it could not turn into one. */
import type { RuleItem } from '../edit-policy.ts';
import type { AllowDocument } from '../schema.ts';

export interface Left {
  /** From 1; null where it cannot be told. */
  line: number | null;
  /** In words that hold no value of the file but names. */
  what: string;
  why: string;
}

export interface Imported {
  /** What the file is: `gitleaks configuration`. */
  kind: string;
  allow: AllowDocument[];
  rules: RuleItem[];
  left: Left[];
}

/** What an importer is given. */
export interface ImportInput {
  /** As the user knows it. */
  file: string;
  text: string;
  /** Ids of all rules of dockgate. */
  ids: ReadonlySet<string>;
  /** YYYY-MM-DD. */
  today: string;
}

export const nothing = (kind: string): Imported => ({ kind, allow: [], rules: [], left: [] });

/** A text from another tool's file as one short line. */
export function oneLine(text: string, limit = 300): string {
  return text
    .replace(/[\0-\x1f\x7f]+/g, ' ')
    .trim()
    .slice(0, limit);
}

/** `imported from .gitleaksignore:12`, with what the file says about it. */
export function reasonFrom(file: string, line: number | null, said = ''): string {
  const place = line === null ? file : `${file}:${line}`;
  const words = oneLine(said);
  return `imported from ${oneLine(place, 150)}${words === '' ? '' : `: ${words}`}`;
}
