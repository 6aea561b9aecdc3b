/**
 * What the readers of logins (URLs, connection strings, login files) share: reading a stretch of
 * bytes as text, and turning a user, a password and a host into a candidate or into nothing.
 */
import type { Candidate } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { passwordKind } from '../checks/password-value.ts';

/** Bytes as text, one character a byte, so that positions in both agree. */
/** Hosts that documentation and tests use; RFC 2606, RFC 6761, RFC 3927 and the words people take. */
const demoHost =
  /(?:^|\.)(?:localhost|example|test|invalid|localdomain|faketld)(?:\.|$)|^127\.|^0\.0\.0\.0$|^\[?::1\]?$|^(?:host(?:name)?\d*|server(?:name)?|my-?(?:host|server|db|database)|domain|foo|bar|baz|some-?host|address)(?:\.|$)|your|[<>{}$%*]/i;

export interface Login {
  user: string;
  password: string;
  /** Null where the format has no host. */
  host: string | null;
}

export type LoginKind = 'none' | 'doubtful' | 'plain';

/**
 * Whether a login holds a secret. A word as a password counts only at a host that is not a demo's;
 * a password that equals its user is a demo's default.
 */
export const judgeLogin = ({ user, password, host }: Login): LoginKind => {
  const kind = passwordKind(password);
  if (kind === 'placeholder' || password.toLowerCase() === user.toLowerCase()) return 'none';
  // Without a dot it is a name in a composition (`db`, `redis`), often that of an example too.
  const demo = host !== null && (host === '' || demoHost.test(host));
  const vague = host !== null && !/[.:]/.test(host);
  if (kind === 'weak') return demo || vague ? 'none' : 'doubtful';
  return demo ? 'doubtful' : 'plain';
};

/** Undoes percent escapes; gives the text as it is where they are broken. */
export const unescapePercent = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** @returns A candidate for the secret at `[start, end)`, or null where the login is a demo's. */
export const loginCandidate = (
  start: number,
  end: number,
  login: Login,
  details: string[] = [],
): Candidate | null => {
  const kind = judgeLogin(login);
  if (kind === 'none') return null;
  return wholeCandidate(start, end, kind === 'doubtful' ? false : null, details);
};

/** A host for a finding's details; empty where it holds anything that a host cannot. */
export const hostDetail = (host: string): string[] =>
  /^[A-Za-z0-9.:_[\]-]{1,120}$/.test(host) ? [`host: ${host}`] : [];
