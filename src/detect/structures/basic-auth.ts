/**
 * Logins in base64: the header of HTTP Basic authentication (RFC 7617 section 2), Docker's
 * `config.json` (docs.docker.com, `docker login`, "auth"), `_auth` of npm. What decodes to
 * `user:password` is one.
 */
import { byteClass } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';
import { judgeLogin } from './login.ts';

/** Longest base64 text in bytes; Google's `_json_key` logins hold a whole key file. */
export const longestBasic = 4096;

const base64Bytes = byteClass(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_',
);
const SHORTEST = 8;

/** After `authorization` or `"auth"`: quotes, operators and the scheme's name. */
const header = /^\\?["']?\s{0,3}(?:=>|[:=,])?\s{0,3}\\?["'`]?Basic\s{1,2}/i;
const member = /^\s{0,3}[:=]\s{0,3}\\?["']?/;

const decode = (text: string): { user: string; password: string } | null => {
  const plain = Buffer.from(text, 'base64').toString('latin1');
  if (!/^[\x20-\x7e]+$/.test(plain.replace(/[\n\t]/g, ' '))) return null;
  const colon = plain.indexOf(':');
  if (colon < 1 || colon === plain.length - 1) return null;
  const user = plain.slice(0, colon);
  // JSON that starts with `{"alg":` is another thing.
  return /["{}[\]<>]/.test(user) ? null : { user, password: plain.slice(colon + 1) };
};

/** A word with a number behind it: a bad password is one all the same where somebody encoded it. */
const numberedWord = /^[a-z]{4,}\d{2,6}[!.]?$/i;

const reader =
  (lead: RegExp): Attempt =>
  (bytes, anchorStart, anchorEnd, from, to) => {
    if (!beginsToken(bytes, anchorStart, from, false)) return null;
    const match = lead.exec(textOf(bytes, anchorEnd, Math.min(to, anchorEnd + 40)));
    if (match === null) return null;
    const start = anchorEnd + match[0].length;
    const limit = Math.min(to, start + longestBasic);
    let end = start;
    while (end < limit && base64Bytes[bytes[end] as number] === 1) end += 1;
    if (end - start < SHORTEST) return null;
    const login = decode(textOf(bytes, start, end));
    if (login === null) return null;
    const judged = judgeLogin({ ...login, host: null });
    const kind = judged === 'none' && numberedWord.test(login.password) ? 'doubtful' : judged;
    if (kind === 'none') return null;
    const details = /^[\w.@+-]{1,60}$/.test(login.user) ? [`user: ${login.user}`] : [];
    return wholeCandidate(start, end, kind === 'plain', details);
  };

/** The anchor is `authorization`; the value follows the word `Basic`. */
export const readBasicHeader = reader(header);

/** The anchor is the member's name with its quotes (`"auth"`) or an INI key (`_auth`). */
export const readBasicMember = reader(member);
