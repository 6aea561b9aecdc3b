/** The password in a section of an INI file, such as `[client]` of MySQL's option files (MySQL manual 6.2.2.2). */
import type { Attempt } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { textOf } from '../text-of.ts';
import { loginCandidate } from './login.ts';

/** Bytes after the section's name in which its members are read. */
export const longestSection = 1500;

const member = /^[ \t]*(password|pass|passwd|user|username|host|login)[ \t]*[=:][ \t]*(.*)$/gim;

const unquote = (text: string): [number, string] => {
  const value = text.replace(/\s+$/, '');
  const quote = value.charAt(0);
  if ((quote === '"' || quote === "'") && value.indexOf(quote, 1) > 0) {
    return [1, value.slice(1, value.indexOf(quote, 1))];
  }
  // The file may stand in a string or in markup; a value with a blank would be quoted.
  return [0, (/^[^\s"'`<\\]*/.exec(value)?.[0] ?? '').replace(/;$/, '')];
};

/** The anchor is the section's name in its brackets. */
export const readOptionFile: Attempt = (bytes, begin, anchorEnd, from, to) => {
  if (!beginsToken(bytes, begin, from, false)) return null;
  const text = textOf(bytes, anchorEnd, Math.min(to, anchorEnd + longestSection));
  const next = text.search(/\n[ \t]*\[/);
  const section = next < 0 ? text : text.slice(0, next);
  let user = '';
  let host: string | null = null;
  let found: { start: number; password: string } | null = null;
  for (const match of section.matchAll(member)) {
    const key = (match[1] ?? '').toLowerCase();
    const [skip, value] = unquote(match[2] ?? '');
    if (key === 'host') host = value;
    else if (key.startsWith('pass')) {
      const at = match.index + match[0].length - (match[2] ?? '').length + skip;
      found ??= { start: anchorEnd + at, password: value };
    } else user = value;
  }
  if (found === null) return null;
  const { start, password } = found;
  // A socket or the local server is where such a file belongs: its host says nothing against it.
  const remote = host !== null && !/^(?:localhost|127\.)/.test(host) ? host : null;
  return loginCandidate(start, start + password.length, { user, password, host: remote });
};
