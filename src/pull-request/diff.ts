/**
 * Where in a pull request's diff the lines of a file lie that the gate read. A workflow for a pull
 * request runs on the merge of its head into the base, so line numbers may differ from those of the
 * head that people review: each hunk is looked up in the file by its text, and one that is not found
 * there is not used.
 */
import { parseHunks, type Hunk } from './hunks.ts';

/** A file of the pull request, of `GET /repos/{owner}/{repo}/pulls/{pull_number}/files`. */
export interface ChangedFile {
  path: string;
  /** Null for a binary or very large file, and for one that only moved. */
  patch: string | null;
}

/** A run of lines that comments may stand on. */
export interface Stretch {
  /** First and last line in the file that the gate read, from 1, inclusive. */
  first: number;
  last: number;
  /** Line of the reviewed file = line of the file that was read + `shift`. */
  shift: number;
  /** False where lines end in CR LF: GitHub would put other line ends in their place. */
  replaceable: boolean;
}

/** Stretches by path; a changed file without any stands there with none. */
export type Diff = ReadonlyMap<string, readonly Stretch[]>;

/** A file as long as this is not searched for hunks that moved. */
const LINES = 20_000;

/**
 * @param texts Text of the files that the gate read, by the path it gives them. They are compared and
 *   not kept: they may hold secrets.
 */
export function readDiff(
  changed: readonly ChangedFile[],
  texts: ReadonlyMap<string, string>,
): Diff {
  const diff = new Map<string, Stretch[]>();
  for (const { path, patch } of changed) {
    const text = texts.get(path);
    const hunks = patch === null || text === undefined ? [] : parseHunks(patch);
    diff.set(path, placeHunks(hunks, (text ?? '').split('\n')));
  }
  return diff;
}

function placeHunks(hunks: readonly Hunk[], lines: readonly string[]): Stretch[] {
  const bare = lines.map(withoutReturn);
  return hunks.flatMap((hunk) => {
    const wanted = hunk.lines.map(withoutReturn);
    const at = findLines(wanted, bare, hunk.start - 1);
    if (at === null) return [];
    const replaceable = !lines.slice(at, at + wanted.length).some((line) => line.endsWith('\r'));
    return [{ first: at + 1, last: at + wanted.length, shift: hunk.start - 1 - at, replaceable }];
  });
}

/**
 * Index in `lines` where `wanted` stands, null where it stands at several: the lines above may be other
 * people's, so that the expected one of two equal places may be the wrong one. A file too long to be
 * searched is looked at in the expected place alone.
 */
function findLines(
  wanted: readonly string[],
  lines: readonly string[],
  expected: number,
): number | null {
  const standsAt = (at: number): boolean => wanted.every((line, i) => lines[at + i] === line);
  if (lines.length > LINES) return standsAt(expected) ? expected : null;
  let found: number | null = null;
  for (let at = 0; at + wanted.length <= lines.length; at++) {
    if (!standsAt(at)) continue;
    if (found !== null) return null;
    found = at;
  }
  return found;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** The stretch that all lines from `line` to `endLine` of a file lie in. */
export function stretchOf(
  diff: Diff,
  path: string,
  line: number,
  endLine: number,
): Stretch | undefined {
  return diff.get(path)?.find(({ first, last }) => line >= first && endLine <= last);
}
