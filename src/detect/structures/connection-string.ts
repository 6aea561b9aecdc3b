/**
 * The password in a connection string of `key=value` pairs: ADO.NET, OLE DB and ODBC
 * (learn.microsoft.com, "Connection String Syntax"), JDBC properties, libpq's keyword form
 * (PostgreSQL manual 34.1.1.1), StackExchange.Redis, and query parameters of a URL.
 */
import type { Attempt } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { textOf } from '../text-of.ts';
import { hostDetail, loginCandidate, unescapePercent } from './login.ts';

/** Bytes on either side of the password in which the other pairs are looked for. */
export const connectionReach = 500;

const hostPair =
  /(?:^|[;,"'\s(&?>]|\\[nr])(?:server|data source|datasource|host|hostname|addr|address|network address)\s*=\s*(?:tcp:)?([^;,"'\s&]{1,120})/i;
const userPair =
  /(?:^|[;,"'\s(&?>]|\\[nr])(?:user id|userid|user|username|user name|uid)\s*[=:]\s*([^;,"'\s&]{1,80})/i;
const otherPair =
  /(?:^|[;,"'\s(&?>]|\\[nr])(?:initial catalog|database|dbname|driver|dsn|abortconnect|ssl|encrypt|trusted_connection|integrated security|provider|port|sslmode|persist security info|multipleactiveresultsets|databasename)\s*=/i;
const urlHost = /[a-z][a-z0-9+.:-]{1,40}:\/\/([^/?;"'\s@]{1,120})/i;
const redisHost = /(?:^|["'\s=])([a-z0-9.-]+\.[a-z]+:\d{2,5}),/i;

/** Separators before the key, and for each what ends the value. */
const valueEnd: Readonly<Record<string, RegExp>> = {
  ';': /[;"'<>\r\n]/,
  ',': /[,"'<>\s]/,
  '&': /[&"'<>\s#]/,
  '?': /[&"'<>\s#]/,
  ' ': /[\s"'<>;]/,
};

/** The stretch of one line and one string around the password. */
const stretch = (text: string, at: number): [number, number] => {
  const ends = /["`\r\n]/;
  let start = at;
  while (start > 0 && !ends.test(text.charAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && !ends.test(text.charAt(end))) end += 1;
  return [start, end];
};

/** The character that parts the pairs: the first before the key that is no blank, or a blank. */
const separatorBefore = (text: string, keyStart: number): string | null => {
  let at = keyStart - 1;
  while (at >= 0 && text.charAt(at) === ' ') at -= 1;
  const mark = text.charAt(at);
  if (mark in valueEnd && mark !== ' ') return mark;
  if (at < 0 || /["'`\r\n(]/.test(mark)) return ';';
  return at < keyStart - 1 ? ' ' : null;
};

const computed = /^(?:self|this|args|options|config)\.|[^ -~]/;

const bare = (host: string): string => host.replace(/[:,]\d+$/, '').replace(/\\.*$/, '');

const upTo = (text: string, end: RegExp): string => {
  const at = text.search(end);
  return (at < 0 ? text : text.slice(0, at)).trimEnd();
};

/** The anchor is the key with its equals sign: `password=`, `pwd =`. */
export const readConnectionString: Attempt = (bytes, anchorStart, anchorEnd, from, to) => {
  if (!beginsToken(bytes, anchorStart, from, false)) return null;
  const begin = Math.max(from, anchorStart - connectionReach);
  const whole = textOf(bytes, begin, Math.min(to, anchorEnd + connectionReach));
  const [lineStart, lineEnd] = stretch(whole, anchorStart - begin);
  const line = whole.slice(lineStart, lineEnd);
  const keyStart = anchorStart - begin - lineStart;
  const separator = separatorBefore(line, keyStart);
  if (separator === null) return null;
  const behindKey = line.slice(anchorEnd - begin - lineStart);
  const value = behindKey.trimStart();
  const password = upTo(value, valueEnd[separator] as RegExp);
  // Code that computes it, or bytes of a program.
  if (computed.test(password)) return null;
  const valueAt = line.length - value.length;
  const before = line.slice(0, keyStart);
  const others = before + line.slice(valueAt + password.length);
  const host =
    hostPair.exec(others)?.[1] ?? urlHost.exec(before)?.[1] ?? redisHost.exec(others)?.[1];
  const user = userPair.exec(others)?.[1];
  if (host === undefined || (user === undefined && !otherPair.test(others))) return null;
  const start = begin + lineStart + valueAt;
  return loginCandidate(
    start,
    start + password.length,
    {
      user: user ?? '',
      password: '&?'.includes(separator) ? unescapePercent(password) : password,
      host: bare(host),
    },
    hostDetail(host),
  );
};
