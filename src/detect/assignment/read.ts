/**
 * Assignments in any text: a name that means a secret, what joins it to a value, and a value that is
 * one. The name is found by its telling word; everything here walks a bounded few bytes.
 */
import { byteClass, isAlnum, isBlank, isDigit, isLower, isQuote, isUpper } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { containsFolded, isBadge } from '../surroundings.ts';
import { textOf } from '../text-of.ts';
import { innerQuote, namesNextArgument } from './argument.ts';
import { longestJoin, readJoin, type Join } from './join.ts';
import { kindOfName, type SecretKind } from './name.ts';
import { hasForeignMarks, isOtherText, isIssued, mayBeUuid } from './token-text.ts';
import { DRAWN_UUID, isSecretValue } from './value.ts';

const nameBytes = byteClass('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.$');
const LONGEST_NAME = 80;
const LONGEST_VALUE = 512;
const SHORTEST_VALUE = 5;

const code = (character: string): number => character.charCodeAt(0);
const BACKSLASH = code('\\');
const lineEnd = byteClass('\r\n\0');
const bareEnd = byteClass(' \t\r\n"\'`,;<>()[]{}|\\&\0');
const bareEndInSettings = byteClass(' \t\r\n"\'`\0');
/** Behind a bare value these make it code: a call, a subscript, a block. */
const opensCode = byteClass('([{');

interface Value {
  start: number;
  end: number;
  quoted: boolean;
  /** Whether the word of a scheme (`Bearer`) stands before it: such a value is no code. */
  schemed: boolean;
}

/** Words in front of a value that belong to its scheme and not to it. */
const scheme = /^(?:Bearer|Basic|Token|token|Api-Key|ApiKey|Api-Token|Key|AWS|SSWS) +/;

const readValue = (bytes: Uint8Array, at: number, to: number, settings: boolean): Value | null => {
  const quote = isQuote[bytes[at] as number] === 1 ? (bytes[at] as number) : -1;
  let start = quote >= 0 ? at + 1 : at;
  const limit = Math.min(to, start + LONGEST_VALUE);
  const first = start;
  if (isUpper[bytes[start] as number] === 1 || bytes[start] === code('t')) {
    start += scheme.exec(textOf(bytes, start, Math.min(limit, start + 14)))?.[0].length ?? 0;
  }
  const schemed = start > first;
  let end = start;
  if (quote >= 0) {
    while (end < limit && bytes[end] !== quote && lineEnd[bytes[end] as number] !== 1) end += 1;
    if (bytes[end] !== quote) return null;
    if (bytes[end - 1] === BACKSLASH) end -= 1;
    return { start, end, quoted: true, schemed };
  }
  const stops = settings ? bareEndInSettings : bareEnd;
  while (end < limit && stops[bytes[end] as number] !== 1) end += 1;
  if ((end === limit && limit < to) || opensCode[bytes[end] as number] === 1) return null;
  return { start, end, quoted: false, schemed };
};

/** A first look at the bytes: a drawn value has a digit, or letters of both cases. */
const mayBeDrawn = (bytes: Uint8Array, { start, end }: Value): boolean => {
  let lower = false;
  let upper = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (isDigit[byte] === 1) return true;
    if (isLower[byte] === 1) lower = true;
    else if (isUpper[byte] === 1) upper = true;
    if (lower && upper) return true;
  }
  return end - start >= 16;
};

/** Bounds of the name around the anchor; null for a run of such bytes that is no name. */
const readName = (
  bytes: Uint8Array,
  begin: number,
  end: number,
  from: number,
  to: number,
): { start: number; end: number } | null => {
  let start = begin;
  const first = Math.max(from, begin - LONGEST_NAME);
  while (start > first && nameBytes[bytes[start - 1] as number] === 1) start -= 1;
  if (start === begin - LONGEST_NAME) return null;
  let stop = end;
  const last = Math.min(to, end + LONGEST_NAME);
  while (stop < last && nameBytes[bytes[stop] as number] === 1) stop += 1;
  if (stop === end + LONGEST_NAME) return null;
  // A hyphen or full stop at its end belongs to what follows: `->`, ` - `, `.=`.
  while (stop > end && isAlnum[bytes[stop - 1] as number] !== 1) stop -= 1;
  return { start, end: stop };
};

const MOST_NAMES = 4096;
const kinds = new Map<string, SecretKind | null>();

/** `kindOfName` with a memory: few names make up most of any text. */
const remembered = (name: string): SecretKind | null => {
  let kind = kinds.get(name);
  if (kind === undefined) {
    if (kinds.size >= MOST_NAMES) kinds.clear();
    kind = kindOfName(name);
    kinds.set(name, kind);
  }
  return kind;
};

/** Joined by blanks alone, only a strong value is believed. */
const kindIn = (kind: SecretKind, join: Join, value: Value, opens: boolean): SecretKind | null => {
  if (!join.blank || value.schemed) return kind;
  if (value.quoted) return opens ? kind : null;
  if (kind === 'password') return opens ? kind : null;
  return opens ? kind : 'weak';
};

/** Directives that set a variable or a header; the name follows. */
const directive =
  /(?:^|\n)[ \t]*(?:(?:SetEnv|PassEnv|setenv|setx|set|ENV|ARG|export|proxy_set_header|add_header|fastcgi_param|RequestHeader set|option|\w{1,12}:)[ \t]{1,4})?["']?$/;
const DIRECTIVE_REACH = 40;

/** Whether the name opens its line or is what a directive sets. */
const opensLine = (bytes: Uint8Array, nameStart: number, from: number): boolean => {
  const first = Math.max(from, nameStart - DIRECTIVE_REACH);
  const before = textOf(bytes, first, nameStart);
  // What is cut off may have stood before the directive.
  return directive.test(first > from ? before.slice(1) : `\n${before}`);
};

const MOST_BLANKS = 40;

/** Whether the next tag follows, on this line or another. */
const endsTagged = (bytes: Uint8Array, end: number, to: number): boolean => {
  const limit = Math.min(to, end + MOST_BLANKS);
  let at = end;
  while (at < limit && isBlank[bytes[at] as number] === 1) at += 1;
  return bytes[at] === OPENS_TAG;
};

/** Whether nothing but a comma, a bracket or a semicolon follows on the line. */
const closesLine = (bytes: Uint8Array, end: number, to: number): boolean => {
  let at = end;
  while (at < to && lineRest[bytes[at] as number] === 1) at += 1;
  return at >= to || lineEnd[bytes[at] as number] === 1;
};
const lineRest = byteClass(' \t"\';,)}');

const SLASH = code('/');
const OPENS_TAG = code('<');

const VECTOR_REACH = 400;
const vectorWords = [
  'tag: "',
  '"tag"',
  'nonce',
  'ciphertext',
  'plaintext',
  '"aad"',
  '"ct"',
  'publickey',
  'public_key',
  'pubkey',
];
/** Furthest byte that a reading may look at, before or after its anchor. */
export const longestAssignment = 2 * LONGEST_NAME + longestJoin + LONGEST_VALUE + VECTOR_REACH;

const hexRun = /(?<![0-9a-f])[0-9a-f]{16,}/gi;
const FEWEST_RUNS = 3;

/** Hexadecimal digits among others beside a nonce and a ciphertext: a test vector of a cipher. */
const isTestVector = (
  bytes: Uint8Array,
  { start, end }: Value,
  from: number,
  to: number,
): boolean => {
  if (!/^[0-9a-f]{16,}$/i.test(textOf(bytes, start, end))) return false;
  const first = Math.max(from, start - VECTOR_REACH);
  const last = Math.min(to, end + VECTOR_REACH);
  if (!containsFolded(bytes, first, last, from, to, vectorWords)) return false;
  const around = textOf(bytes, first, start) + ' ' + textOf(bytes, end, last);
  return (around.match(hexRun)?.length ?? 0) >= FEWEST_RUNS;
};

const JOINERS = byteClass(':= ');

/**
 * `"Password:", next("…")`: the quote behind the colon ends the string that the name begins, and what
 * follows up to the next quote is code.
 */
const closesString = (
  bytes: Uint8Array,
  nameStart: number,
  nameEnd: number,
  value: Value,
  from: number,
): boolean =>
  value.quoted &&
  nameStart > from &&
  isQuote[bytes[nameStart - 1] as number] === 1 &&
  bytes[nameStart - 1] === bytes[value.start - 1] &&
  JOINERS[bytes[nameEnd] as number] === 1;

/** `password = Failed to digest`: in a file of messages a bare word goes on as a sentence. */
const isProse = (bytes: Uint8Array, { start, end, quoted }: Value, to: number): boolean =>
  !quoted &&
  /^[A-Z]?[a-z]+$/.test(textOf(bytes, start, end)) &&
  /^ +(?:[a-z]+|\\u[0-9a-f]{4}|[^\0-\x7f])/i.test(
    textOf(bytes, end, Math.min(to, end + SENTENCE_REACH)),
  );
const SENTENCE_REACH = 24;

/** nginx.org/en/docs/dirindex.html: where a request is passed to. */
const nginxPass = /^(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass$/;

const LABEL_REACH = 400;
/** A line `name: Words of a language`, its value in quotes or not; letters of other scripts as bytes or escapes. */
const label =
  /(?:^|\n)[ \t]*["']?[\w.-]{2,80}["']?[ \t]*[:=][ \t]*["']?[A-Z\x80-\xff\\][A-Za-z\x80-\xff\\\d {}%()/,.!?:'-]*["']?,?\r?(?=\n)/g;
const FEWEST_LABELS = 4;

/** One capitalised word among lines that are all such: the word for a password in some language. */
const isTranslation = (
  bytes: Uint8Array,
  { start, end }: Value,
  from: number,
  to: number,
): boolean => {
  if (!/^[A-Z][a-z]+(?:-[a-z]+)*$/.test(textOf(bytes, start, end))) return false;
  const around = textOf(
    bytes,
    Math.max(from, start - LABEL_REACH),
    Math.min(to, end + LABEL_REACH),
  );
  return (around.match(label)?.length ?? 0) >= FEWEST_LABELS;
};

/** `result.pass = first1stCall < second;`: outside of settings a bare value with an operator behind it is code. */
const isOperand = (bytes: Uint8Array, { end, quoted, schemed }: Value, to: number): boolean =>
  !quoted &&
  !schemed &&
  /^ (?:<=?|[+*?]|[!=]==?) /.test(textOf(bytes, end, Math.min(to, end + LONGEST_OPERATOR)));
const LONGEST_OPERATOR = 5;

/** The word that stands before a bare name: `Next page token`. */
const wordBefore = (bytes: Uint8Array, nameStart: number, from: number): string =>
  /([A-Za-z]+) $/.exec(textOf(bytes, Math.max(from, nameStart - 16), nameStart))?.[1] ?? '';

/** @param wanted The kinds of names that count. */
const reader =
  (wanted: readonly SecretKind[], drawn: boolean): Attempt =>
  (bytes, anchorStart, anchorEnd, from, to, settings = false) => {
    const name = readName(bytes, anchorStart, anchorEnd, from, to);
    if (name === null) return null;
    const join = readJoin(bytes, name.end, to);
    if (join === null) return null;
    const at = innerQuote(bytes, join.at, join.listed);
    const value = readValue(bytes, at, to, settings && !join.tagged);
    if (value === null || value.end - value.start < SHORTEST_VALUE) return null;
    if (join.tagged && !value.quoted && !endsTagged(bytes, value.end, to)) return null;
    if (join.listed && !(value.quoted && namesNextArgument(bytes, name.start, from))) return null;
    if (drawn && !mayBeDrawn(bytes, value)) return null;
    const nameText = textOf(bytes, name.start, name.end);
    const named = remembered(nameText);
    if (named === null || !wanted.includes(named)) return null;
    const opens =
      join.blank && opensLine(bytes, name.start, from) && closesLine(bytes, value.end, to);
    if (join.blank && nginxPass.test(nameText)) return null;
    // `/etc/auth.load SUM`, a list of files.
    if (join.blank && bytes[name.start - 1] === SLASH) return null;
    const kind = kindIn(named, join, value, opens);
    if (kind === null) return null;
    const quoted = value.quoted || value.schemed;
    const text = textOf(bytes, value.start, value.end);
    if (!isSecretValue(text, kind, { quoted, settings })) return null;
    if (kind !== 'password' && isOtherText(text)) return null;
    if (DRAWN_UUID.test(text) && !mayBeUuid(nameText)) return null;
    // In settings a person's own value is meant, whatever it is called.
    if (kind !== 'password' && !settings && isIssued(nameText) && hasForeignMarks(text))
      return null;
    if (isBadge(bytes, name.start, from)) return null;
    if (closesString(bytes, name.start, name.end, value, from)) return null;
    if (settings && isProse(bytes, value, to)) return null;
    if (isTranslation(bytes, value, from, to)) return null;
    if (!settings && isOperand(bytes, value, to)) return null;
    if (!settings && isTestVector(bytes, value, from, to)) return null;
    // `Next page token: …`, written as words.
    if (/^[A-Za-z][a-z]+$/.test(nameText)) {
      if (remembered(`${wordBefore(bytes, name.start, from)} ${nameText}`) === null) return null;
    }
    return { ...wholeCandidate(value.start, value.end, null), name: nameText };
  };

export const readPasswordAssignment = reader(['password'], false);
export const readTokenAssignment = reader(['token', 'weak'], true);
