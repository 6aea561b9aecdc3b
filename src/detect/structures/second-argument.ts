/**
 * A password that is the second or third string of a call whose name says what it takes: .NET's
 * `new NetworkCredential("user", "password")` (learn.microsoft.com, System.Net.NetworkCredential) and
 * `new DirectoryEntry("LDAP://host", "user", "password")` (System.DirectoryServices.DirectoryEntry).
 */
import type { Attempt } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { textOf } from '../text-of.ts';
import { loginCandidate } from './login.ts';

/** Bytes behind the anchor in which both strings stand. */
export const longestArguments = 600;

const text = String.raw`\s{0,16}@?["']([^"'\n]{0,200})["']\s{0,8}`;
const two = new RegExp(`^${text},${text}`, 'd');
const three = new RegExp(`^${text},${text},${text}`, 'd');

/** @param lead Arguments before the login. */
const reader =
  (strings: RegExp, lead: number): Attempt =>
  (bytes, anchorStart, anchorEnd, from, to) => {
    if (!beginsToken(bytes, anchorStart, from, false)) return null;
    const match = strings.exec(
      textOf(bytes, anchorEnd, Math.min(to, anchorEnd + longestArguments)),
    );
    const span = match?.indices?.[lead + 2];
    if (match === null || span === undefined) return null;
    const login = { user: match[lead + 1] ?? '', password: match[lead + 2] ?? '', host: null };
    return loginCandidate(anchorEnd + span[0], anchorEnd + span[1], login);
  };

/** The anchor is the call's name with its bracket. */
export const readSecondArgument = reader(two, 0);
export const readThirdArgument = reader(three, 1);
