/**
 * A password that is the second string of a call whose name says what it takes: .NET's
 * `new NetworkCredential("user", "password")` (learn.microsoft.com, System.Net.NetworkCredential).
 */
import type { Attempt } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { textOf } from '../text-of.ts';
import { loginCandidate } from './login.ts';

/** Bytes behind the anchor in which both strings stand. */
export const longestArguments = 400;

const strings = /^\s{0,8}@?["']([^"'\n]{0,120})["']\s{0,8},\s{0,8}@?["']([^"'\n]{1,200})["']/d;

/** The anchor is the call's name with its bracket. */
export const readSecondArgument: Attempt = (bytes, anchorStart, anchorEnd, from, to) => {
  if (!beginsToken(bytes, anchorStart, from, false)) return null;
  const match = strings.exec(textOf(bytes, anchorEnd, Math.min(to, anchorEnd + longestArguments)));
  const span = match?.indices?.[2];
  if (match === null || span === undefined) return null;
  const login = { user: match[1] ?? '', password: match[2] ?? '', host: null };
  return loginCandidate(anchorEnd + span[0], anchorEnd + span[1], login);
};
