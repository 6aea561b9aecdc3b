/**
 * A value behind a name that can only hold a password: `PGPASSWORD=…`, `define('DB_PASSWORD', '…')`,
 * `"ClearTextPassword" value="…"`, `<cpassword>…`. The rule gives the names; words, references and
 * fillers are no values.
 */
import type { Attempt, Candidate } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { wholeCandidate } from '../candidate.ts';
import { passwordKind } from '../checks/password-value.ts';
import { surprise } from '../assignment/rarity.ts';
import { containsFolded } from '../surroundings.ts';
import { textOf } from '../text-of.ts';

/** Bytes after the name within which the value ends. */
export const longestAssigned = 400;

const HYPHEN = 0x2d;
const GREATER = 0x3e;
const mavenParents = ['<server>', '<settings', '<proxy>', '<profile>'];

/** Between name and value: a closing quote, an operator, an opening quote; escapes of JSON in a string. */
const between =
  /^(?:\\?["'])?(?:\s-(?:String|AsPlainText|Force)){0,3}(?:\s{0,20}(?::=|=>|[=:]|,(?=\s{0,20}\\?["'`]))(?:\s{0,20}(?=\\?["'`])|[ \t]{0,20})|\s{1,8}value\s{0,4}=\s{0,4}|\s{0,4}>\s{0,8}|[ \t]{1,4})(\\?["'`])?/;

const closing: Readonly<Record<string, RegExp>> = {
  '"': /"|\r|\n/,
  "'": /'|\r|\n/,
  '`': /`|\r|\n/,
};
/** Without quotes a value ends at a blank, a bracket of markup, or what parts statements. */
const markupEnd = /[<\r\n]/;
const unquotedEnd = /[\s"'`<>;,)\\]/;

/** Behind an element of markup its text follows at once, in Windows' answer files inside a `Value`. */
const markupLead = /^\s{0,20}(?:<Value>\s{0,20})?/i;

/** A name is written with a value, not read: `getenv('PGPASSWORD')`, `$PGPASSWORD`, `if (PGPASSWORD == x)`. */
const readNotWritten = /^\s*(?:==|!=|===|\|\||&&|\?)/;

/** What may stand before a name that only a blank parts from its value: a directive opens its line. */
const beforeBlank = /(?:^|[\n;&(]|\s--|\b(?:ENV|ARG|env|export|set|echo|printf)[ \t]["']?)[ \t]*$/;
const LOOK_BACK = 24;

/** A comma joins the first argument of a call to the second, not two names of a list. */
const joins = (
  lead: string,
  bytes: Uint8Array,
  anchorStart: number,
  anchorEnd: number,
  from: number,
): boolean => {
  const before = textOf(bytes, Math.max(from, anchorStart - LOOK_BACK), anchorStart);
  if (lead.includes(',')) return /\([ \t]*["']?$/.test(before);
  if (lead.trim() !== '' || /[ >\t-]/.test(textOf(bytes, anchorStart, anchorEnd))) return true;
  return beforeBlank.test(before);
};

export const readAssignedPassword: Attempt = (bytes, anchorStart, anchorEnd, from, to) => {
  const before = anchorStart > from ? (bytes[anchorStart - 1] as number) : 0;
  const option = before === HYPHEN && bytes[anchorStart - 2] === HYPHEN;
  if ((before === HYPHEN && !option) || !beginsToken(bytes, anchorStart, from, false)) return null;
  const text = textOf(bytes, anchorEnd, Math.min(to, anchorEnd + longestAssigned));
  if (readNotWritten.test(text)) return null;
  const markup = bytes[anchorEnd - 1] === GREATER;
  const lead = (markup ? markupLead : between).exec(text);
  if (lead === null) return null;
  const quote = (lead[1] ?? '').replace('\\', '');
  if (!joins(lead[0], bytes, anchorStart, anchorEnd, from)) return null;
  const rest = text.slice(lead[0].length);
  const ends = markup ? markupEnd : (closing[quote] ?? unquotedEnd);
  const stop = rest.search(ends);
  // `'PGPASSWORD' => $config['password']`: a subscript goes on behind the quote.
  if (
    !markup &&
    quote === '' &&
    /[[(]$/.test(rest.slice(0, stop)) &&
    /^["']/.test(rest.slice(stop))
  )
    return null;
  // The text of an element ends with its closing tag.
  if (markup && !rest.startsWith('</', stop)) return null;
  const value = (stop < 0 ? rest : rest.slice(0, stop)).replace(/\\$/, '').trimEnd();
  return assigned(anchorEnd + lead[0].length, value, quote !== '' || markup);
};

/** `identified by 'x-ms-copy-id'`: a name in small letters with hyphens. */
const header = /^[a-z]+(?:-[a-z]+)+$/;

/** In a sentence a record is identified by its 'name'; a user of a database is by a password. */
const account = ['user', 'role', 'login', 'grant ', 'principal', '@'];
const ACCOUNT_REACH = 160;

/** A value that begins behind a quote, the anchor's last byte, and ends at the next: `IDENTIFIED BY '…'`. */
export const readQuotedPassword: Attempt = (bytes, anchorStart, anchorEnd, from, to) => {
  if (!beginsToken(bytes, anchorStart, from, false)) return null;
  if (!containsFolded(bytes, anchorStart - ACCOUNT_REACH, anchorStart, from, to, account))
    return null;
  const text = textOf(bytes, anchorEnd, Math.min(to, anchorEnd + longestAssigned));
  const stop = text.indexOf(String.fromCharCode(bytes[anchorEnd - 1] as number));
  const value = stop < 0 ? '' : text.slice(0, stop);
  return /[\r\n]/.test(value) || header.test(value) ? null : assigned(anchorEnd, value, true);
};

/** Of Maven's settings (maven.apache.org/settings.html): an element that other XML has too. */
export const readMavenPassword: Attempt = (bytes, anchorStart, anchorEnd, from, to) =>
  containsFolded(bytes, anchorStart - 800, anchorStart, from, to, mavenParents)
    ? readAssignedPassword(bytes, anchorStart, anchorEnd, from, to)
    : null;

/** Bits a character under the trigram model; names put together with dots lie below. */
const CODE_BITS = 6;

/** Code that computes a value: a call, a member, a name in capitals, a bracket. */
const expression =
  /^[([{|&-]|^[A-Za-z_][\w.]*(?:\(|\.[A-Za-z_])|\(\)|^[a-z]+(?:[A-Z][a-z]+)+$|^[a-z_]+$/;

const assigned = (start: number, value: string, quoted: boolean): Candidate | null => {
  const kind = passwordKind(value);
  if (kind === 'placeholder' || (!quoted && expression.test(value) && surprise(value) < CODE_BITS))
    return null;
  return wholeCandidate(start, start + value.length, kind === 'weak' ? false : null);
};
