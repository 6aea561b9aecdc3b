/**
 * Suggestions land only on lines that GitHub takes, and accepting all of them gives the fixed file:
 * held for random Dockerfiles, whose diffs are made by git itself.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits } from '../../src/dockerfile/edits.ts';
import type { Edit, Finding } from '../../src/model/finding.ts';
import { readDiff, type Diff } from '../../src/pull-request/diff.ts';
import { planReview, type LineComment } from '../../src/pull-request/review.ts';
import { planSuggestions, suggestionBlock } from '../../src/pull-request/suggestions.ts';
import { openFindings } from '../../src/report/groups.ts';
import { finding, instruction, place, report } from '../report/sample-report.ts';
import { hunkLines } from './github-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockgate-diff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The patch as GitHub gives it: git's, without the file's head. */
const patchOf = (before: string, after: string): string => {
  writeFileSync(join(folder, 'a'), before);
  writeFileSync(join(folder, 'b'), after);
  const { stdout } = spawnSync('git', ['diff', '--no-index', '--no-color', 'a', 'b'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout.slice(Math.max(0, stdout.indexOf('\n@@') + 1)).trimEnd();
};

const edit = (line: number, endLine: number, text: string): Edit => ({
  file: 'Dockerfile',
  line,
  endLine,
  text,
});

/** What GitHub's button puts in the place of the lines that a comment stands on. */
const suggested = (body: string): string[] | null => {
  const block = /^(`{3,})suggestion\n([^]*?)\n\1$/m.exec(body);
  return block === null ? null : (block[2] ?? '').split('\n');
};

const accept = (text: string, comments: readonly LineComment[]): string => {
  const lines = text.split('\n');
  for (const comment of [...comments].sort((a, b) => b.line - a.line)) {
    const added = suggested(comment.body);
    const start = comment.start_line ?? comment.line;
    if (added !== null) lines.splice(start - 1, comment.line - start + 1, ...added);
  }
  return lines.join('\n');
};

const words = fc.constantFrom(
  'RUN make',
  'RUN make',
  'ENV A=1 \\',
  '    B=2',
  'COPY . /app',
  '',
  '# @@ -1 +1 @@',
  '-x',
  '+y',
  ' z',
  '```',
);
const text = fc.array(words, { minLength: 1, maxLength: 40 });

/** Changes that a pull request makes to the base to get its head; run backwards here. */
const changes = fc.array(
  fc.record({ at: fc.nat(60), drop: fc.nat(3), add: fc.array(words, { maxLength: 3 }) }),
  { maxLength: 4 },
);
const changed = (lines: readonly string[], list: { at: number; drop: number; add: string[] }[]) => {
  const copy = [...lines];
  for (const { at, drop, add } of list) copy.splice(at % (copy.length + 1), drop, ...add);
  return copy;
};

/** Fixes of up to three findings, each of up to three edits. */
const fixes = fc.array(
  fc.array(
    fc.record({
      at: fc.nat(60),
      span: fc.nat(2),
      text: fc.array(words, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  { minLength: 1, maxLength: 3 },
);

/** Edits within a file of so many lines that do not touch one another. */
const placed = (list: { at: number; span: number; text: string[] }[], count: number): Edit[] => {
  const kept: Edit[] = [];
  for (const { at, span, text: lines } of list) {
    const line = (at % count) + 1;
    const one = edit(line, Math.min(count, line + span), lines.join('\n'));
    if (kept.every((other) => one.endLine < other.line || other.endLine < one.line)) kept.push(one);
  }
  return kept;
};

const withFix = (edits: Edit[], at: number): Finding =>
  finding({
    fingerprint: `fingerprint-${at}`,
    fix: { text: 'Do this.', edits },
    places: [
      place({
        instruction: instruction({ line: edits[0]?.line ?? 1, endLine: edits[0]?.endLine ?? 1 }),
      }),
    ],
  });

describe('suggestions', () => {
  test('land only on lines that GitHub takes, and give the fixed file', () => {
    let offered = 0;
    let withheld = 0;
    fc.assert(
      fc.property(
        text,
        changes,
        fixes,
        fc.array(words, { maxLength: 3 }),
        (head, list, lists, merged) => {
          const base = changed(head, list).join('\n');
          const headText = head.join('\n');
          const patch = patchOf(base, headText);
          // The workflow reads the merge: other people's lines may stand above.
          const readText = [...merged, ...head].join('\n');
          const findings = lists.map((edits, at) =>
            withFix(
              placed(edits, head.length).map((one) => ({
                ...one,
                line: one.line + merged.length,
                endLine: one.endLine + merged.length,
              })),
              at,
            ),
          );
          const drawn = report({ findings });
          const diff = readDiff(
            [{ path: 'Dockerfile', patch }],
            new Map([['Dockerfile', readText]]),
          );
          const plan = planReview({
            report: drawn,
            diff,
            head: 'c',
            scope: 's',
            comments: [],
            reviews: [],
          });
          const comments = plan.post?.comments ?? [];

          const hunks = hunkLines(patch);
          for (const { line, start_line: start = line } of comments) {
            const hunk = hunks.find((lines) => lines.has(line));
            expect(hunk).toBeDefined();
            expect(hunk?.has(start)).toBe(true);
            expect(start).toBeLessThanOrEqual(line);
          }

          // Which fixes are offered, told apart from the comments: whole or not at all.
          const planned = planSuggestions(openFindings(drawn), diff);
          const chosen = findings.filter((one) =>
            planned.some((two) => two.findings.includes(one)),
          );
          const edits = new Map(
            chosen.flatMap((one) => one.fix?.edits ?? []).map((one) => [JSON.stringify(one), one]),
          );
          offered += edits.size;
          withheld += findings.length - chosen.length;
          expect(comments.filter(({ body }) => suggested(body) !== null)).toHaveLength(edits.size);
          const onHead = [...edits.values()].map((one) => ({
            ...one,
            line: one.line - merged.length,
            endLine: one.endLine - merged.length,
          }));
          expect(accept(headText, comments)).toBe(applyEdits(headText, onHead));
        },
      ),
      {
        numRuns: 300,
        // The merge added a line equal to those of the head: which one is meant cannot be told.
        examples: [
          [
            ['RUN make', 'RUN make'],
            [{ at: 0, drop: 0, add: ['RUN make'] }],
            [[{ at: 0, span: 0, text: [' z'] }]],
            ['RUN make'],
          ],
        ],
      },
    );
    // Both sides of the property were seen.
    expect(offered).toBeGreaterThan(50);
    expect(withheld).toBeGreaterThan(50);
  }, 120_000);

  test('offer whatever lies in the diff and touches nothing else', () => {
    const head = ['FROM a', 'ENV A=1', 'RUN x', 'RUN y', 'RUN z', 'CMD c'];
    const patch = patchOf('FROM a\nRUN x\nRUN y\nRUN z\nCMD c', head.join('\n'));
    const diff = readDiff(
      [{ path: 'Dockerfile', patch }],
      new Map([['Dockerfile', head.join('\n')]]),
    );
    const planned = (...findings: Finding[]) =>
      planSuggestions(findings, diff).map(({ line, endLine }) => [line, endLine]);
    expect(planned(withFix([edit(2, 2, ''), edit(4, 5, 'RUN b')], 0))).toEqual([
      [2, 2],
      [4, 5],
    ]);
    // The last line is off the diff: half a fix is no fix.
    expect(planned(withFix([edit(2, 2, ''), edit(6, 6, 'CMD d')], 0))).toEqual([]);
    // Two fixes of one line: the worse finding has it, and the same edit is offered once.
    expect(planned(withFix([edit(2, 2, '')], 0), withFix([edit(2, 2, 'ENV B=1')], 1))).toEqual([
      [2, 2],
    ]);
    expect(planned(withFix([edit(2, 2, '')], 0), withFix([edit(2, 2, '')], 1))).toEqual([[2, 2]]);
  });

  const place2 = (text: string, patch: string): Diff =>
    readDiff([{ path: 'Dockerfile', patch }], new Map([['Dockerfile', text]]));
  const one = (text: string): Finding => withFix([edit(2, 2, text)], 0);

  test.each([
    ['a bidirectional override', 'RUN \u202ea'],
    ['an escape', 'RUN \x1b[31m'],
    ['a carriage return', 'RUN a\r'],
    ['more than a comment takes', 'x'.repeat(20_001)],
  ])('hold no text with %s', (_, replacement) => {
    const diff = place2('a\nb', '@@ -1 +1,2 @@\n a\n+b');
    expect(planSuggestions([one(replacement)], diff)).toEqual([]);
    expect(planSuggestions([one('RUN\ta')], diff)).toHaveLength(1);
  });

  test('are not made for lines that end in CR LF', () => {
    const diff = place2('a\r\nb\r\n', '@@ -1 +1,2 @@\n a\r\n+b\r');
    expect(diff.get('Dockerfile')).toHaveLength(1);
    expect(planSuggestions([one('c')], diff)).toEqual([]);
  });

  test('are not made where the diff is of another text, or of a place that cannot be told', () => {
    expect(place2('a\nx', '@@ -1 +1,2 @@\n a\n+b').get('Dockerfile')).toEqual([]);
    // The hunk stands twice in the file, and at neither place where it should.
    expect(place2('q\na\nb\na\nb', '@@ -1 +1,2 @@\n a\n+b').get('Dockerfile')).toEqual([]);
    expect(place2('q\na\nb', '@@ -1 +1,2 @@\n a\n+b').get('Dockerfile')).toEqual([
      { first: 2, last: 3, shift: -1, replaceable: true },
    ]);
  });

  test('have a fence that their text cannot close', () => {
    const body = suggestionBlock(edit(1, 1, 'RUN a <<````\n````\n```\nb'));
    expect(body.startsWith('`````suggestion\n')).toBe(true);
    expect(suggested(body)).toEqual(['RUN a <<````', '````', '```', 'b']);
    expect(suggested(suggestionBlock(edit(1, 1, '')))).toEqual(['']);
  });
});
