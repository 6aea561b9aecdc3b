/**
 * What would leak tomorrow: a clean CI checkout has no `.env`, the machine of whoever builds next may.
 * Each COPY and ADD from the context is asked whether it would take a file with a name that holds
 * secrets, and `.dockerignore` whether it would let it through.
 */
import { readGitIgnore } from './git-ignore.ts';
import type { IgnoreRules } from './ignore.ts';
import { SECRET_FILES } from './secret-files.ts';
import { cleanSource, takesFile } from './select.ts';
import type { ContextCopy } from './select.ts';
import { hasWildcard } from './go-match.ts';

export interface WouldLeak {
  /** Path below the context that would be copied. */
  path: string;
  /** Line of the COPY or ADD that would take it. */
  line: number;
  /** What such a file holds. */
  holds: string;
  /** True where such a file is in the context now. */
  present: boolean;
  /** True where git ignores it: then it is absent from every checkout and easily overlooked. */
  gitIgnored: boolean;
  /** Line to add to `.dockerignore`. */
  ignoreLine: string;
}

export interface WouldLeakInput {
  copies: readonly ContextCopy[];
  /** Files of the context, `.dockerignore` not applied. */
  paths: readonly string[];
  rules: IgnoreRules;
  /** Text of the `.gitignore` at the root; null without one. */
  gitignore: string | null;
}

/** One for each line to add, by line of the Dockerfile, then path. */
export function wouldLeak(input: WouldLeakInput): WouldLeak[] {
  const git = readGitIgnore(input.gitignore);
  const here = new Set(input.paths);
  const found = new Map<string, WouldLeak>();
  for (const copy of input.copies) {
    const takes = takesFile(copy);
    for (const folder of foldersOf(copy, input.paths)) {
      for (const file of SECRET_FILES) {
        const path = folder === '' ? file.path : `${folder}/${file.path}`;
        if (!takes(path) || input.rules.ignores(path)) continue;
        const leak = {
          path,
          line: copy.line,
          holds: file.holds,
          present: here.has(path),
          gitIgnored: git.ignores(path),
          ignoreLine: file.line,
        };
        const known = found.get(file.line);
        if (known === undefined || rank(leak) > rank(known)) found.set(file.line, leak);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.line - b.line || (a.path < b.path ? -1 : 1));
}

function rank(leak: WouldLeak): number {
  return (leak.present ? 2 : 0) + (leak.gitIgnored ? 1 : 0);
}

/** Folders in which a file of such a name may be taken: those a copy takes whole, and those it takes from. */
function foldersOf(copy: ContextCopy, paths: readonly string[]): string[] {
  return copy.sources.flatMap((source) => {
    const clean = cleanSource(source);
    const steps = clean.split('/');
    if (clean === '') return [''];
    const wild = steps.findIndex(hasWildcard);
    if (wild >= 0) return [steps.slice(0, wild).join('/')];
    const above = steps.slice(0, -1).join('/');
    return paths.some((path) => path.startsWith(`${clean}/`)) ? [clean, above] : [above];
  });
}
