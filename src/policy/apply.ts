/**
 * Lets pass what the team has decided to let pass. A finding is suppressed only where every place of it
 * is covered; what is suppressed stays in the report with its reason. Entries that have expired, or
 * that match nothing any more, are told, so that the list grows old in plain sight.
 */
import type { Finding, Place } from '../model/finding.ts';
import { compileEntry, nameOfEntry, needsAcknowledgement } from './allow-match.ts';
import type { InstructionFacts } from './instruction-facts.ts';
import type { Baseline } from './baseline.ts';
import { coveredInPlace, type InPlaceAllow } from './in-place.ts';
import type { Policy } from './policy.ts';

export interface Decisions {
  policy: Policy | null;
  baseline: Baseline | null;
  inPlace: readonly InPlaceAllow[];
  instructions: InstructionFacts;
  /** YYYY-MM-DD; the day is the caller's, so that a run can be repeated. */
  today: string;
}

export interface Applied {
  /** In the order given; `suppressed` is filled in. */
  findings: Finding[];
  /** Entries that cover nothing. */
  stale: string[];
  /** Entries whose day has passed. */
  expired: string[];
  /** What somebody should look at: entries about to expire, findings that are covered in part. */
  notes: string[];
}

/** One decision, whatever its kind. */
interface Source {
  name: string;
  by: string;
  reason: string;
  acknowledge: boolean;
  covers(finding: Finding): readonly Place[];
  used: boolean;
}

/** Days before an entry expires from which a run says so. */
const WARN_DAYS = 14;

const DAY = 86_400_000;

/** Days from `today` to `day`, both YYYY-MM-DD. */
const daysUntil = (day: string, today: string): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY);

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

function sourcesOf(decisions: Decisions, expired: string[], notes: string[]): Source[] {
  const { policy, inPlace, instructions, today } = decisions;
  const sources: Source[] = [];
  for (const entry of policy?.allow ?? []) {
    const name = nameOfEntry(entry);
    const left = entry.expires === null ? Infinity : daysUntil(entry.expires, today);
    const owner = entry.owner === null ? '' : `; ask ${entry.owner}`;
    if (left < 0) {
      expired.push(`${name}, expired on ${entry.expires}${owner}`);
      continue;
    }
    if (left <= WARN_DAYS) notes.push(`${name} expires in ${days(left)}${owner}`);
    sources.push({
      name,
      by: `${entry.origin.file}:${entry.origin.line}`,
      reason: entry.owner === null ? entry.reason : `${entry.reason} (${entry.owner})`,
      acknowledge: entry.acknowledge,
      covers: compileEntry(entry, instructions),
      used: false,
    });
  }
  for (const allow of inPlace) {
    const by = `${allow.file}:${allow.line}`;
    sources.push({
      name: `${by}: dockgate:allow ${allow.rule}`,
      by,
      reason: allow.reason,
      acknowledge: false,
      covers: ({ rule, places }) =>
        rule === allow.rule ? coveredInPlace(allow, places, instructions) : [],
      used: false,
    });
  }
  return sources;
}

function baselineSource({ file, entries }: Baseline): Source & { seen: Set<string> } {
  const known = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const seen = new Set<string>();
  return {
    name: file,
    by: file,
    reason: 'was there when the baseline was written',
    acknowledge: true,
    covers: (finding) => {
      const entry = known.get(finding.fingerprint);
      if (entry === undefined) return [];
      seen.add(finding.fingerprint);
      const silent = needsAcknowledgement(finding) && entry.acknowledge !== true;
      return silent ? [] : finding.places;
    },
    used: false,
    seen,
  };
}

/** The finding as the decisions leave it, and a note where they do not reach all of it. */
function decide(
  finding: Finding,
  sources: readonly Source[],
): { finding: Finding; note: string | null } {
  const heavy = needsAcknowledgement(finding);
  const covered = new Set<Place>();
  const by: Source[] = [];
  let unacknowledged: string | null = null;
  for (const source of sources) {
    const places = source.covers(finding);
    if (places.length === 0) continue;
    source.used = true;
    if (heavy && !source.acknowledge) {
      unacknowledged ??= source.by;
      continue;
    }
    if (places.every((place) => covered.has(place))) continue;
    for (const place of places) covered.add(place);
    by.push(source);
  }
  const all = finding.places.length;
  if (all > 0 && covered.size === all) {
    const suppressed = {
      by: by.map((source) => source.by).join(', '),
      reason: [...new Set(by.map((source) => source.reason))].join('; '),
    };
    return { finding: { ...finding, suppressed }, note: null };
  }
  const name = `${finding.title} (${finding.fingerprint})`;
  if (unacknowledged !== null) {
    const what = `it still blocks: what is proven like this needs acknowledge: true in an allow entry`;
    return { finding, note: `${unacknowledged} speaks of ${name}; ${what}` };
  }
  if (covered.size === 0) return { finding, note: null };
  const what = `covers ${covered.size} of its ${all} places; it still blocks for the others`;
  return { finding, note: `${by.map((source) => source.by).join(', ')}: ${name}: ${what}` };
}

/** Never throws; a run without policy, baseline and comments gives the findings as they are. */
export function applyPolicy(findings: readonly Finding[], decisions: Decisions): Applied {
  const expired: string[] = [];
  const notes: string[] = [];
  const sources = sourcesOf(decisions, expired, notes);
  const { baseline } = decisions;
  const base = baseline === null ? null : baselineSource(baseline);
  const decided = findings.map((finding) => {
    if (finding.suppressed !== null) return finding;
    const { finding: done, note } = decide(finding, base === null ? sources : [...sources, base]);
    if (note !== null) notes.push(note);
    return done;
  });
  const stale = sources.filter(({ used }) => !used).map(({ name }) => name);
  const gone = baseline === null || base === null ? 0 : baseline.entries.length - base.seen.size;
  if (baseline !== null && gone > 0) {
    notes.push(`${baseline.file}: ${gone} of its findings are gone; write it again to shrink it`);
  }
  return { findings: decided, stale, expired, notes };
}

/** Whether stale entries alone stop the run. @param asked What `--strict-allow` says. */
export function staleFails(policy: Policy | null, asked: boolean, { stale }: Applied): boolean {
  return (asked || (policy?.strictAllow ?? false)) && stale.length > 0;
}
