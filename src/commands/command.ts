/**
 * What a subcommand gives. The commands are pure: they take texts and give texts, and the host reads,
 * writes and prints, so that every one of them can be tested as it is.
 */
export interface CommandResult {
  /** For standard output, whole lines; safe to print. */
  out: string;
  exit: 0 | 1 | 2;
  /** Files to write, below the working directory as the user named them. */
  writes: { path: string; text: string }[];
}

/** A result that only speaks. */
export function say(lines: readonly string[], exit: CommandResult['exit'] = 0): CommandResult {
  return { out: lines.map((line) => `${line}\n`).join(''), exit, writes: [] };
}

/** Texts in columns, two blanks between; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  }
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
