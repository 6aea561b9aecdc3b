/** A line of PostgreSQL's password file: `host:port:database:user:password` (manual, 34.16 "The Password File"). */
import type { Attempt } from '../attempt.ts';
import { hostDetail, loginCandidate, textOf } from './login.ts';

/** Longest line in bytes, on either side of the anchor. */
export const longestPgpass = 300;

const line = /^([A-Za-z0-9._*/-]{1,120}):(\d{2,5}|\*):([^:\s]{1,64}):([^:\s]{1,64}):(\S{1,200})$/;

/** The anchor is the port between its colons: `:5432:`. */
export const readPgpass: Attempt = (bytes, anchorStart, anchorEnd, from, to) => {
  const begin = Math.max(from, anchorStart - longestPgpass);
  const text = textOf(bytes, begin, Math.min(to, anchorEnd + longestPgpass));
  const at = anchorStart - begin;
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const next = text.indexOf('\n', at);
  const whole = text.slice(lineStart, next < 0 ? text.length : next).trimEnd();
  // `echo "host:5432:…" > ~/.pgpass` in a script.
  const quote = /["']/.exec(whole.slice(0, at - lineStart));
  const offset = quote === null ? 0 : whole.lastIndexOf(quote[0], at - lineStart) + 1;
  const close = quote === null ? -1 : whole.indexOf(quote[0], at - lineStart);
  const match = line.exec(whole.slice(offset, close < 0 ? whole.length : close));
  if (match === null) return null;
  const [, host = '', , , user = '', password = ''] = match;
  const start = begin + lineStart + offset + match[0].length - password.length;
  return loginCandidate(
    start,
    start + password.length,
    { user, password: password.replace(/\\([\\:])/g, '$1'), host: host === '*' ? null : host },
    hostDetail(host),
  );
};
