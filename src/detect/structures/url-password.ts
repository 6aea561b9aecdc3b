/**
 * The password in a URL's authority (RFC 3986 section 3.2.1), `scheme://user:password@host`. Real
 * ones break the RFC: unescaped `@` in the password, several hosts (MongoDB), no user (Redis).
 */
import { byteClass } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { textOf } from '../text-of.ts';
import { hostDetail, loginCandidate, unescapePercent } from './login.ts';

/** Longest authority that is looked at, in bytes. */
export const longestAuthority = 400;

const LONGEST_SCHEME = 40;
const COLON = 0x3a;
const SLASH = 0x2f;
const AT = 0x40;
const BACKSLASH = 0x5c;

const schemeBytes = byteClass('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-');
/** What ends an authority that is not well escaped: quotes, brackets of prose, blanks, controls. */
const stops = byteClass(
  '"\'`<>^|' + String.fromCharCode(...Array.from({ length: 33 }, (_, i) => i), 0x7f),
);
const afterAuthority = byteClass('/?#');
/** Schemes whose "password" is a version, a tag or a line number. */
const noLogin = /^(?:docker|docker-daemon|docker-archive|oci|npm|pkg|file|data|chrome|webpack)$/i;

/** Position behind `://`, given an anchor that ends with it or lies before it; -1 where there is none. */
const authorityStart = (bytes: Uint8Array, anchorEnd: number, to: number): number => {
  if (bytes[anchorEnd - 1] === SLASH) return anchorEnd;
  let at = anchorEnd;
  const limit = Math.min(to, anchorEnd + LONGEST_SCHEME);
  while (at < limit && schemeBytes[bytes[at] as number] === 1) at += 1;
  const isSeparator =
    bytes[at] === COLON && bytes[at + 1] === SLASH && bytes[at + 2] === SLASH && at + 3 <= to;
  return isSeparator ? at + 3 : -1;
};

/** Position of the last `@` of the authority at `start`, or -1. */
const lastAt = (bytes: Uint8Array, start: number, to: number): number => {
  const limit = Math.min(to, start + longestAuthority);
  let found = -1;
  for (let at = start; at < limit; at += 1) {
    const byte = bytes[at] as number;
    if (byte === AT) found = at;
    else if (stops[byte] === 1 || byte === BACKSLASH || afterAuthority[byte] === 1) break;
  }
  return found;
};

const hostAfter = (bytes: Uint8Array, at: number, to: number): string => {
  const text = textOf(bytes, at, Math.min(to, at + 120));
  return /^[^/?#"'`<>\\\s,;)]*/.exec(text)?.[0] ?? '';
};

/** The anchor is the scheme's beginning (`postgres`, `mysql+`) or `://` for any scheme. */
export const readUrlPassword: Attempt = (bytes, anchorStart, anchorEnd, from, to) => {
  const start = authorityStart(bytes, anchorEnd, to);
  if (start < 0) return null;
  const at = lastAt(bytes, start, to);
  if (at < 0) return null;
  const colon = bytes.indexOf(COLON, start);
  if (colon < 0 || colon >= at) return null;
  let scheme = start - 3;
  const schemeLimit = Math.max(from, start - 3 - LONGEST_SCHEME);
  while (scheme > schemeLimit && schemeBytes[bytes[scheme - 1] as number] === 1) scheme -= 1;
  // An anchor that names a scheme must be its beginning: `mysql://` is not the end of `notmysql://`.
  const named = anchorStart < start - 3;
  if (named && !beginsToken(bytes, anchorStart, from, false)) return null;
  if (scheme === start - 3 || noLogin.test(textOf(bytes, scheme, start - 3))) return null;
  const host = hostAfter(bytes, at + 1, to);
  // What opens no host is grammar: `git://[path:][ref@]path`.
  if (/^[\])},.;]/.test(host)) return null;
  // A digest behind an image's tag; CVS's `:pserver:anonymous@`.
  if (
    host.startsWith('sha256:') ||
    (colon === start && /^:(?:pserver|ext):/.test(textOf(bytes, start, at)))
  ) {
    return null;
  }
  return loginCandidate(
    colon + 1,
    at,
    {
      user: unescapePercent(textOf(bytes, start, colon)),
      password: unescapePercent(textOf(bytes, colon + 1, at)),
      host: host.replace(/:\d+$/, ''),
    },
    hostDetail(host),
  );
};
