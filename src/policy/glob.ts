/**
 * Globs over paths that an image's maker chose. minimatch turns each part of a glob into a regular
 * expression that backtracks, so what would make it slow is refused when the policy is read, and a
 * part of a path that no file system would hold never fits.
 */
import { Minimatch } from 'minimatch';

/** Wildcards in one part of a glob; each multiplies what a mismatch may cost. */
const MOST_STARS = 3;

/** `**` in one glob. */
const MOST_GLOBSTARS = 3;

/** Alternatives that `{a,b}` may make. */
const MOST_BRACES = 64;

/** UTF-16 units of one part of a path (Linux NAME_MAX is 255 bytes), and of a whole one. */
const LONGEST_PART = 255;
const LONGEST_PATH = 8192;

const OPTIONS = {
  dot: true,
  noext: true,
  nocomment: true,
  nonegate: true,
  platform: 'linux',
  braceExpandMax: MOST_BRACES,
  maxGlobstarRecursion: 64,
} as const;

/** What is wrong with a glob, as words behind "the glob"; null where nothing is. */
export function globProblem(glob: string): string | null {
  if (/[\0-\x1f\x7f]/.test(glob)) return 'holds a control character';
  if (glob.startsWith('!')) return 'begins with "!": an entry can only allow';
  if ((glob.match(/\{/g)?.length ?? 0) > 2) return 'has more than two { }';
  if (/\{[^}]*\.\./.test(glob)) return 'has a range in { }; list the names';
  const parts = glob.split('/');
  if (parts.filter((part) => part.includes('**')).length > MOST_GLOBSTARS) {
    return `has more than ${MOST_GLOBSTARS} times **`;
  }
  const stars = (part: string): number => part.match(/\*+/g)?.length ?? 0;
  if (parts.some((part) => stars(part) > MOST_STARS)) {
    return `has more than ${MOST_STARS} times * between two slashes`;
  }
  if ((glob.match(/[[\]]/g)?.length ?? 0) > 16) return 'has too many [ ]';
  return null;
}

const rooted = (path: string): string => (path.startsWith('/') ? path.slice(1) : path);

/**
 * @param glob Without problems as `globProblem` sees them. A slash at its start or the path's is the
 *   same as none; `app.jar!/config/*.yml` names a file in an archive.
 * @returns Whether a path fits; always in bounded time, and never for a path that is absurdly long.
 */
export function compileGlob(glob: string): (path: string) => boolean {
  const matcher = new Minimatch(rooted(glob), OPTIONS);
  const known = new Map<string, boolean>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const bounded =
      path.length <= LONGEST_PATH && path.split('/').every((part) => part.length <= LONGEST_PART);
    const fits = bounded && matcher.match(rooted(path));
    if (known.size < 10_000) known.set(path, fits);
    return fits;
  };
}

/**
 * Whether a text fits a pattern in which `*` stands for any text and all else for itself; runs of
 * white space count as one blank in both. Takes time in proportion to the product of the lengths.
 */
export function fitsText(pattern: string, text: string): boolean {
  const pieces = flat(pattern).split('*');
  const whole = flat(text).slice(0, 100_000);
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return whole === first;
  const last = pieces.at(-1) ?? '';
  if (!whole.startsWith(first) || !whole.endsWith(last)) return false;
  if (whole.length < first.length + last.length) return false;
  let at = first.length;
  const end = whole.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = whole.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
