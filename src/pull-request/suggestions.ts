/**
 * Which edits a reviewer can accept with a click: those that lie in the diff. A fix is offered whole or
 * not at all within a file, since half of it may break the build, and no two suggestions touch the
 * same line, so that all of them can be committed together.
 */
import type { Edit, Finding } from '../model/finding.ts';
import { holdsUnsafe } from '../report/safe-text.ts';
import { stretchOf, type Diff } from './diff.ts';

/** Lines of the reviewed file to be replaced. */
export interface Suggestion {
  edit: Edit;
  path: string;
  /** In the file under review, from 1, inclusive. */
  line: number;
  endLine: number;
  /** The findings whose fix it is part of; never empty. */
  findings: Finding[];
}

/** UTF-16 units of one suggestion; GitHub takes no comment above 65536. */
const TEXT = 20_000;

/** @param findings Worst first: of two fixes that touch the same line the first is offered. */
export function planSuggestions(findings: readonly Finding[], diff: Diff): Suggestion[] {
  const planned: Suggestion[] = [];
  for (const finding of findings) {
    const edits = finding.fix?.edits ?? [];
    for (const file of new Set(edits.map((edit) => edit.file))) {
      const own = edits.filter((edit) => edit.file === file);
      const fresh = own.map((edit) => suggestionFor(edit, finding, diff));
      if (!fresh.every((one) => one !== null)) continue;
      const known = fresh.map((one) => planned.find((other) => sameEdit(one.edit, other.edit)));
      const clash = fresh.some(
        (one, at) =>
          known[at] === undefined && planned.some((other) => overlap(one.edit, other.edit)),
      );
      if (clash) continue;
      for (const [at, one] of fresh.entries()) {
        const same = known[at];
        if (same === undefined) planned.push(one);
        else same.findings.push(finding);
      }
    }
  }
  return planned;
}

function suggestionFor(edit: Edit, finding: Finding, diff: Diff): Suggestion | null {
  const { file, line, endLine, text } = edit;
  if (endLine < line || text.length > TEXT || holdsUnsafe(text.replace(/[\n\t]/g, ''))) return null;
  const stretch = stretchOf(diff, file, line, endLine);
  if (stretch?.replaceable !== true) return null;
  const { shift } = stretch;
  return { edit, path: file, line: line + shift, endLine: endLine + shift, findings: [finding] };
}

function sameEdit(a: Edit, b: Edit): boolean {
  return a.file === b.file && a.line === b.line && a.endLine === b.endLine && a.text === b.text;
}

function overlap(a: Edit, b: Edit): boolean {
  return a.file === b.file && a.line <= b.endLine && b.line <= a.endLine;
}

/**
 * The block that GitHub turns into a button: its lines replace the lines that the comment stands on.
 * The fence is longer than any in the text.
 */
export function suggestionBlock({ text }: Edit): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}suggestion\n${text}\n${fence}`;
}
