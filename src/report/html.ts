/**
 * The report as one HTML file that needs nothing else: no script, font or picture from anywhere, and
 * a policy that lets only its own style and script act, named by their hashes. Strings from an image
 * are text in it, whatever they hold.
 */
import { createHash } from 'node:crypto';
import { confidences, severities } from '../model/levels.ts';
import type { Report } from '../model/report.ts';
import { coverageSentence, sections } from './coverage.ts';
import type { Section } from './coverage.ts';
import type { Frames } from './frame.ts';
import type { Group } from './groups.ts';
import { groupFindings, groupName, openFindings } from './groups.ts';
import { findingArticle } from './html-finding.ts';
import { htmlFrame } from './html-frame.ts';
import { layerSlabs, namedParts } from './html-layers.ts';
import { SCRIPT } from './html-script.ts';
import { STYLE } from './html-style.ts';
import { htmlCode, htmlText } from './html-text.ts';
import { counted } from './units.ts';
import { verdictSentence } from './verdict-sentence.ts';

export interface HtmlOptions {
  /** Lines of the Dockerfiles, secrets taken out, to show the lines to blame. */
  frames?: Frames;
}

/** UTF-16 units that the findings may take; what does not fit is counted. */
const ROOM = 8 * 1024 * 1024;

/** Entries told of each list. */
const ENTRIES = 500;

/** Platforms told. */
const PLATFORMS = 20;

/** The report as a page, with a final newline; the same report gives the same page. */
export function renderHtml(report: Report, options: HtmlOptions = {}): string {
  const groups = groupFindings(openFindings(report));
  const findings = groups.flatMap((group) => group.findings);
  const drawn = findingsSection(report, groups, options.frames ?? new Map<string, string[]>());
  const title = htmlText(verdictSentence(report), 300);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy()}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>dockgate: ${title}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#main">Skip to the findings</a>',
    `<header><div class="verdict ${report.verdict}"><h1>${SIGNS[report.verdict]} ${title}</h1></div>`,
    `${facts(report)}</header>`,
    '<main id="main" tabindex="-1">',
    drawn.html,
    layerSlabs(report, findings, drawn.count),
    ...sections(report).map(sectionBlock),
    '</main>',
    '<footer><p>Made by dockgate. No report holds a whole secret.</p></footer>',
    '<p id="said" role="status" class="skip"></p>',
    `<script>${SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const SIGNS = { blocked: '✖', incomplete: '!', clean: '✔' } as const;

/** Content Security Policy Level 3: nothing is fetched, nothing is sent, no frame, no base. */
function policy(): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(SCRIPT)}'`,
    `style-src '${hashOf(STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

function facts(report: Report): string {
  const { reference, source, imageId, digest, platforms } = report.image;
  const names = platforms.slice(0, PLATFORMS).map(({ platform }) => htmlText(platform, 60));
  const left = platforms.length - names.length;
  if (left > 0) names.push(`and ${left} more`);
  const rows: [string, string][] = [
    ['Image', `${htmlCode(reference, 300)} (${htmlText(source, 40)})`],
    ['Image ID', imageId === null ? '' : htmlCode(imageId, 100)],
    ['Digest', digest === null ? '' : htmlCode(digest, 100)],
    ['Platforms', names.join(', ')],
    ['Coverage', htmlText(coverageSentence(report), 300)],
  ];
  return `<dl class="facts">${rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`)
    .join('')}</dl>`;
}

/** @returns How many findings were drawn too. */
function findingsSection(
  report: Report,
  groups: readonly Group[],
  frames: Frames,
): { html: string; count: number } {
  const blocks: string[] = [];
  let used = 0;
  let count = 0;
  for (const group of groups) {
    if (used >= ROOM) break;
    const articles: string[] = [];
    for (const finding of group.findings) {
      if (used >= ROOM) break;
      const article = findingArticle(finding, count, report);
      used += article.length;
      count += 1;
      articles.push(article);
    }
    const head = `<h3>${htmlText(groupName(group, report), 200)}</h3>${htmlFrame(group.instruction, frames)}`;
    blocks.push(`<section class="group">${head}${articles.join('')}</section>`);
  }
  const all = groups.reduce((sum, group) => sum + group.findings.length, 0);
  const left = all - count;
  const html = [
    '<section aria-labelledby="findings">',
    '<h2 id="findings">Secrets, by the instruction to blame</h2>',
    all === 0 ? '<p>None.</p>' : tools(report, groups),
    ...blocks,
    ...(left > 0 ? [`<p>… and ${counted(left, 'more secret')}: the JSON report has all.</p>`] : []),
    '</section>',
  ].join('\n');
  return { html, count };
}

function tools(report: Report, groups: readonly Group[]): string {
  const findings = groups.flatMap((group) => group.findings);
  const present = (all: readonly string[], told: readonly string[]): [string, string][] =>
    all.filter((one) => told.includes(one)).map((one): [string, string] => [one, one]);
  const gravities = present(
    severities,
    findings.map((one) => one.severity),
  );
  const levels = present(
    confidences,
    findings.map((one) => one.confidence),
  );
  return [
    '<div class="tools" id="tools" role="search" aria-label="Filter the secrets" hidden>',
    '<label class="wide">Search <input type="search" id="search" autocomplete="off"></label>',
    choice('severity', 'Severity', gravities),
    choice('confidence', 'Confidence', levels),
    choice('part', 'Part of the image', namedParts(report, findings)),
    '<button type="button" id="clear">Show all</button>',
    '<span id="shown" role="status"></span>',
    '</div>',
  ].join('');
}

function choice(id: string, name: string, options: readonly (readonly [string, string])[]): string {
  const drawn = options.map(([value, text]) => `<option value="${value}">${text}</option>`);
  return `<label>${name} <select id="${id}"><option value="">all</option>${drawn.join('')}</select></label>`;
}

function sectionBlock({ heading, count, entry }: Section): string {
  const shown = Array.from({ length: Math.min(count, ENTRIES) }, (_, at) => entry(at));
  const left = count - shown.length;
  const more =
    left > 0
      ? `<p>… and ${counted(left, 'more entry', 'more entries')}: the JSON report has all.</p>`
      : '';
  const items = shown.map((text) => `<li>${htmlText(text, 1000)}</li>`).join('');
  return `<section><details open><summary><strong>${htmlText(heading, 300)}: ${count}</strong></summary><ul>${items}</ul>${more}</details></section>`;
}
