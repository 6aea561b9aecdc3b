/**
 * Whether git ignores a path by the `.gitignore` at the root (git-scm.com/docs/gitignore). What git
 * ignores is absent from a clean checkout and present on the machine of whoever builds by hand.
 */
import { minimatch } from 'minimatch';

const LONGEST_LINE = 512;
const MOST_LINES = 5000;
/** Braces and extended globs are no part of gitignore, and would make patterns costly. */
const OPTIONS = { dot: true, nobrace: true, noext: true, nocomment: true, nonegate: true } as const;

export interface GitIgnore {
  ignores(path: string): boolean;
}

interface Line {
  pattern: string;
  negated: boolean;
  folder: boolean;
}

/** @param text null where there is no such file */
export function readGitIgnore(text: string | null): GitIgnore {
  const lines = (text ?? '').split(/\r?\n/, MOST_LINES).flatMap(readLine);
  return {
    ignores: (path) => {
      const steps = path.split('/');
      // A folder once ignored keeps all below it ignored, whatever a later line says.
      for (let end = 1; end <= steps.length; end++) {
        if (ignored(lines, steps.slice(0, end).join('/'), end < steps.length)) return true;
      }
      return false;
    },
  };
}

function ignored(lines: Line[], path: string, folder: boolean): boolean {
  let result = false;
  for (const line of lines) {
    if (line.folder && !folder) continue;
    if (result === line.negated && minimatch(path, line.pattern, OPTIONS)) result = !line.negated;
  }
  return result;
}

function readLine(text: string): Line[] {
  if (text.length > LONGEST_LINE || text.startsWith('#')) return [];
  let pattern = text.replace(/(?<!\\)\s+$/, '');
  const negated = pattern.startsWith('!');
  if (negated) pattern = pattern.slice(1);
  const folder = pattern.endsWith('/');
  if (folder) pattern = pattern.slice(0, -1);
  if (pattern === '') return [];
  const anchored = pattern.includes('/');
  pattern = pattern.replace(/^\//, '');
  return [{ pattern: anchored ? pattern : `**/${pattern}`, negated, folder }];
}
