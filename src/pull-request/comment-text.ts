/**
 * What the gate says in a pull request: GitHub's Markdown as a series of HTML blocks, so that strings
 * from an image are text and neither mention nor link. No line of the diff is ever quoted: it may hold
 * the secret itself.
 */
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Group } from '../report/groups.ts';
import { groupName, hiddenNote, placeName, placeToBlame } from '../report/groups.ts';
import { htmlCode, htmlProse, htmlProseWithCode, htmlText } from '../report/html-text.ts';
import { counted } from '../report/units.ts';
import { verdictSentence } from '../report/verdict-sentence.ts';
import { suggestionBlock, type Suggestion } from './suggestions.ts';

/** GitHub takes no body above 65536 characters; room for mark and suggestion is left. */
const BODY = 16_000;

/** Findings told in one comment, and unread parts in a review; the rest is counted. */
const FINDINGS = 6;
const UNREAD = 10;

/** The comment on the instruction of a group. */
export function groupText(group: Group, report: Report, suggestion: Suggestion | null): string {
  const blocks: string[] = [];
  let used = 0;
  for (const finding of group.findings.slice(0, FINDINGS)) {
    const block = findingBlock(finding, report);
    used += block.length;
    if (used > BODY && blocks.length > 0) break;
    blocks.push(block);
  }
  const left = group.findings.length - blocks.length;
  if (left > 0) blocks.push(`<p>… and ${counted(left, 'more secret')}: see the job summary.</p>`);
  if (suggestion !== null) blocks.push(suggestionBlock(suggestion.edit));
  return blocks.join('\n\n');
}

/** The comment with the part of a fix that lies elsewhere than the instruction. */
export function partText({ findings, edit }: Suggestion): string {
  const titles = findings.slice(0, FINDINGS).map(({ title }) => htmlProse(title, 200));
  const names = [...new Set(titles)].join(', ');
  return `<p>Part of the fix for: ${names}. Commit it together with the other suggestions.</p>\n\n${suggestionBlock(edit)}`;
}

function findingBlock(finding: Finding, report: Report): string {
  const { title, redacted, confidence, severity, inherited, fix } = finding;
  const place = placeToBlame(finding);
  const base = inherited ? ', from the base image' : '';
  const parts = [
    `<strong>${htmlProse(title, 200)}</strong> ${htmlCode(redacted, 80)} (${confidence}, ${severity}${base})`,
  ];
  if (place !== undefined) {
    const note = hiddenNote(place);
    const more = finding.places.length - 1;
    const others = more > 0 ? ` and ${counted(more, 'more place')}` : '';
    parts.push(
      `Found in ${htmlCode(placeName(place, report), 200)}${note === '' ? '' : `, ${note}`}${others}.`,
    );
  }
  if (finding.story !== '') parts.push(htmlProseWithCode(finding.story, 800));
  if (fix !== null) parts.push(`<strong>Fix:</strong> ${fixLines(fix.text)}`);
  parts.push(
    `<strong>Revoke it</strong>, since a push of the commit or the image has shown it: ${htmlProse(finding.revoke, 400)}`,
  );
  return parts.map((part) => `<p>${part}</p>`).join('\n');
}

function fixLines(text: string): string {
  const lines = text.split('\n').slice(0, 14);
  return lines.map((line) => htmlProseWithCode(line, 300)).join('<br>');
}

/** What a comment becomes when all it told is gone. `accepted` holds reasons by fingerprint. */
export function doneText(
  findings: ReadonlyMap<string, string>,
  accepted: ReadonlyMap<string, string>,
  head: string,
): string {
  return [...findings]
    .map(([fingerprint, title]) => {
      const reason = accepted.get(fingerprint);
      const name = `<strong>${title === '' ? 'A secret' : htmlProse(title, 200)}</strong>`;
      return reason === undefined
        ? `<p>✅ ${name} is no longer in the image as of ${htmlCode(head.slice(0, 12), 12)}. Whoever could read the commit or an image pushed before may have it: <strong>revoke it</strong> if you have not yet.</p>`
        : `<p>☑️ ${name} is accepted: ${htmlProse(reason, 300)}</p>`;
    })
    .join('\n');
}

/** What the body of a review tells besides its comments. */
export interface ReviewBody {
  report: Report;
  /** Groups told in comments of the diff. */
  commented: number;
  /** Groups that no line of the diff stands for: told here. */
  here: readonly Group[];
  /** Titles of what earlier comments told and is gone, by fingerprint. */
  gone: ReadonlyMap<string, string>;
}

export function reviewText({ report, commented, here, gone }: ReviewBody): string {
  const blocks = [`<h3>dockgate: ${htmlProse(verdictSentence(report), 600)}</h3>`];
  if (commented > 0) {
    blocks.push(`<p>${counted(commented, 'instruction')} commented in the diff.</p>`);
  }
  if (here.length > 0) {
    const why = commented > 0 ? 'Not in the diff:' : 'No line of the diff is to blame:';
    blocks.push(`<p>${why}</p>`, ...groupBlocks(here, report));
  }
  if (gone.size > 0) {
    const titles = [...gone.values()]
      .slice(0, 20)
      .map((title) => `<li>${htmlProse(title, 200)}</li>`);
    const left = gone.size - titles.length;
    if (left > 0) titles.push(`<li>and ${counted(left, 'more')}</li>`);
    blocks.push(
      `<p>No longer in the image; revoke what was ever pushed:</p>\n<ul>${titles.join('')}</ul>`,
    );
  }
  const { unread } = report.ledger;
  if (unread.length > 0) {
    const told = unread
      .slice(0, UNREAD)
      .map(({ path, reason }) => `<li>${htmlCode(path, 200)} ${htmlProse(reason, 200)}</li>`);
    const left = unread.length - told.length;
    if (left > 0) told.push(`<li>and ${counted(left, 'more part')}: see the job summary</li>`);
    blocks.push(`<p>Not read, so not known to be clean:</p>\n<ul>${told.join('')}</ul>`);
  }
  return blocks.join('\n\n');
}

function groupBlocks(groups: readonly Group[], report: Report): string[] {
  const blocks: string[] = [];
  let used = 0;
  for (const group of groups) {
    const name = htmlText(groupName(group, report), 200);
    const text = groupText(group, report, null);
    const block = `<details><summary><code>${name}</code>: ${counted(group.findings.length, 'secret')}</summary>\n${text}\n</details>`;
    used += block.length;
    if (used > BODY) break;
    blocks.push(block);
  }
  const left = groups.length - blocks.length;
  if (left > 0) blocks.push(`<p>… and ${counted(left, 'more place')}: see the job summary.</p>`);
  return blocks;
}

/** What an older review becomes when a newer one has been written. */
export const SUPERSEDED = '<p>A newer review of dockgate has taken the place of this one.</p>';
