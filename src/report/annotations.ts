/**
 * Annotations: what GitHub shows beside the lines of a pull request. Records only; the host issues
 * them through @actions/core, which escapes what the command syntax needs.
 */
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Group } from './groups.ts';
import {
  groupFindings,
  groupName,
  hiddenNote,
  openFindings,
  placeName,
  placeToBlame,
} from './groups.ts';
import { safeLines, safeText, safeTextWithin } from './safe-text.ts';
import { counted } from './units.ts';

export interface Annotation {
  level: 'error' | 'warning';
  /** Path as the instruction names it; null where no instruction is known. */
  file: string | null;
  /** From 1; null without a file. */
  line: number | null;
  endLine: number | null;
  title: string;
  /** At most 4096 UTF-16 units; may have several lines. */
  message: string;
}

/** How many annotations of each level a step may still issue. */
export interface AnnotationCaps {
  errors: number;
  warnings: number;
}

/** What the runner keeps of one step; the rest is only logged (actions/runner, ExecutionContext.cs). */
export const RUNNER_CAPS: AnnotationCaps = { errors: 10, warnings: 10 };

/** The runner cuts a message behind so many characters (actions/runner, ExecutionContext.cs). */
const MESSAGE = 4096;

/** Findings told in one annotation; the rest is counted. */
const FINDINGS = 8;

/**
 * One record for each instruction, worst first, then one for what was not read. Errors where the
 * verdict is not `clean` and the finding is more than possible. Where `caps` cut records off, the last
 * record left says how many. A host that also reports its failure as an error gives a lower cap.
 *
 * @param elsewhere Where the records that were cut off can be seen.
 */
export function annotations(
  report: Report,
  caps: AnnotationCaps = RUNNER_CAPS,
  elsewhere = 'the job summary',
): Annotation[] {
  return LEVELS.flatMap((level) => {
    const { told, left } = split(report, level, caps);
    const drawn = told.map((draft) => draft.draw(level));
    if (left.length === 0 || capOf(caps, level) < 1) return drawn;
    const count = counted(left.length, 'more place');
    const message = `${count} with secrets or unread parts: see ${elsewhere}.`;
    return [...drawn, record(level, 'dockgate', message)];
  });
}

/** The records that `annotations` cuts off under the same caps, for whoever has room for them. */
export function annotationsBeyond(report: Report, caps: AnnotationCaps): Annotation[] {
  return LEVELS.flatMap((level) =>
    split(report, level, caps).left.map((draft) => draft.draw(level)),
  );
}

const LEVELS = ['error', 'warning'] as const;

function capOf(caps: AnnotationCaps, level: Annotation['level']): number {
  return level === 'error' ? caps.errors : caps.warnings;
}

/** The drafts of a level that fit, one place kept for the record that counts the others. */
function split(
  report: Report,
  level: Annotation['level'],
  caps: AnnotationCaps,
): { told: Draft[]; left: Draft[] } {
  const wanted = draftsOf(report).filter((draft) => draft.level === level);
  const cap = capOf(caps, level);
  const room = wanted.length <= cap ? cap : Math.max(0, cap - 1);
  return { told: wanted.slice(0, room), left: wanted.slice(room) };
}

function draftsOf(report: Report): Draft[] {
  const drafts: Draft[] = groupFindings(openFindings(report)).map((group) => ({
    level: levelOf(group, report),
    draw: (level) => groupRecord(level, group, report),
  }));
  if (report.ledger.unread.length > 0) {
    const level = report.verdict === 'incomplete' ? 'error' : 'warning';
    drafts.push({ level, draw: () => unreadRecord(level, report) });
  }
  return drafts;
}

/** A record that is drawn only if the caps leave room for it. */
interface Draft {
  level: Annotation['level'];
  draw(level: Annotation['level']): Annotation;
}

function levelOf({ findings }: Group, { verdict }: Report): Annotation['level'] {
  const grave = findings.some((finding) => finding.confidence !== 'possible');
  return verdict === 'blocked' && grave ? 'error' : 'warning';
}

function record(level: Annotation['level'], title: string, message: string): Annotation {
  return { level, file: null, line: null, endLine: null, title, message };
}

function groupRecord(level: Annotation['level'], group: Group, report: Report): Annotation {
  const { findings, instruction } = group;
  const [first] = findings;
  const name =
    findings.length === 1 && first !== undefined
      ? safeTextWithin(first.title, 100)
      : counted(findings.length, 'secret');
  const message = groupMessage(group, report);
  // A name that had to be made safe names no file of the repository.
  if (instruction === null || safeText(instruction.file) !== instruction.file) {
    return record(level, `${name} in ${groupName(group, report)}`, message);
  }
  const { file, line, endLine } = instruction;
  return { level, file, line, endLine, title: `${name} in the image`, message };
}

function groupMessage({ findings }: Group, report: Report): string {
  const told = findings.slice(0, FINDINGS).map((finding) => findingMessage(finding, report));
  const left = findings.length - told.length;
  if (left > 0) told.push(`${counted(left, 'more secret')}: see the job summary.`);
  const message = told.join('\n\n');
  return message.length <= MESSAGE
    ? message
    : `${message.slice(0, MESSAGE - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function findingMessage(finding: Finding, report: Report): string {
  const place = placeToBlame(finding);
  const lines = [
    `${safeTextWithin(finding.title, 100)}: ${safeTextWithin(finding.redacted, 80)} (${finding.confidence})`,
  ];
  if (place !== undefined) {
    const note = hiddenNote(place);
    lines.push(`Found in ${placeName(place, report)}${note === '' ? '' : `; ${note}`}.`);
  }
  if (finding.story !== '') lines.push(safeTextWithin(finding.story, 600));
  if (finding.fix !== null) lines.push(`Fix: ${safeLines(finding.fix.text, 600).join('\n')}`);
  lines.push(`Revoke it if it was ever pushed: ${safeTextWithin(finding.revoke, 300)}`);
  return lines.join('\n');
}

function unreadRecord(level: Annotation['level'], { ledger }: Report): Annotation {
  const count = counted(ledger.unread.length, 'part');
  const told = ledger.unread
    .slice(0, FINDINGS)
    .map(({ path, reason }) => `${safeTextWithin(path, 200)}: ${safeTextWithin(reason, 250)}`);
  const left = ledger.unread.length - told.length;
  if (left > 0) told.push(`${counted(left, 'more part')}: see the job summary.`);
  return record(level, `${count} of the image could not be read`, told.join('\n'));
}
