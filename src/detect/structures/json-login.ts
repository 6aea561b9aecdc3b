/**
 * A password among the members of a JSON object that an anchor names: `"http-basic"` of Composer's
 * auth.json, `"random_password"` in Terraform's state.
 */
import type { Attempt } from '../attempt.ts';
import { textOf } from '../text-of.ts';
import { loginCandidate } from './login.ts';

/** Bytes behind the anchor in which the member is looked for. */
export const longestJsonLogin = 1500;

const member = /"(?:password|result)"\s{0,8}:\s{0,8}"((?:[^"\\\n]|\\.){1,300})"/d;
const userMember = /"(?:username|user)"\s{0,8}:\s{0,8}"([^"\\\n]{1,100})"/;

export const readJsonLogin: Attempt = (bytes, _begin, anchorEnd, _from, to) => {
  const text = textOf(bytes, anchorEnd, Math.min(to, anchorEnd + longestJsonLogin));
  const match = member.exec(text);
  const span = match?.indices?.[1];
  if (match === null || span === undefined) return null;
  const user = userMember.exec(text)?.[1] ?? '';
  const login = { user, password: match[1] ?? '', host: null };
  return loginCandidate(anchorEnd + span[0], anchorEnd + span[1], login);
};
