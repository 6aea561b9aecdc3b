/**
 * The report for a terminal or a plain log: the verdict first, then the findings by the instruction to
 * blame, each with what to do, then what was read and what was not.
 */
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { coverageSentence, sections } from './coverage.ts';
import type { Section } from './coverage.ts';
import type { Frames } from './frame.ts';
import { drawFrame } from './frame.ts';
import type { Group } from './groups.ts';
import { groupFindings, groupName, hiddenNote, openFindings, placeName } from './groups.ts';
import { wrap } from './layout.ts';
import type { Colour, Paint } from './paint.ts';
import { painter } from './paint.ts';
import { breakCommands, safeLines, safeText, safeTextWithin } from './safe-text.ts';
import { counted } from './units.ts';
import { verdictSentence } from './verdict-sentence.ts';

export interface TextOptions {
  colour: boolean;
  /** Text of the Dockerfiles, to show the lines to blame. */
  frames?: Frames;
  /** Columns; 100 unless told, never fewer than 40. */
  width?: number;
}

/** How many of each list are told; the rest is counted, and the JSON report has them all. */
const FINDINGS = 500;
const PLACES = 5;
const ENTRIES = 100;

/** What all parts of one report are drawn with. */
interface Page {
  report: Report;
  width: number;
  paint: Paint;
  frames: Frames;
}

/** The report as lines of at most `width` columns, with a final newline. */
export function renderText(report: Report, options: TextOptions): string {
  const page: Page = {
    report,
    width: Math.max(40, options.width ?? 100),
    paint: painter(options.colour),
    frames: options.frames ?? new Map(),
  };
  const open = openFindings(report);
  const lines = [
    ...verdictLines(page),
    ...groupFindings(open.slice(0, FINDINGS)).flatMap((group) => groupLines(page, group)),
    ...leftLines(open.length - FINDINGS),
    '',
    ...paragraph(page, '', coverageSentence(report)),
    ...sections(report).flatMap((section) => sectionLines(page, section)),
  ];
  return breakCommands(`${lines.join('\n')}\n`);
}

const SIGNS = {
  blocked: ['red', '✖'],
  incomplete: ['yellow', '!'],
  clean: ['green', '✔'],
} as const;

function verdictLines(page: Page): string[] {
  const [colour, sign] = SIGNS[page.report.verdict];
  return paragraph(page, '  ', verdictSentence(page.report), 'bold').map((line, i) =>
    i === 0 ? `${page.paint(colour, sign)}${line.slice(1)}` : line,
  );
}

function groupLines(page: Page, group: Group): string[] {
  const { paint, report, width, frames } = page;
  const frame =
    group.instruction === null ? [] : drawFrame(group.instruction, frames, width - 2, paint);
  return [
    '',
    ...paragraph(page, '', groupName(group, report), 'cyan'),
    ...frame.map((line) => `  ${line}`),
    ...group.findings.flatMap((finding) => findingLines(page, finding)),
  ];
}

function findingLines(page: Page, finding: Finding): string[] {
  const base = finding.inherited ? ', from the base image' : '';
  const grade = `${finding.confidence}, ${finding.severity}${base}`;
  const details = finding.details.map((detail) => safeTextWithin(detail, 200));
  const fix = finding.fix === null ? [] : safeLines(finding.fix.text, 800);
  const revoke = safeTextWithin(finding.revoke, 400);
  const accept = `${safeText(finding.fingerprint)}, rule ${safeTextWithin(finding.rule, 80)}`;
  const title = paragraph(page, '    ', safeTextWithin(finding.title, 200), 'bold');
  return [
    '',
    ...title.map((line, i) => (i === 0 ? `  ${page.paint('red', '●')}${line.slice(3)}` : line)),
    ...labelled(page, 'secret', [`${safeTextWithin(finding.redacted, 80)} (${grade})`, ...details]),
    ...labelled(page, 'found', placeTexts(page, finding)),
    ...labelled(page, 'why', finding.story === '' ? [] : [safeTextWithin(finding.story, 800)]),
    ...labelled(page, 'fix', fix),
    ...labelled(page, 'revoke', [`${revoke} A pushed key must be revoked, not just deleted.`]),
    ...labelled(page, 'id', [accept]),
  ];
}

function placeTexts({ report }: Page, { places }: Finding): Coloured[] {
  const told = places.slice(0, PLACES).flatMap((place): Coloured[] => {
    const note = hiddenNote(place);
    const name = placeName(place, report);
    return note === '' ? [name] : [name, { text: note, colour: 'yellow' }];
  });
  const left = places.length - PLACES;
  return left > 0 ? [...told, `and ${counted(left, 'more place')}`] : told;
}

/** A safe text, or one with a colour. */
type Coloured = string | { text: string; colour: Colour };

/** Texts behind one label, each on lines of its own. */
function labelled(page: Page, label: string, texts: readonly Coloured[]): string[] {
  const indent = ' '.repeat(11);
  const body = texts.flatMap((part) =>
    typeof part === 'string'
      ? paragraph(page, indent, part)
      : paragraph(page, indent, part.text, part.colour),
  );
  return body.map((line, i) =>
    i === 0 ? `    ${page.paint('dim', label)}${line.slice(4 + label.length)}` : line,
  );
}

/** A safe text within the width, behind an indent. */
function paragraph(page: Page, indent: string, text: string, colour?: Colour): string[] {
  return wrap(text, page.width - indent.length).map(
    (line) => `${indent}${colour === undefined ? line : page.paint(colour, line)}`,
  );
}

function leftLines(left: number): string[] {
  return left > 0 ? ['', `… and ${counted(left, 'more secret')}: the JSON report has all.`] : [];
}

function sectionLines(page: Page, { heading, count, entry }: Section): string[] {
  const told = Array.from({ length: Math.min(count, ENTRIES) }, (_, index) => entry(index));
  if (count > ENTRIES) told.push(`… and ${count - ENTRIES} more: the JSON report has all.`);
  return [
    '',
    ...paragraph(page, '', `${heading}: ${count}`, 'bold'),
    ...told.flatMap((text) =>
      paragraph(page, '    ', text).map((line, i) => (i === 0 ? `  - ${line.slice(4)}` : line)),
    ),
  ];
}
