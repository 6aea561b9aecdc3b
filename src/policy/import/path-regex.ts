/**
 * Path patterns of other tools as globs: only those that mean the same. A regular expression finds its
 * text anywhere in a path; what is more than fixed text, `.*` and anchors is not guessed at.
 */
import { globProblem } from '../glob.ts';

/** What a pattern may begin and end with, and what that is in a glob. */
const FRONTS: readonly [RegExp, 'root' | 'part' | 'any'][] = [
  [/^\((?:\?:)?\^\|\/\)/, 'part'],
  [/^\((?:\?:)?\/\|\^\)/, 'part'],
  [/^\^(?!\.[*+])/, 'root'],
  [/^(?:\^?\.\*\??)/, 'any'],
];
const BACKS: readonly [RegExp, string][] = [
  [/\((?:\?:)?\/\.\*\)\?\$?$/, '{,/**}'],
  [/\/(?:\.\*\$?)?$/, '/**'],
  [/(?<!\\)\$$/, ''],
  [/\.\*\$?$/, '{*,*/**}'],
];

/** Fixed text of a pattern without its escapes; null where it has anything that is not fixed. */
function fixedText(source: string): string | null {
  if (!/^(?:[A-Za-z0-9_\-/ @,~=:]|\\[.\-/_@~=:,])+$/.test(source)) return null;
  return source.replaceAll('\\', '');
}

const STARTS = { root: '', part: '**/', any: '**/*' } as const;

/** A glob for the same paths, or null where none is known to mean the same. */
export function globOfRegex(source: string): string | null {
  const pattern = source.trim();
  const front = FRONTS.find(([mark]) => mark.test(pattern));
  const rest = front === undefined ? pattern : pattern.replace(front[0], '');
  const back = BACKS.find(([mark]) => mark.test(rest));
  const fixed = fixedText(back === undefined ? rest : rest.replace(back[0], ''));
  if (fixed === null || /^[/.]*$/.test(fixed)) return null;
  const end = back === undefined ? '{*,*/**}' : back[1];
  const where = front?.[1] ?? 'any';
  const start = where === 'any' && fixed.startsWith('/') ? '*/**/' : STARTS[where];
  const glob = `${start}${fixed.replace(/^\//, '')}${end}`;
  return globProblem(glob) === null ? glob : null;
}

/** A path of a repository as a glob for wherever it lies in an image or context. */
export function globOfPath(path: string): string | null {
  const plain = path.replace(/^(?:\.?\/)+/, '');
  if (plain === '' || plain.length > 400 || /[\0-\x1f\x7f]/.test(plain)) return null;
  const glob = `**/${plain.replace(/[[\]{}*?\\]/g, '\\$&')}`;
  return globProblem(glob) === null ? glob : null;
}
