/**
 * Users' own rules: a regular expression in RE2 syntax, run in linear time, and only around anchors.
 * The windows of all hits are joined first, so that no byte goes through a pattern twice, however
 * often an anchor stands in a text. Texts are bytes here: a character beyond ASCII is several of them.
 */
import { RE2JS, RE2JSException } from 're2js';
import type { RegexAllow, RegexPattern } from '../model/rule.ts';
import { shannon } from './randomness.ts';
import { textOf } from './text-of.ts';

/** A match of a pattern in the bytes searched. */
export interface RegexMatch {
  start: number;
  end: number;
  secretStart: number;
  secretEnd: number;
}

/** The text, or its piece, that a window lies in: its bounds in the bytes, and its path. */
export interface RegexText {
  start: number;
  end: number;
  path: string;
}

/** Looks for a pattern in `[from, to)` of bytes. */
export type RegexSearch = (
  bytes: Uint8Array,
  from: number,
  to: number,
  text: RegexText,
) => RegexMatch[];

/** A pattern that the engine refuses: why, and at which character (from 1). */
export class RegexRefused extends Error {
  override readonly name = 'RegexRefused';
  readonly character: number;

  constructor(reason: string, character: number) {
    super(reason);
    this.character = character;
  }
}

/** Bytes that a line around a match may have to be looked at. */
const LONGEST_LINE = 4096;

/** Matches of one pattern in one window; a text with more is bait, and these are plenty to block. */
const MOST_MATCHES = 10_000;

const LOOKAROUND = /^\(\?(?:[=!]|<[=!])/;

/** Compiled patterns by source: the rules of one file often share an allowlist. */
const compiled = new Map<string, RE2JS>();
const MOST_KEPT = 5000;

/**
 * Compiles a pattern for latin1 texts, in which a character is a byte.
 * @throws RegexRefused where the engine cannot run it.
 */
export function compileLinear(source: string): RE2JS {
  const before = compiled.get(source);
  if (before !== undefined) return before;
  try {
    const made = RE2JS.compile(inBytes(source));
    if (compiled.size < MOST_KEPT) compiled.set(source, made);
    return made;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const offence = 'input' in error && typeof error.input === 'string' ? error.input : '';
    const at = offence === '' ? 0 : Math.max(0, source.indexOf(offence));
    const said = 'error' in error && typeof error.error === 'string' ? error.error : 'no pattern';
    throw new RegexRefused(
      LOOKAROUND.test(offence) ? 'lookaround cannot be run in linear time' : said,
      at + 1,
    );
  }
}

/** Characters beyond ASCII as their UTF-8 bytes. */
function inBytes(source: string): string {
  if (/^[\0-\x7f]*$/.test(source)) return source;
  let depth = 0;
  let text = '';
  let at = 0;
  for (const character of source) {
    const escaped = source[at - 1] === '\\' && source[at - 2] !== '\\';
    if (character === '[' && !escaped) depth = 1;
    else if (character === ']' && !escaped) depth = 0;
    if (character <= '\x7f') text += character;
    else if (depth > 0) {
      throw new RegexRefused('characters beyond ASCII cannot stand in [ ]; use (?:a|b)', at + 1);
    } else {
      const bytes = [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16)}`);
      text += `(?:${bytes.join('')})`;
    }
    at += character.length;
  }
  return text;
}

const found = (patterns: readonly RE2JS[], text: string): boolean =>
  patterns.some((pattern) => pattern.matcher(text).find());

/** Whether a path is among those that a pattern is for; remembers the last answer. */
function pathTest(patterns: readonly RE2JS[]): (path: string) => boolean {
  let last: string | null = null;
  let answer = false;
  return (path) => {
    if (path !== last) {
      answer = found(patterns, Buffer.from(path).toString('latin1'));
      last = path;
    }
    return answer;
  };
}

interface Sight {
  secret: string;
  match: string;
  line: () => string;
  path: string;
}

/** Allowlists by what they say: many rules of one file share the same. */
const knownAllows = new Map<string, (sight: Sight) => boolean>();

/** Whether an allowlist covers a match. */
function allowOf(allow: RegexAllow): (sight: Sight) => boolean {
  const key = JSON.stringify(allow);
  const before = knownAllows.get(key);
  if (before !== undefined) return before;
  const made = compileAllow(allow);
  if (knownAllows.size < 1000) knownAllows.set(key, made);
  return made;
}

function compileAllow(allow: RegexAllow): (sight: Sight) => boolean {
  const regexes = allow.regexes.map(compileLinear);
  const inPaths = pathTest(allow.paths.map(compileLinear));
  const tests: ((sight: Sight) => boolean)[] = [];
  if (allow.paths.length > 0) tests.push(({ path }) => inPaths(path));
  if (regexes.length > 0) {
    tests.push((sight) =>
      found(regexes, allow.target === 'line' ? sight.line() : sight[allow.target]),
    );
  }
  if (allow.stopwords.length > 0) {
    const words = allow.stopwords.map((word) => Buffer.from(word).toString('latin1').toLowerCase());
    tests.push(({ secret }) => {
      const folded = secret.toLowerCase();
      return words.some((word) => folded.includes(word));
    });
  }
  if (tests.length === 0) return () => false;
  return allow.all
    ? (sight) => tests.every((test) => test(sight))
    : (sight) => tests.some((test) => test(sight));
}

/** The line that holds `[start, end)`, up to `LONGEST_LINE` bytes on either side. */
function lineAround(
  bytes: Uint8Array,
  start: number,
  end: number,
  bounds: { start: number; end: number },
): string {
  let from = start;
  while (from > Math.max(bounds.start, start - LONGEST_LINE) && bytes[from - 1] !== 0x0a) from -= 1;
  let to = end;
  while (to < Math.min(bounds.end, end + LONGEST_LINE) && bytes[to] !== 0x0a) to += 1;
  return textOf(bytes, from, to);
}

/** @throws RegexRefused where the engine cannot run one of its patterns. */
export function compileRegex(pattern: RegexPattern): RegexSearch {
  const regex = compileLinear(pattern.source);
  const allowed = pattern.allow.map(allowOf);
  const wanted = pattern.path === null ? null : pathTest([compileLinear(pattern.path)]);
  return (bytes, from, to, bounds) => {
    const { path } = bounds;
    if (wanted !== null && !wanted(path)) return [];
    const text = textOf(bytes, from, to);
    const matcher = regex.matcher(text);
    const matches: RegexMatch[] = [];
    while (matches.length < MOST_MATCHES && matcher.find()) {
      const [start, end] = [matcher.start() + from, matcher.end() + from];
      if (start === end) continue;
      const cut = pattern.bounded && end === to && to < bounds.end;
      if (cut) continue;
      const secret = withoutLineEnds(bytes, secretOf(matcher, pattern.group, from));
      if (secret.end === secret.start) continue;
      const value = bytes.subarray(secret.start, secret.end);
      if (pattern.entropy > 0 && shannon(value, value.length) <= pattern.entropy) continue;
      const sight: Sight = {
        secret: textOf(bytes, secret.start, secret.end),
        match: textOf(bytes, start, end),
        line: () => lineAround(bytes, start, end, bounds),
        path,
      };
      if (allowed.some((test) => test(sight))) continue;
      matches.push({ start, end, secretStart: secret.start, secretEnd: secret.end });
    }
    return matches;
  };
}

/** A pattern that ends with "no letter follows" takes the line end with it. */
function withoutLineEnds(
  bytes: Uint8Array,
  { start, end }: { start: number; end: number },
): { start: number; end: number } {
  const lineEnd = (at: number): boolean => bytes[at] === 0x0a || bytes[at] === 0x0d;
  let [from, to] = [start, end];
  while (from < to && lineEnd(from)) from += 1;
  while (to > from && lineEnd(to - 1)) to -= 1;
  return { start: from, end: to };
}

/** The group that is the secret; without one named, the first that took part and is not empty. */
function secretOf(
  matcher: ReturnType<RE2JS['matcher']>,
  group: number | null,
  offset: number,
): { start: number; end: number } {
  const bounds = (number: number) => ({
    start: matcher.start(number) + offset,
    end: matcher.end(number) + offset,
  });
  if (group !== null) {
    return matcher.start(group) < 0 ? { start: offset, end: offset } : bounds(group);
  }
  for (let number = 1; number <= matcher.groupCount(); number += 1) {
    if (matcher.start(number) >= 0 && matcher.end(number) > matcher.start(number)) {
      return bounds(number);
    }
  }
  return bounds(0);
}
