/** One finding of the HTML report: what it is, where it lies, why, the fix to copy, how to revoke it. */
import type { Finding, Place } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { hiddenNote, placeName } from './groups.ts';
import { partsOf } from './html-layers.ts';
import { escapeMarkup, htmlCode, htmlText, htmlWithCode } from './html-text.ts';
import { safeLines } from './safe-text.ts';
import { counted } from './units.ts';

/** Places told of one finding: some at once, more behind a click; the rest is counted. */
const PLACES = 5;
const MORE_PLACES = 100;

/** Lines of a fix, and of one edit. */
const LINES = 80;

/** Edits of one fix. */
const EDITS = 20;

/** @param at Number of the finding on the page, from 0; its id. */
export function findingArticle(finding: Finding, at: number, report: Report): string {
  const { severity, confidence, redacted, details, story, fix } = finding;
  const rows: [string, string][] = [
    ['Secret', [htmlCode(redacted, 80), ...details.slice(0, 16).map(detailLine)].join('<br>')],
    ['Found in', placeList(finding.places, report)],
    ['Why', story === '' ? '' : `<p>${htmlWithCode(story, 2000)}</p>`],
    ['Fix', fix === null ? '' : fixBlock(fix, at)],
    [
      'Revoke',
      `<p>${withLinks(finding.revoke, 400)} A pushed key must be revoked, not just deleted.</p>`,
    ],
    ['To accept', `${htmlCode(finding.fingerprint, 40)}, rule ${htmlCode(finding.rule, 80)}`],
  ];
  return [
    `<article class="finding" id="finding-${at}" aria-labelledby="title-${at}"`,
    ` data-severity="${htmlText(severity, 20)}" data-confidence="${htmlText(confidence, 20)}"`,
    ` data-parts="${partsOf(finding).join(' ')}">`,
    `<h4 id="title-${at}">${htmlText(finding.title, 200)}</h4>`,
    `<span class="badge ${htmlText(severity, 20)}">${htmlText(severity, 20)}</span> `,
    `<span class="badge plain">${htmlText(confidence, 20)}</span>`,
    finding.inherited ? ' <span class="badge plain">from the base image</span>' : '',
    '<dl>',
    ...rows
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`),
    '</dl></article>',
  ].join('');
}

function detailLine(detail: string): string {
  return htmlText(detail, 200);
}

function placeList(places: readonly Place[], report: Report): string {
  const item = (place: Place): string => {
    const note = hiddenNote(place);
    const shown = note === '' ? '' : ` <span class="note">${note}</span>`;
    return `<li>${htmlCode(placeName(place, report), 200)}${shown}</li>`;
  };
  const list = (some: readonly Place[]): string => `<ul>${some.map(item).join('')}</ul>`;
  const first = list(places.slice(0, PLACES));
  const more = places.slice(PLACES, PLACES + MORE_PLACES);
  if (more.length === 0) return first;
  const left = places.length - PLACES - more.length;
  const rest =
    left > 0 ? `<p>… and ${counted(left, 'more place')}: the JSON report has all.</p>` : '';
  const name = `${counted(places.length - PLACES, 'more place')}`;
  return `${first}<details><summary>${name}</summary>${list(more)}${rest}</details>`;
}

function fixBlock(fix: NonNullable<Finding['fix']>, at: number): string {
  const text = safeLines(fix.text, 800).slice(0, LINES);
  const edits = fix.edits.slice(0, EDITS).map(({ file, line, endLine, text: lines }, edit) => {
    const where = `${htmlText(file, 120)}, line ${endLine > line ? `${line} to ${endLine}` : line}`;
    const body = safeLines(lines, 2000).slice(0, LINES).join('\n');
    const id = `edit-${at}-${edit}`;
    return body === ''
      ? `<figure class="edit"><figcaption>${where}: take it out</figcaption></figure>`
      : `<figure class="edit"><figcaption>${where}, new text:</figcaption><pre id="${id}">${escapeMarkup(body)}</pre>${copyButton(id, `Copy the new text of ${where}`)}</figure>`;
  });
  const left = fix.edits.length - EDITS;
  if (left > 0) edits.push(`<p>… and ${counted(left, 'more edit')}: the JSON report has all.</p>`);
  const id = `fix-${at}`;
  return [
    `<pre class="fix" id="${id}">${escapeMarkup(text.join('\n'))}</pre>`,
    copyButton(id, 'Copy the fix'),
    ...edits,
  ].join('');
}

function copyButton(id: string, name: string): string {
  return `<div class="bar"><button type="button" data-copies="${id}" hidden>${name}</button></div>`;
}

const ADDRESS = /\bhttps:\/\/[a-z0-9.-]+(?:\/[\w./~%+-]*[\w/])?/gi;

/** Prose with its addresses as links. */
function withLinks(text: string, limit: number): string {
  return htmlText(text, limit).replace(
    ADDRESS,
    (address) => `<a href="${address}" rel="noopener noreferrer">${address}</a>`,
  );
}
