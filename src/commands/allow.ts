/** `dockgate allow FINGERPRINT --reason …`, and `dockgate allow --interactive` over a report. */
import { GateError } from '../model/error.ts';
import type { Finding } from '../model/finding.ts';
import { needsAcknowledgement } from '../policy/allow-match.ts';
import { addAllowEntries } from '../policy/edit-policy.ts';
import { readPolicyFile } from '../policy/read-policy.ts';
import type { AllowDocument } from '../policy/schema.ts';
import { safeText, safeTextWithin } from '../report/safe-text.ts';
import { say, type CommandResult } from './command.ts';

export interface AllowOptions {
  fingerprint: string;
  reason: string;
  /** Last day, YYYY-MM-DD. */
  expires: string | null;
  owner: string | null;
  acknowledge: boolean;
}

/** A policy file: its name, and its text where it exists. */
export interface PolicyText {
  file: string;
  text: string | null;
}

function entryOf(options: AllowOptions): AllowDocument {
  const { fingerprint, reason, expires, owner, acknowledge } = options;
  if (!/^[0-9a-f]{20}$/.test(fingerprint)) {
    throw new GateError(
      'dockgate allow: a fingerprint is the 20 characters (0-9, a-f) that the report shows for a finding',
    );
  }
  if (reason.trim() === '') throw new GateError('dockgate allow: say why with --reason');
  return {
    fingerprint,
    reason: reason.trim(),
    ...(owner === null ? {} : { owner }),
    ...(expires === null ? {} : { expires }),
    ...(acknowledge ? { acknowledge: true } : {}),
  };
}

/**
 * @param today YYYY-MM-DD; an entry that has expired already would be of no use.
 * @throws GateError for a fingerprint that is none, a missing reason, a day that does not exist, or a
 *   policy that cannot be read.
 */
export function allowFinding(
  policy: PolicyText,
  options: AllowOptions,
  today: string,
): CommandResult {
  const entry = entryOf(options);
  if (options.expires !== null && options.expires < today) {
    throw new GateError(`dockgate allow: --expires ${safeText(options.expires)} is in the past`);
  }
  const { file, text } = policy;
  const known = text === null ? [] : readPolicyFile(file, text).allow;
  const same = known.find(
    ({ fingerprints, rules, paths, instructions, stages, expires }) =>
      fingerprints?.includes(options.fingerprint) === true &&
      !rules &&
      !paths &&
      !instructions &&
      !stages &&
      (expires === null || expires >= today),
  );
  if (same !== undefined) {
    return say([`${same.origin.file}:${same.origin.line} allows ${options.fingerprint} already`]);
  }
  const written = addAllowEntries(file, text, [entry]);
  const until = options.expires === null ? '' : ` until ${options.expires}`;
  return {
    out: `${safeText(file)}: ${options.fingerprint} is allowed${until}\n`,
    exit: 0,
    writes: [{ path: file, text: written }],
  };
}

/** Asks one question and gives the answer without its line end; null where there is no more input. */
export type Ask = (question: string) => Promise<string | null>;

/** Places of one finding that are shown before a question. */
const SHOWN_PLACES = 3;

function introduce(finding: Finding, number: number, count: number): string {
  const places = finding.places.slice(0, SHOWN_PLACES).map(({ where, layer, path, line }) => {
    const inside = layer === null ? where : `layer ${layer}`;
    return `    ${inside}: ${safeTextWithin(path, 120)}:${line}`;
  });
  const more = finding.places.length - SHOWN_PLACES;
  return [
    '',
    `${number} of ${count}: ${safeText(finding.title)} (${finding.rule}, ${finding.confidence})`,
    `    ${safeText(finding.redacted)}  ${finding.fingerprint}`,
    ...places,
    ...(more > 0 ? [`    and ${more} more places`] : []),
    '',
  ].join('\n');
}

/**
 * Walks through the findings that block and asks about each. What was answered is kept when the input
 * ends or the user quits.
 * @param findings Of a report.
 */
export async function allowInteractively(
  policy: PolicyText,
  findings: readonly Finding[],
  ask: Ask,
  today: string,
): Promise<CommandResult> {
  const open = findings.filter(({ suppressed }) => suppressed === null);
  let { text } = policy;
  let allowed = 0;
  for (const [at, finding] of open.entries()) {
    const question = `${introduce(finding, at + 1, open.length)}Allow it? [y]es, [n]o, [q]uit: `;
    const answer = (await ask(question))?.trim().toLowerCase() ?? 'q';
    if (answer === 'q' || answer === 'quit') break;
    if (answer !== 'y' && answer !== 'yes') continue;
    const options = await details(finding, ask, today);
    if (options === null) continue;
    const result = allowFinding({ ...policy, text }, options, today);
    text = result.writes[0]?.text ?? text;
    allowed += 1;
  }
  const out = `${allowed} of ${open.length} findings allowed\n`;
  if (text === null || allowed === 0) return { out, exit: 0, writes: [] };
  return { out, exit: 0, writes: [{ path: policy.file, text }] };
}

/** Reason, day and acknowledgement; null where the user takes it back. */
async function details(finding: Finding, ask: Ask, today: string): Promise<AllowOptions | null> {
  const heavy = needsAcknowledgement(finding);
  if (heavy) {
    const sure = await ask('This is proven to be a real credential. Type "acknowledge" to go on: ');
    if (sure?.trim().toLowerCase() !== 'acknowledge') return null;
  }
  const reason = (await ask('Why (empty to leave it)? '))?.trim() ?? '';
  if (reason === '') return null;
  for (;;) {
    const day = (await ask('Until which day (YYYY-MM-DD, empty for no end)? '))?.trim() ?? '';
    if (day === '' || isFuture(day, today)) {
      const expires = day === '' ? null : day;
      return { fingerprint: finding.fingerprint, reason, expires, owner: null, acknowledge: heavy };
    }
  }
}

function isFuture(day: string, today: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && exists && day >= today;
}
