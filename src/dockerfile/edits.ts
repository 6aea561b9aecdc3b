/** Edits of a Dockerfile or ignore file as whole lines, and how they are applied. */
import type { Edit } from '../model/finding.ts';
import { GateError } from '../model/error.ts';
import type { Dockerfile, Instruction } from './dockerfile.ts';

/**
 * @param text of the file that all edits are for
 * @throws GateError where two edits touch the same line or one lies outside the file
 */
export function applyEdits(text: string, edits: Edit[]): string {
  const lines = text.split('\n');
  const sorted = [...edits].sort((a, b) => b.line - a.line);
  let next = lines.length + 1;
  for (const edit of sorted) {
    if (edit.line < 1 || edit.endLine < edit.line || edit.endLine >= next) {
      throw new GateError(
        `the proposed edits of ${edit.file} do not fit at line ${edit.line}; apply them by hand`,
      );
    }
    lines.splice(edit.line - 1, edit.endLine - edit.line + 1, ...edit.text.split('\n'));
    next = edit.line;
  }
  return lines.join('\n');
}

/** Empties the lines of an instruction; the lines stay, so no other edit shifts. */
export function removeInstruction(dockerfile: Dockerfile, instruction: Instruction): Edit {
  const { line, endLine } = instruction;
  return { file: dockerfile.path, line, endLine, text: '' };
}

/** Takes properties out of ARG, ENV or LABEL; the others stay as they are written. */
export function removeProperties(
  dockerfile: Dockerfile,
  instruction: Instruction,
  names: string[],
): Edit {
  const inner = instruction.trigger ?? instruction;
  const kept = inner.properties.filter((one) => !names.includes(one.name));
  if (kept.length === 0) return removeInstruction(dockerfile, instruction);
  const { line, endLine } = instruction;
  const words = kept.map(({ name, value }) => {
    const written = /^[\w.-]+$/.test(name) ? name : JSON.stringify(name);
    return value === null ? written : `${written}=${value}`;
  });
  const between = line === endLine ? ' ' : ` ${dockerfile.escape}\n    `;
  const head = instruction.trigger === null ? inner.keyword : `ONBUILD ${inner.keyword}`;
  return { file: dockerfile.path, line, endLine, text: `${head} ${words.join(between)}` };
}

/**
 * Puts text right behind the word RUN (flags) and, if given, before the command. Null where the
 * first line does not hold what is needed.
 */
export function extendRun(
  dockerfile: Dockerfile,
  run: Instruction,
  flags: string,
  before: string,
): Edit | null {
  const first = dockerfile.lines[run.line - 1] ?? '';
  const head = /^\s*(?:onbuild\s+)?run(?=\s)/i.exec(first)?.[0];
  if (head === undefined) return null;
  let rest = first.slice(head.length);
  if (before !== '') {
    const own = /^(?:\s+--\S+)*/.exec(rest)?.[0] ?? '';
    const command = rest.slice(own.length);
    if (run.json !== null || run.heredocs.length > 0 || command.trimStart().startsWith('--')) {
      return null;
    }
    rest = `${own} ${before}${command.trimStart()}`;
  }
  const text = `${head} ${flags}${rest}`;
  return { file: dockerfile.path, line: run.line, endLine: run.line, text };
}

/** One edit for each stretch of lines; null where two would touch the same line. */
export function separateEdits(edits: Edit[]): Edit[] | null {
  const sorted = [...edits].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line,
  );
  for (const [at, edit] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before !== undefined && before.file === edit.file && before.endLine >= edit.line)
      return null;
  }
  return sorted;
}
