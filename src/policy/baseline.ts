/**
 * A baseline: what was there on the day the gate came. It holds fingerprints, never secrets, and can
 * only shrink, or it would be a second allowlist without reasons.
 */
import * as z from 'zod';
import type { Finding } from '../model/finding.ts';
import { needsAcknowledgement } from './allow-match.ts';
import { issueError } from './issues.ts';
import { fingerprintText, ruleId } from './schema-words.ts';
import { readTree } from './yaml-tree.ts';

export interface BaselineEntry {
  fingerprint: string;
  rule: string;
  /** Day on which it was first written down, YYYY-MM-DD. */
  firstSeen: string;
  /** Present where it also covers what must not pass by accident. */
  acknowledge?: true;
}

export interface Baseline {
  file: string;
  /** By rule, then fingerprint. */
  entries: readonly BaselineEntry[];
}

const entrySchema = z.strictObject({
  fingerprint: fingerprintText,
  rule: ruleId,
  firstSeen: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  acknowledge: z.literal(true).optional(),
});

const baselineSchema = z.strictObject({
  schemaVersion: z.literal(1),
  findings: z.array(entrySchema).max(20_000),
});

const ENTRY_KEYS = ['fingerprint', 'rule', 'firstSeen', 'acknowledge'];

/** @throws GateError with file, line and column where the text is no baseline. */
export function readBaseline(file: string, text: string): Baseline {
  // JSON is a part of YAML, and the reader of YAML knows the lines.
  const tree = readTree(file, text);
  const parsed = baselineSchema.safeParse(tree.value);
  if (!parsed.success) {
    const known = (path: readonly PropertyKey[]): string[] =>
      path.length === 0 ? ['schemaVersion', 'findings'] : ENTRY_KEYS;
    throw issueError(tree, parsed.error.issues, known);
  }
  const entries = parsed.data.findings.map(({ acknowledge, ...rest }) =>
    acknowledge === true ? { ...rest, acknowledge } : rest,
  );
  return { file, entries };
}

export function writeBaseline({ entries }: Pick<Baseline, 'entries'>): string {
  return `${JSON.stringify({ schemaVersion: 1, findings: entries }, null, 2)}\n`;
}

export interface BaselineOptions {
  /** Whether findings that are not in it yet may be added. */
  grow: boolean;
  /** Whether it may cover what needs to be acknowledged. */
  acknowledge: boolean;
}

export interface BaselineChange {
  baseline: Baseline;
  added: number;
  removed: number;
  /** Findings left out because it may only shrink. */
  refused: number;
  /** Findings left out because they need to be acknowledged. */
  unacknowledged: number;
}

/**
 * A baseline for today's findings; those that are allowed by other means are left out.
 * @param old The one there is; null for the first.
 * @param today YYYY-MM-DD.
 */
export function updateBaseline(
  file: string,
  old: Baseline | null,
  findings: readonly Finding[],
  today: string,
  { grow, acknowledge }: BaselineOptions,
): BaselineChange {
  const before = new Map(old?.entries.map((entry) => [entry.fingerprint, entry]));
  const change = { added: 0, removed: 0, refused: 0, unacknowledged: 0 };
  const entries: BaselineEntry[] = [];
  const seen = new Set<string>();
  for (const finding of findings) {
    const { fingerprint, rule, suppressed } = finding;
    if (seen.has(fingerprint)) continue;
    seen.add(fingerprint);
    const known = before.get(fingerprint);
    if (known !== undefined) entries.push(known);
    else if (suppressed !== null) continue;
    else if (old !== null && !grow) change.refused += 1;
    else if (needsAcknowledgement(finding) && !acknowledge) change.unacknowledged += 1;
    else {
      change.added += 1;
      const entry = { fingerprint, rule, firstSeen: today };
      entries.push(needsAcknowledgement(finding) ? { ...entry, acknowledge: true } : entry);
    }
  }
  change.removed = [...before.keys()].filter((fingerprint) => !seen.has(fingerprint)).length;
  const key = ({ rule, fingerprint }: BaselineEntry): string => `${rule}\0${fingerprint}`;
  entries.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return { baseline: { file, entries }, ...change };
}
