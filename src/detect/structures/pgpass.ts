/** A line of PostgreSQL's password file: `host:port:database:user:password` (manual, 34.16 "The Password File"). */
import type { Attempt } from '../attempt.ts';
import { textOf } from '../text-of.ts';
import { hostDetail, loginCandidate } from './login.ts';

/** Longest line in bytes, on either side of the anchor. */
export const longestPgpass = 300;

/** With stars for port and database only a whole line is one: names of cloud resources have such, too. */
const lineBefore = /(?:^|[\n"'])[ \t]*([A-Za-z0-9._*-]{1,120})$/;
const before = /(?:^|[^A-Za-z0-9._*-])([A-Za-z0-9._*-]{1,120})$/;
const after = /^([^:\s"'`]{1,64}):([^:\s"'`]{1,64}):((?:\\:|[^:\s"'`<]){1,200})/;

/** The anchor is the port between its colons: `:5432:`. */
export const readPgpass: Attempt = (bytes, anchorStart, anchorEnd, from, to) => {
  const starred = textOf(bytes, anchorStart, anchorEnd) === ':*:*:';
  const left = textOf(bytes, Math.max(from, anchorStart - longestPgpass), anchorStart);
  const host = (starred ? lineBefore : before).exec(left);
  if (host === null) return null;
  // A star for the port is told by the star for the database behind it, which belongs to the rest.
  const behind = starred ? anchorEnd - 2 : anchorEnd;
  const match = after.exec(textOf(bytes, behind, Math.min(to, behind + longestPgpass)));
  if (match === null) return null;
  const [, database = '', user = '', rest = ''] = match;
  // A line end written as an escape, or the end of a statement, is not part of it.
  const password = rest.replace(/\\[nr].*$/, '').replace(/;$/, '');
  const start = behind + database.length + user.length + 2;
  const name = host[1] ?? '';
  return loginCandidate(
    start,
    start + password.length,
    { user, password: password.replace(/\\([\\:])/g, '$1'), host: name === '*' ? null : name },
    hostDetail(name),
  );
};
