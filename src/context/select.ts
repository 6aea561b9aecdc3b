/**
 * Which files of the build context are sent to the builder, and which of these a COPY or ADD takes
 * (docs.docker.com, Dockerfile reference, COPY and ADD: sources, --exclude, --parents).
 */
import { compileGoPattern, hasWildcard } from './go-match.ts';
import { readIgnore } from './ignore.ts';
import type { IgnoreRules } from './ignore.ts';

/** The part of a COPY or ADD that takes from the main context; sources expanded, wildcards kept. */
export interface ContextCopy {
  /** Of the instruction, from 1. */
  line: number;
  sources: string[];
  exclude: string[];
  parents: boolean;
}

/** Paths below the context that the builder gets, in the order given. */
export function sentFiles(paths: readonly string[], rules: IgnoreRules): string[] {
  return paths.filter((path) => !rules.ignores(path));
}

/** Those of `paths` that the copy takes, in the order given. */
export function takenFiles(copy: ContextCopy, paths: readonly string[]): string[] {
  const takes = takesFile(copy);
  return paths.filter(takes);
}

/** Whether a copy takes a file, were it there. */
export function takesFile(copy: ContextCopy): (path: string) => boolean {
  const sources = copy.sources.map((source) => sourceMatcher(source, copy.parents));
  const excluded =
    copy.exclude.length === 0 ? null : readIgnore('--exclude', copy.exclude.join('\n'));
  return (path) =>
    sources.some((root) => {
      const base = root(path);
      if (base === null) return false;
      if (excluded === null) return true;
      // Within a copied folder --exclude counts from that folder; with --parents from the context.
      const inner = copy.parents || base === '' ? path : path.slice(base.length + 1);
      return !excluded.ignores(inner === '' ? path : inner);
    });
}

/**
 * A function that gives the part of a path that a source names (the file itself, or a folder above
 * it; empty for the context's root), or null.
 */
function sourceMatcher(source: string, parents: boolean): (path: string) => string | null {
  const clean = cleanSource(source);
  if (clean === '') return () => '';
  if (!hasWildcard(clean)) {
    return (path) => (path === clean || path.startsWith(`${clean}/`) ? clean : null);
  }
  const deep = parents && clean.split('/').includes('**');
  const match = deep ? compileDeep(clean) : compileGoPattern(clean);
  if (match === null) return () => null;
  return (path) => {
    for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
      const head = end < 0 ? path : path.slice(0, end);
      if (match(head)) return head;
      if (end < 0) return null;
    }
  };
}

/** `**` as a whole step of a path stands for any number of steps; BuildKit knows it with --parents. */
function compileDeep(pattern: string): ((text: string) => boolean) | null {
  const steps = pattern.split('/').map((step) => (step === '**' ? null : compileGoPattern(step)));
  const deep = pattern.split('/').map((step) => step === '**');
  if (steps.some((step, at) => step === null && deep[at] !== true)) return null;
  return (text) => {
    // Row of a table: whether the first steps of the pattern match the first parts of the text.
    let row = new Array<boolean>(steps.length + 1).fill(false);
    row[0] = true;
    for (let at = 0; at < steps.length && deep[at] === true; at++) row[at + 1] = true;
    for (const part of text.split('/')) {
      const next = new Array<boolean>(steps.length + 1).fill(false);
      for (const [at, step] of steps.entries()) {
        if (step === null) next[at + 1] = row[at + 1] === true || next[at] === true;
        else next[at + 1] = row[at] === true && step(part);
      }
      row = next;
    }
    return row[steps.length] === true;
  };
}

/** Leading slash, `.` and `..` go: a source never climbs out of the context. */
export function cleanSource(source: string): string {
  const steps: string[] = [];
  for (const step of source.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
