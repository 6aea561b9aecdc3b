/** What joins a name to its value: an operator, a call, a tag, or blanks. Bytes only, since it is tried often. */
import { byteClass, isAlnum, isBlank, isQuote } from '../alphabet.ts';
import { textOf } from '../text-of.ts';

const code = (character: string): number => character.charCodeAt(0);
const CLOSERS = byteClass('"\'`\\]');
const SPACE = code(' ');
const TAB = code('\t');
const BACKSLASH = code('\\');
const EQUALS = code('=');
const COLON = code(':');
const GREATER = code('>');
const HYPHEN = code('-');
const COMMA = code(',');
const OPEN = code('(');
const LOWER_S = code('s');
const UPPER_S = code('S');
/** `?=`, `.=`, `|=`, `||=`, `+=`. */
const compound = byteClass('?.|+');

/** Bytes between the name and its value. */
export const longestJoin = 48;

export interface Join {
  /** First byte of the value, or of its quote. */
  at: number;
  /** True where only blanks stand between: `--token VALUE`, `LicenseKey VALUE`. */
  blank: boolean;
  /** True for the comma of a list: `define("TOKEN", "…")`. */
  listed: boolean;
  /** True behind the tag that bears the name: the value ends at the next one. */
  tagged: boolean;
}

const skipBlanks = (bytes: Uint8Array, from: number, to: number): number => {
  let at = from;
  while (at < to && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return at;
};

/** Type names between a name and `=`: `var apiKey string = "…"`, `token: str = "…"`. */
const types = ['string', 'String', 'str', 'SecretStr'].map((name) => Buffer.from(name));

/** Behind `[type] =` where that stands at `at`, else `at`. */
const skipType = (bytes: Uint8Array, at: number, to: number): number => {
  // Tried at nearly every name, and nearly never there.
  if (bytes[at] !== LOWER_S && bytes[at] !== UPPER_S) return at;
  for (const type of types) {
    if (!type.every((byte, i) => bytes[at + i] === byte)) continue;
    const behind = skipBlanks(bytes, at + type.length, to);
    if (behind > at + type.length && bytes[behind] === EQUALS) return behind + 1;
  }
  return at;
};

/** Behind the operator at `at`; -1 where there is none. */
const skipOperator = (bytes: Uint8Array, at: number, to: number, closed: boolean): number => {
  const byte = bytes[at] as number;
  const next = bytes[at + 1] as number;
  switch (byte) {
    case EQUALS:
      if (next === EQUALS) return -1;
      return next === GREATER ? at + 2 : at + 1;
    case COLON: {
      let end = at + 1;
      while (end < at + 3 && bytes[end] === COLON) end += 1;
      if (bytes[end] === EQUALS) return end + 1;
      return end === at + 1 ? skipType(bytes, skipBlanks(bytes, end, to), to) : -1;
    }
    case GREATER:
      return at + 1;
    case COMMA:
      return closed ? at + 1 : -1;
    case HYPHEN:
      return next === GREATER ? at + 2 : next === SPACE ? at + 1 : -1;
    case OPEN:
      return isQuote[next] === 1 ? at + 1 : -1;
    default: {
      if (compound[byte] !== 1) {
        const behind = skipType(bytes, at, to);
        return behind > at ? behind : -1;
      }
      if (next === EQUALS) return at + 2;
      return next === byte && bytes[at + 2] === EQUALS ? at + 3 : -1;
    }
  }
};

/** `is "…"`, as people write it. */
const skipIs = (bytes: Uint8Array, at: number): number =>
  bytes[at] === code('i') &&
  bytes[at + 1] === code('s') &&
  bytes[at + 2] === SPACE &&
  isQuote[bytes[at + 3] as number] === 1
    ? at + 3
    : -1;

const LONGEST_MEMBER = 80;
/** `<add key="TOKEN" value="…">`, `{"name": "TOKEN", "value": "…"}`, `- name: TOKEN` and `value: …` below it. */
const valueKey =
  /^,?\s{1,60}["']?value["']?[ \t]{0,4}[=:][ \t]{0,4}|^,["']?value["']?[ \t]{0,4}[=:][ \t]{0,4}/i;
const COMMA_OR_BLANK = byteClass(', \t\r\n');

/** First byte of the value that a member called `value` gives behind the name; -1 without one. */
const valueMember = (bytes: Uint8Array, at: number, limit: number): number => {
  if (at >= limit || COMMA_OR_BLANK[bytes[at] as number] !== 1) return -1;
  const end = Math.min(limit, at + LONGEST_MEMBER);
  const text = textOf(bytes, at, end);
  const match = valueKey.exec(text);
  return match === null || match[0].length >= text.length ? -1 : at + match[0].length;
};

/**
 * @param nameEnd Where the name ends.
 * @returns null where nothing joins a value to the name.
 */
export const readJoin = (bytes: Uint8Array, nameEnd: number, limit: number): Join | null => {
  const to = Math.min(limit, nameEnd + longestJoin);
  let at = nameEnd;
  while (at < to && CLOSERS[bytes[at] as number] === 1) at += 1;
  const closed = at > nameEnd;
  const member = valueMember(bytes, at, limit);
  if (member >= 0) return { at: member, blank: false, listed: false, tagged: false };
  const behind = skipBlanks(bytes, at, to);
  if (behind >= to) return null;
  const operator = skipOperator(bytes, behind, to, closed);
  if (operator < 0) {
    const is = skipIs(bytes, behind);
    if (is >= 0) return { at: is, blank: true, listed: false, tagged: false };
    const next = bytes[behind] as number;
    return behind > at && !closed && (isAlnum[next] === 1 || isQuote[next] === 1)
      ? { at: behind, blank: true, listed: false, tagged: false }
      : null;
  }
  at = operator;
  const listed = bytes[behind] === COMMA;
  // The text of a tag may stand on a line of its own.
  if (bytes[operator - 1] === GREATER)
    while (at < to && isBlank[bytes[at] as number] === 1) at += 1;
  else at = skipBlanks(bytes, at, to);
  while (at < to && bytes[at] === BACKSLASH) at += 1;
  return at < to
    ? {
        at,
        blank: false,
        listed,
        tagged:
          bytes[operator - 1] === GREATER &&
          bytes[operator - 2] !== EQUALS &&
          bytes[operator - 2] !== HYPHEN,
      }
    : null;
};
