/**
 * Plans what to say in a pull request: one review for a head commit, suggestions on lines that GitHub
 * takes, and what becomes of earlier comments. What an earlier comment still tells is not said again.
 * Pure: plain values in, bodies of requests out.
 */
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { acceptedFindings, groupFindings, openFindings, type Group } from '../report/groups.ts';
import { safeTextWithin } from '../report/safe-text.ts';
import {
  doneText,
  groupText,
  partText,
  reviewText,
  SUPERSEDED,
  type ReviewBody,
} from './comment-text.ts';
import { stretchOf, type Diff } from './diff.ts';
import { readMark, writeMark, type Mark } from './marker.ts';
import { planSuggestions, type Suggestion } from './suggestions.ts';

/** A comment or review that the gate wrote before; those of others are not given here. */
export interface Past {
  id: number;
  /** For GraphQL. */
  nodeId: string;
  body: string;
  /** The commit it was written for; null where GitHub no longer knows. */
  commit: string | null;
  /** False for a comment whose line is no longer in the diff: GitHub folds it away. */
  living: boolean;
}

export interface ReviewInput {
  report: Report;
  diff: Diff;
  /** Commit under review, the head of the pull request. */
  head: string;
  scope: string;
  comments: readonly Past[];
  /** Oldest first. */
  reviews: readonly Past[];
}

/** A comment on lines of the new side of the diff (REST, create a review, `comments`). */
export interface LineComment {
  path: string;
  body: string;
  line: number;
  side: 'RIGHT';
  start_line?: number;
  start_side?: 'RIGHT';
}

export interface FileComment {
  path: string;
  body: string;
}

export interface ReviewPlan {
  /** Null where all has been said before. */
  post: {
    /** The review that this head commit has already, to be brought up to date instead of a second. */
    existing: number | null;
    comments: LineComment[];
    files: FileComment[];
    body: string;
    /** The body where GitHub refuses the comments: all is told in it. */
    bodyAlone: string;
  } | null;
  /** New bodies of comments and of reviews. */
  commentEdits: { id: number; body: string }[];
  reviewEdits: { id: number; body: string }[];
  /** What can be folded away. */
  hide: { nodeId: string; why: 'RESOLVED' | 'OUTDATED' }[];
}

/** Comments of one review; the groups behind are told in its body. */
const COMMENTS = 30;

type Marked = Past & { mark: Mark };

export function planReview(input: ReviewInput): ReviewPlan {
  const { report, scope } = input;
  const open = new Map(openFindings(report).map((finding) => [finding.fingerprint, finding]));
  const comments = marked(input.comments, scope);
  const reviews = marked(input.reviews, scope);
  const latest = reviews.findLast(({ mark }) => mark.kind === 'review');
  const said = saidByComments(comments);
  const settled = settleComments(comments, open, input);
  const gone = goneAmong([...comments, ...reviews], input);
  // What the gate lets pass is worth an annotation, but no review.
  const fresh =
    report.verdict !== 'clean' &&
    [...open.keys()].some((one) => !said.has(one) && latest?.mark.findings.has(one) !== true);
  if (!fresh) {
    return { post: null, ...settled, reviewEdits: bringUpToDate(latest, said, gone, input) };
  }
  const existing = latest !== undefined && latest.commit === input.head ? latest.id : null;
  const older = reviews.filter(({ id, mark }) => id !== existing && mark.kind === 'review');
  const done = writeMark({ kind: 'done', scope, findings: new Map(), gone: new Map() });
  return {
    post: { existing, ...drawReview(input, said, gone) },
    commentEdits: settled.commentEdits,
    reviewEdits: older.map(({ id }) => ({ id, body: `${SUPERSEDED}\n\n${done}` })),
    hide: [...settled.hide, ...older.map(({ nodeId }) => ({ nodeId, why: 'OUTDATED' as const }))],
  };
}

function marked(all: readonly Past[], scope: string): Marked[] {
  return all.flatMap((past) => {
    const mark = readMark(past.body);
    return mark?.scope === scope ? [{ ...past, mark }] : [];
  });
}

/** Fingerprints that comments on lines or files still tell: GitHub carries them from diff to diff. */
function saidByComments(comments: readonly Marked[]): ReadonlySet<string> {
  return new Set(
    comments
      .filter(({ living, mark }) => living && mark.kind === 'finding')
      .flatMap(({ mark }) => [...mark.findings.keys()]),
  );
}

/** A part of the image that was not read may still hold what was not found. */
function allWasRead({ ledger }: Report): boolean {
  return ledger.unread.length === 0;
}

function acceptedReasons(report: Report): Map<string, string> {
  return new Map(
    acceptedFindings(report).map(({ fingerprint, suppressed }) => [
      fingerprint,
      `${suppressed?.by ?? ''}: ${suppressed?.reason ?? ''}`,
    ]),
  );
}

/** Comments whose findings are all gone say so; those that GitHub folded and that are told anew go. */
function settleComments(
  comments: readonly Marked[],
  open: ReadonlyMap<string, Finding>,
  { report, head }: ReviewInput,
): Pick<ReviewPlan, 'commentEdits' | 'hide'> {
  const commentEdits: ReviewPlan['commentEdits'] = [];
  const hide: ReviewPlan['hide'] = [];
  const accepted = acceptedReasons(report);
  for (const { id, nodeId, living, mark } of comments) {
    if (mark.kind === 'done') continue;
    const still = [...mark.findings.keys()].some((fingerprint) => open.has(fingerprint));
    if (still) {
      if (!living) hide.push({ nodeId, why: 'OUTDATED' });
      continue;
    }
    const known = [...mark.findings.keys()].every((fingerprint) => accepted.has(fingerprint));
    if (!known && !allWasRead(report)) continue;
    const text = doneText(mark.findings, accepted, head);
    commentEdits.push({ id, body: `${text}\n\n${writeMark({ ...mark, kind: 'done' })}` });
    hide.push({ nodeId, why: 'RESOLVED' });
  }
  return { commentEdits, hide };
}

/** What was told before and is neither found nor accepted now; nothing new unless all was read. */
function goneAmong(past: readonly Marked[], { report }: ReviewInput): Map<string, string> {
  const found = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const complete = allWasRead(report);
  return new Map(
    past
      .flatMap(({ mark }) => [
        ...mark.gone,
        ...(complete || mark.kind === 'done' ? mark.findings : []),
      ])
      .filter(([fingerprint]) => !found.has(fingerprint)),
  );
}

/** The latest review tells how things stand now; no edit where it does already. */
function bringUpToDate(
  latest: Marked | undefined,
  said: ReadonlySet<string>,
  gone: ReadonlyMap<string, string>,
  { report, scope }: ReviewInput,
): ReviewPlan['reviewEdits'] {
  if (latest === undefined) return [];
  const groups = groupFindings(openFindings(report));
  const here = groups.filter(({ findings }) => !findings.every((one) => said.has(one.fingerprint)));
  const body = reviewBody({ report, commented: groups.length - here.length, here, gone }, scope);
  return body === latest.body ? [] : [{ id: latest.id, body }];
}

function reviewBody(parts: ReviewBody, scope: string): string {
  const findings = titles(parts.here.flatMap((group) => group.findings));
  return `${reviewText(parts)}\n\n${writeMark({ kind: 'review', scope, findings, gone: parts.gone })}`;
}

/** @param said Fingerprints that need no comment of their own any more. */
function drawReview(
  { report, diff, scope }: ReviewInput,
  said: ReadonlySet<string>,
  gone: ReadonlyMap<string, string>,
): Omit<NonNullable<ReviewPlan['post']>, 'existing'> {
  const groups = groupFindings(openFindings(report));
  const suggestions = planSuggestions(openFindings(report), diff);
  const comments: LineComment[] = [];
  const files: FileComment[] = [];
  const here: Group[] = [];
  let commented = 0;
  for (const group of groups) {
    const unsaid = {
      ...group,
      findings: group.findings.filter((one) => !said.has(one.fingerprint)),
    };
    if (unsaid.findings.length === 0) {
      commented += 1;
      continue;
    }
    const drawn = commentsFor(unsaid, suggestions, report, diff, scope);
    const file = group.instruction?.file;
    if (comments.length + files.length + drawn.length > COMMENTS) here.push(group);
    else if (drawn.length > 0) {
      comments.push(...drawn);
      commented += 1;
    } else if (file !== undefined && diff.has(file)) {
      files.push({
        path: file,
        body: `${groupText(unsaid, report, null)}\n\n${mark('finding', scope, unsaid.findings)}`,
      });
      commented += 1;
    } else here.push(group);
  }
  return {
    comments,
    files,
    body: reviewBody({ report, commented, here, gone }, scope),
    bodyAlone: reviewBody({ report, commented: 0, here: groups, gone }, scope),
  };
}

/** The comment on a group's instruction and those with the other parts of its fix; none off the diff. */
function commentsFor(
  group: Group,
  suggestions: readonly Suggestion[],
  report: Report,
  diff: Diff,
  scope: string,
): LineComment[] {
  const { instruction } = group;
  if (instruction === null) return [];
  const own = suggestions.filter(({ findings }) =>
    // A suggestion for several findings is drawn once, with the worst.
    group.findings.some((finding) => finding === findings[0]),
  );
  const { file, line, endLine } = instruction;
  const atBlame = own.find(
    ({ edit }) => edit.file === file && edit.line <= endLine && line <= edit.endLine,
  );
  const blamed = atBlame ?? placeInDiff(diff, file, line, Math.max(line, endLine));
  // An instruction off the diff is told where its fix begins, if that is in the diff.
  const lead = atBlame ?? (blamed === null ? own[0] : undefined);
  const place = blamed ?? lead;
  if (place === undefined) return [];
  const main = `${groupText(group, report, lead ?? null)}\n\n${mark('finding', scope, group.findings)}`;
  return [
    lineComment(place.path, place.line, place.endLine, main),
    ...own
      .filter((one) => one !== lead)
      .map((one) =>
        lineComment(
          one.path,
          one.line,
          one.endLine,
          `${partText(one)}\n\n${mark('part', scope, one.findings)}`,
        ),
      ),
  ];
}

/** The lines of an instruction that lie in one stretch of the diff, as the reviewed file counts. */
function placeInDiff(
  diff: Diff,
  path: string,
  line: number,
  endLine: number,
): { path: string; line: number; endLine: number } | null {
  const whole = stretchOf(diff, path, line, endLine);
  const stretch =
    whole ?? diff.get(path)?.find(({ first, last }) => line <= last && first <= endLine);
  if (stretch === undefined) return null;
  const { first, last, shift } = stretch;
  return { path, line: Math.max(line, first) + shift, endLine: Math.min(endLine, last) + shift };
}

/** A comment on one line must not name a start. */
function lineComment(path: string, line: number, endLine: number, body: string): LineComment {
  return line === endLine
    ? { path, body, line, side: 'RIGHT' }
    : { path, body, start_line: line, start_side: 'RIGHT', line: endLine, side: 'RIGHT' };
}

function titles(findings: readonly Finding[]): Map<string, string> {
  return new Map(
    findings.map(({ fingerprint, title }) => [fingerprint, safeTextWithin(title, 100)]),
  );
}

function mark(kind: Mark['kind'], scope: string, findings: readonly Finding[]): string {
  return writeMark({ kind, scope, findings: titles(findings), gone: new Map() });
}
