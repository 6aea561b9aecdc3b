/**
 * `.dockerignore` as BuildKit reads it (moby/patternmatcher, docs.docker.com "Build context"). The
 * matching is @balena/dockerignore's; here are the choice of the file, the characters that today's
 * builders escape and the library does not, and errors that name a line.
 */
import library from '@balena/dockerignore';
import type { Ignore } from '@balena/dockerignore';
import { GateError } from '../model/error.ts';

export interface IgnoreRules {
  /** @param path below the context, with `/`, without a leading slash */
  ignores(path: string): boolean;
}

/** The library is CommonJS: what is imported is the function itself, its type says `default`. */
const create = library.default;

/** In UTF-16 units, of a whole file and of one line. */
const LONGEST_FILE = 1 << 20;
const LONGEST_LINE = 4096;
const MOST_STARS = 24;

/**
 * Where an ignore file may lie, the first that exists counts and no other is read.
 *
 * @param dockerfile path of the Dockerfile below the context, or its name beside the context
 */
export function ignoreFileNames(dockerfile: string): string[] {
  return [`${dockerfile}.dockerignore`, '.dockerignore'];
}

/**
 * @param path of the ignore file, for errors
 * @param text null where there is none: then nothing is ignored
 * @throws GateError with file and line where a pattern cannot be read
 */
export function readIgnore(path: string, text: string | null): IgnoreRules {
  if (text === null) return { ignores: () => false };
  if (text.length > LONGEST_FILE) {
    throw new GateError(
      `${path} has ${text.length} characters, at most ${LONGEST_FILE} are read; shorten it`,
    );
  }
  const patterns: string[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const pattern = readPattern(line);
    if (pattern === null) continue;
    checkPattern(pattern, path, at + 1);
    patterns.push(pattern);
  }
  const rules = create({ ignorecase: false }).add(patterns);
  return { ignores: (file) => ignores(rules, file) };
}

/** Null for blank lines and comments; a comment's mark must be the first character. */
function readPattern(line: string): string | null {
  const trimmed = line.trim();
  if (trimmed === '' || line.startsWith('#')) return null;
  const quoted = trimmed.replace(/(\\.)|[+(){}|]/g, (found, escaped: string | undefined) =>
    escaped === undefined ? `\\${found}` : found,
  );
  // An indented `#` is a pattern for the builders, and a comment for the library.
  return quoted.startsWith('#') ? `\\${quoted}` : quoted;
}

function checkPattern(pattern: string, path: string, line: number): void {
  if (pattern.length > LONGEST_LINE || (pattern.match(/\*/g)?.length ?? 0) > MOST_STARS) {
    throw new GateError(`${path}:${line} is too long or has too many wildcards; split the pattern`);
  }
  try {
    create().add(pattern).ignores('a');
  } catch {
    throw new GateError(
      `${path}:${line} is no valid pattern; see docs.docker.com on .dockerignore`,
    );
  }
}

/**
 * The library keeps its answers in a plain object, where a file named `constructor` is always found
 * and so never asked about. Such a name is asked about as the folder of a file nobody has.
 */
function ignores(rules: Ignore, file: string): boolean {
  return rules.ignores(file in Object.prototype ? `${file}/\u0001` : file);
}
