/** A login on a command line: `curl -u user:password URL` (curl(1), --user), `wget --password=…`. */
import { isAlnum } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { hostDetail, loginCandidate, textOf } from './login.ts';

/** Bytes of a command that are read. */
export const longestCommand = 800;

const userOption =
  /\s(?:-u|--user|--proxy-user|-U)(?:\s*|=)(?:"([^":\n]{1,100}):([^"\n]{1,200})"|'([^':\n]{1,100}):([^'\n]{1,200})'|([^\s"':]{1,100}):([^\s"']{1,200}))/d;
const urlHost = /https?:\/\/(?:[^@/\s]*@)?([A-Za-z0-9.-]{1,120})/;

/** The anchor is the command's name with the blank behind it. */
export const readCommandLogin: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  if (begin > from && isAlnum[bytes[begin - 1] as number] === 1) return null;
  const text = textOf(bytes, begin, Math.min(to, begin + longestCommand));
  // A command goes on behind an escaped line end.
  const end = text.search(/(?<!\\)\r?\n/);
  const command = end < 0 ? text : text.slice(0, end);
  const match = userOption.exec(command);
  if (match === null) return null;
  const group = [2, 4, 6].find((number) => match[number] !== undefined);
  if (group === undefined) return null;
  const span = match.indices?.[group];
  const password = match[group] ?? '';
  if (span === undefined) return null;
  const host = urlHost.exec(command)?.[1] ?? null;
  const user = match[group - 1] ?? '';
  // Of a session's or a cloud's local service the host tells nothing, so only the words count.
  return loginCandidate(
    begin + span[0],
    begin + span[1],
    { user, password, host },
    host === null ? [] : hostDetail(host),
  );
};
