/**
 * Passwords for chpasswd(8), `user:password` on a line each: in cloud-init's user data
 * (cloudinit.readthedocs.io, module Set Passwords, `list`), and piped in by scripts.
 */
import type { Attempt } from '../attempt.ts';
import { textOf } from '../text-of.ts';
import { loginCandidate } from './login.ts';

/** Bytes on either side of the word in which the lines stand. */
export const longestChpasswd = 800;

const list = /^:?[^]{0,120}?\blist:[ \t]*[|>]?[+-]?[ \t]*\r?\n/;
const line = /^[ \t]+(?:-[ \t]+)?["']?([a-z_][\w.-]{0,31}):([^\s"']{4,200})["']?[ \t]*\r?$/dgm;
const echoed =
  /(?:echo|printf)\s+(?:-\w+\s+)?["']?([a-z_][\w.-]{0,31}):([^\s"'|\\]{4,200})[^|\n]{0,40}\|[^|\n]{0,40}$/d;

const at = (begin: number, match: RegExpExecArray | undefined | null): ReturnType<Attempt> => {
  const span = match?.indices?.[2];
  if (match === undefined || match === null || span === undefined) return null;
  // `RANDOM` and `R` ask for a drawn one.
  if (match[2] === 'RANDOM') return null;
  const login = { user: match[1] ?? '', password: match[2] ?? '', host: null };
  return loginCandidate(begin + span[0], begin + span[1], login);
};

/** @param number Which line of the list, from 0: a pattern tells one match, so there is one for each. */
const reader =
  (number: number): Attempt =>
  (bytes, anchorStart, anchorEnd, from, to) => {
    const text = textOf(bytes, anchorEnd, Math.min(to, anchorEnd + longestChpasswd));
    const head = list.exec(text);
    if (head === null) {
      const first = Math.max(from, anchorStart - longestChpasswd);
      return number > 0 ? null : at(first, echoed.exec(textOf(bytes, first, anchorStart)));
    }
    const begin = head[0].length;
    const below = text.slice(begin);
    const stop = below.search(/^(?![ \t]+(?:-[ \t]+)?["']?[\w.-]+:\S)/m);
    const lines = [...(stop < 0 ? below : below.slice(0, stop)).matchAll(line)];
    return at(anchorEnd + begin, lines[number]);
  };

export const chpasswdReaders: readonly Attempt[] = [0, 1, 2, 3].map(reader);
