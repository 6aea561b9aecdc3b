/**
 * The hunks of a unified diff, as GitHub gives them for each file of a pull request: the lines that a
 * review comment may stand on. GitHub refuses a whole review for one line outside (422).
 */

/** The new side of one hunk. */
export interface Hunk {
  /** Line in the new file of the first of `lines`, from 1. */
  start: number;
  /** Lines of the new file, unchanged and added ones, without line ends. */
  lines: string[];
}

const HEAD = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** Numbers in a head that are believed; no file has more lines. */
const MOST = 10_000_000;

/**
 * @param patch Hunks only, without the `---` and `+++` lines.
 * @returns Whole hunks in order. One that is cut off or does not keep to its own counts ends the list,
 *   since nothing behind it can be trusted.
 */
export function parseHunks(patch: string): Hunk[] {
  const rows = patch.split('\n');
  const hunks: Hunk[] = [];
  let at = 0;
  while (at < rows.length) {
    const head = HEAD.exec(rows[at] ?? '');
    if (head === null) break;
    let before = Number(head[1] ?? 1);
    let after = Number(head[3] ?? 1);
    const start = Number(head[2]);
    if (Math.max(before, after, start) > MOST) break;
    const lines: string[] = [];
    at += 1;
    while ((before > 0 || after > 0) && at < rows.length) {
      const row = rows[at] ?? '';
      const sign = row[0];
      if (sign === '+' || sign === ' ') lines.push(row.slice(1));
      if (sign === '-' || sign === ' ') before -= 1;
      if (sign === '+' || sign === ' ') after -= 1;
      else if (sign !== '-' && sign !== '\\') break;
      at += 1;
    }
    if (before !== 0 || after !== 0) break;
    if (rows[at]?.startsWith('\\') === true) at += 1;
    if (lines.length > 0) hunks.push({ start, lines });
  }
  return hunks;
}
