/**
 * `.netrc` (ftp(1), section "The .netrc file"): `machine HOST login USER password PASSWORD`, tokens
 * parted by blanks or line ends. curl, git, pip, Go and Heroku's tools read it.
 */
import type { Attempt } from '../attempt.ts';
import { textOf } from '../text-of.ts';
import { hostDetail, loginCandidate } from './login.ts';

/** Longest entry in bytes. */
export const longestNetrc = 600;

const entry =
  /^machine\s+([!-~]{1,200})\s+(?:(?:login|user)\s+([!-~]{1,200})\s+)?(?:account\s+[!-~]{1,200}\s+)?password\s+([!-~]{1,300})/;
const loginLast = /^machine\s+([!-~]{1,200})\s+password\s+([!-~]{1,300})\s+login\s+([!-~]{1,200})/;

/** The anchor is `machine `. */
export const readNetrc: Attempt = (bytes, begin, _anchorEnd, _from, to) => {
  const text = textOf(bytes, begin, Math.min(to, begin + longestNetrc)).replace(/\\n/g, ' \n');
  const usual = entry.exec(text);
  const match = usual ?? loginLast.exec(text);
  if (match === null) return null;
  const host = match[1] ?? '';
  // `machine account password change` is prose: without a login the host must be one.
  if (usual !== null && usual[2] === undefined && !/[.:]|^localhost$/.test(usual[1] ?? ''))
    return null;
  const [user, password] = usual === null ? [match[3], match[2]] : [match[2], match[3]];
  // The entry may stand in a string, in markup or before the end of a statement.
  const value = (/^[^"'`<]*/.exec(password ?? '')?.[0] ?? '').replace(/[;,)]+$/, '');
  const keyword = text.indexOf('password');
  const start = begin + text.indexOf(value, keyword + 'password'.length);
  return loginCandidate(
    start,
    start + value.length,
    { user: user ?? '', password: value, host },
    hostDetail(host),
  );
};
