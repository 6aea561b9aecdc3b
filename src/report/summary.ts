/**
 * The job summary of GitHub Actions: Markdown that is a series of HTML blocks. Inside an HTML block no
 * Markdown is read until an empty line (CommonMark 4.6), and strings from an image have none, so
 * escaping for HTML is all they need.
 */
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { coverageSentence, sections } from './coverage.ts';
import type { Section } from './coverage.ts';
import type { Group } from './groups.ts';
import { groupFindings, groupName, hiddenNote, openFindings, placeName } from './groups.ts';
import { htmlCode, htmlProse, htmlProseWithCode, htmlText } from './html-text.ts';
import { layerCake } from './layer-cake.ts';
import { counted } from './units.ts';
import { verdictSentence } from './verdict-sentence.ts';

/** The runner uploads nothing of a summary above 1 MiB (actions/runner, FileCommandManager.cs). */
const BYTES = 900 * 1024;

/** Bytes that each part may take, so that no part pushes out another. */
const SHARES = { findings: 0.65, layers: 0.1, sections: 0.2 };

const SIGNS = { blocked: '🛑', incomplete: '⚠️', clean: '✅' } as const;

/** Places told of one finding. */
const PLACES = 5;

/**
 * The report as Markdown of at most `limit` bytes (UTF-8, at least 64 KiB); what did not fit is counted.
 *
 * @param elsewhere Sentences about what was told in other places, or could not be told there.
 */
export function renderSummary(
  report: Report,
  limit = BYTES,
  elsewhere: readonly string[] = [],
): string {
  const parts = sections(report);
  const share = Math.floor((limit * SHARES.sections) / Math.max(1, parts.length));
  const blocks = [
    `<h2>${SIGNS[report.verdict]} ${htmlProse(verdictSentence(report), 600)}</h2>`,
    `<p>${htmlProse(coverageSentence(report), 300)}</p>`,
    ...elsewhere.slice(0, 8).map((sentence) => `<p>${htmlProse(sentence, 500)}</p>`),
    findingsTable(report, Math.floor(limit * SHARES.findings)),
    layerBlock(report, Math.floor(limit * SHARES.layers)),
    ...parts.map((part) => sectionBlock(part, share)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function findingsTable(report: Report, room: number): string {
  const open = openFindings(report);
  if (open.length === 0) return '';
  const blamed = groupFindings(open).flatMap((group) =>
    group.findings.map((finding) => ({ finding, group })),
  );
  const fit = fitting(blamed, room, ({ finding, group }) => findingRow(finding, group, report));
  return [
    '<table>',
    '<tr><th>Blame</th><th>Secret</th><th>Where</th><th>What to do</th></tr>',
    ...fit,
    '</table>',
    ...moreLine(blamed.length - fit.length, 'more secret'),
  ].join('\n');
}

function findingRow(finding: Finding, group: Group, report: Report): string {
  const base = finding.inherited ? ', from the base image' : '';
  const secret = [
    `<strong>${htmlProse(finding.title, 200)}</strong>`,
    htmlCode(finding.redacted, 80),
    `${finding.confidence}, ${finding.severity}${base}`,
    ...finding.details.slice(0, 8).map((detail) => htmlCode(detail, 200)),
    htmlCode(finding.fingerprint, 40),
  ];
  const todo = [
    htmlProseWithCode(finding.story, 800),
    ...(finding.fix === null ? [] : [fixBlock(finding.fix.text)]),
    `<strong>Revoke:</strong> ${htmlProse(finding.revoke, 400)} A pushed key must be revoked, not just deleted.`,
  ];
  const cells = [
    htmlCode(groupName(group, report), 200),
    secret.join('<br>'),
    placeTexts(finding, report).join('<br>'),
    todo.filter((part) => part !== '').join('<br>'),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function fixBlock(text: string): string {
  const lines = text.split('\n').slice(0, 40);
  return `<strong>Fix:</strong> ${lines.map((line) => htmlProseWithCode(line, 400)).join('<br>')}`;
}

function placeTexts({ places }: Finding, report: Report): string[] {
  const told = places.slice(0, PLACES).map((place) => {
    const note = hiddenNote(place);
    return `${htmlCode(placeName(place, report), 200)}${note === '' ? '' : ` <em>${note}</em>`}`;
  });
  const left = places.length - told.length;
  return left > 0 ? [...told, `and ${counted(left, 'more place')}`] : told;
}

function layerBlock(report: Report, room: number): string {
  const rows = layerCake(report);
  if (rows.length === 0) return '';
  const fit = fitting(rows, room, (row) => htmlText(row, 200));
  const more = moreLine(rows.length - fit.length, 'more layer').join('');
  return `<details open><summary>Layers, the top one first</summary>\n<pre>\n${fit.join('\n')}\n</pre>${more}\n</details>`;
}

function sectionBlock({ heading, count, entry }: Section, room: number): string {
  const indices = Array.from({ length: count }, (_, index) => index);
  const fit = fitting(indices, room, (index) => `<li>${htmlProse(entry(index), 700)}</li>`);
  return [
    `<details><summary>${htmlProse(heading, 300)}: ${count}</summary>`,
    `<ul>${fit.join('\n')}</ul>`,
    ...moreLine(count - fit.length, 'more entry', 'more entries'),
    '</details>',
  ].join('\n');
}

function moreLine(left: number, one: string, many?: string): string[] {
  return left > 0 ? [`<p>… and ${counted(left, one, many)}: the JSON report has all.</p>`] : [];
}

/** The first items, drawn, as many as fit into `room` bytes; no others are drawn. */
function fitting<T>(items: readonly T[], room: number, draw: (item: T) => string): string[] {
  const fit: string[] = [];
  let used = 0;
  for (const item of items) {
    const drawn = draw(item);
    used += Buffer.byteLength(drawn) + 1;
    if (used > room) break;
    fit.push(drawn);
  }
  return fit;
}
