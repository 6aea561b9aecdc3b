/** A member of a tool's own file (detect/tool-file.ts), as JSON, YAML, TOML or an INI file writes it. */
import { isSecretValue, UUID_LIKE } from '../assignment/value.ts';
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { jsonWebToken } from '../checks/jwt.ts';
import { textOf } from '../text-of.ts';

/** Bytes behind the mark in which the member must stand and end; such files are small. */
export const longestToolFile = 4000;

const asked = /^([\w ]{2,40})\|/;
/** A JSON Web Token, or OpenAI's shape. */
const MARKED = /^(?:eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.|sk-[\w-]*\d)[\w-]{16,}$/;
/** Longer values are judged by nothing: no text that is not a token has that form. */
const LONGEST_JUDGED = 512;

/** What stands behind the member's name, from the name on. */
const valueBehind = /^["']?[ \t]{0,4}[:=][ \t]{0,4}["']?([\w.+/=|:~-]{12,3000})/d;

/** Positions behind each place at which the name stands as a whole. */
const endsOf = (text: string, name: string, from: number): number[] => {
  const ends: number[] = [];
  for (let at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/[\w-]/.test(text.charAt(at - 1))) ends.push(at + name.length);
  }
  return ends;
};

const isToken = (value: string): boolean =>
  value.length > LONGEST_JUDGED ||
  UUID_LIKE.test(value) ||
  MARKED.test(value) ||
  isSecretValue(value, 'token', { quoted: true, settings: true });

/** The anchor is the mark with the tool's name; the member that is asked for follows. */
export const readToolFile: Attempt = (bytes, _anchorStart, anchorEnd, _from, to) => {
  const text = textOf(bytes, anchorEnd, Math.min(to, anchorEnd + longestToolFile));
  const names = asked.exec(text)?.[1]?.split(' ');
  const name = names?.pop();
  if (names === undefined || name === undefined) return null;
  let from = text.indexOf('|');
  for (const outer of names) {
    const [end] = endsOf(text, outer, from).filter((at) => text.charAt(at) !== ' ');
    if (end === undefined) return null;
    from = end;
  }
  for (const end of endsOf(text, name, from)) {
    const match = valueBehind.exec(text.slice(end));
    const span = match?.indices?.[1];
    const value = match?.[1] ?? '';
    if (span === undefined || !isToken(value)) continue;
    const { ok, alive, details } = jsonWebToken.verify(value);
    const [start, stop] = [anchorEnd + end + span[0], anchorEnd + end + span[1]];
    return wholeCandidate(start, stop, ok && alive !== false ? true : null, ok ? details : []);
  }
  return null;
};
