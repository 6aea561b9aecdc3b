/**
 * Joins the physical lines of a Dockerfile into instructions the way BuildKit's parser does
 * (moby/buildkit frontend/dockerfile/parser/parser.go): comments and empty lines inside a
 * continuation vanish, leading blanks of continued lines stay, heredoc bodies follow. The lines of an
 * instruction are what every blame rests on, so they come from here and not from a guess.
 */
import type { Heredoc, Joined, Problem, Segment } from './dockerfile.ts';
import { quotedWords, unquote } from './words.ts';

export interface LogicalLine {
  line: number;
  endLine: number;
  joined: Joined;
  heredocs: Heredoc[];
}

/** Instructions that may carry heredocs, and ONBUILD with one of them. */
const HEREDOC = /^(?:onbuild[\t\v\f\r ]+)?(?:add|copy|run)[\t\v\f\r ]/i;
const BLANK = /^[\t\v\f\r ]*$/;
const COMMENT = /^[\t\v\f\r ]*#/;

/** Splits at `\n`; a `\r` before it goes too. A byte order mark on the first line goes as well. */
export function physicalLines(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/**
 * @param lines physical lines
 * @param first index of the first line to read, from 0
 */
export function logicalLines(
  lines: string[],
  first: number,
  escape: string,
  problems: Problem[],
): LogicalLine[] {
  const found: LogicalLine[] = [];
  let at = first;
  while (at < lines.length) {
    const start = lines[at] as string;
    if (COMMENT.test(start) || BLANK.test(start)) {
      at++;
      continue;
    }
    const { joined, next } = join(lines, at, escape);
    const body = readHeredocs(lines, next, joined.text, escape, problems);
    if (joined.text.trim() !== '') {
      found.push({ line: at + 1, endLine: body.next, joined, heredocs: body.heredocs });
    }
    at = body.next;
  }
  return found;
}

/** Where a character of the joined text stands. */
export function positionOf(joined: Joined, offset: number): { line: number; column: number } {
  let low = 0;
  let high = joined.segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((joined.segments[middle] as Segment).offset <= offset) low = middle;
    else high = middle - 1;
  }
  const segment = joined.segments[low] ?? { offset: 0, line: 1, column: 0 };
  return { line: segment.line, column: segment.column + offset - segment.offset };
}

/** The length of `line` without its continuation mark, or -1 where it has none. */
export function continuationAt(line: string, escape: string): number {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  if (end === 0 || line[end - 1] !== escape) return -1;
  return end > 1 && line[end - 2] === escape ? -1 : end - 1;
}

function join(lines: string[], first: number, escape: string): { joined: Joined; next: number } {
  const segments: Segment[] = [];
  const parts: string[] = [];
  let length = 0;
  let at = first;
  for (; at < lines.length; at++) {
    const line = lines[at] as string;
    if (at > first && (COMMENT.test(line) || BLANK.test(line))) continue;
    const column = at === first ? line.length - line.trimStart().length : 0;
    const cut = continuationAt(line, escape);
    const part = line.slice(column, cut < 0 ? undefined : Math.max(cut, column));
    segments.push({ offset: length, line: at + 1, column });
    parts.push(part);
    length += part.length;
    if (cut < 0) {
      at++;
      break;
    }
  }
  return { joined: { text: parts.join(''), segments }, next: at };
}

function readHeredocs(
  lines: string[],
  next: number,
  text: string,
  escape: string,
  problems: Problem[],
): { heredocs: Heredoc[]; next: number } {
  const heredocs: Heredoc[] = [];
  if (!text.includes('<<') || !HEREDOC.test(text)) return { heredocs, next };
  let at = next;
  for (const word of quotedWords(text, escape)) {
    const mark = /^\d*<<(-?)([^<]+)$/.exec(word.text);
    if (mark === null) continue;
    const written = mark[2] as string;
    const name = unquote(written, escape);
    const start = at;
    const body: string[] = [];
    let closed = false;
    while (at < lines.length && !closed) {
      const line = lines[at] as string;
      const kept = mark[1] === '-' ? line.replace(/^\t+/, '') : line;
      closed = kept === name;
      if (!closed) body.push(`${kept}\n`);
      at++;
    }
    if (!closed) problems.push({ line: next, message: `the heredoc <<${name} is never closed` });
    const expand = name === written;
    heredocs.push({ name, line: start + 1, endLine: at, body: body.join(''), expand });
  }
  return { heredocs, next: at };
}
