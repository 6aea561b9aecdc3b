/** A login on a command line: `curl -u user:password URL` (curl(1), --user), `wget --password=…`. */
import type { Attempt } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { textOf } from '../text-of.ts';
import { hostDetail, loginCandidate } from './login.ts';

/** Bytes of a command that are read. */
export const longestCommand = 800;

/** The word behind the option, in the shell's quotes or without, `user:'password'` included. */
const userOption =
  /\s(?:-u|--user|--proxy-user|-U)(?:\s*|=)((?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s"'|;&<\\]{1,300}){1,4})/d;
const urlHost = /https?:\/\/(?:[^@/\s]*@)?([A-Za-z0-9.-]{1,120})/;

const passwordOption =
  /\s(?:-p|-Password|--password)(?:\s+|=)(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s"'|;&<\\]{1,200}))/d;
const userName = /\s(?:-u|-User|--username|--user)(?:\s+|=)["']?([^\s"']{1,100})/;

const commandAt = (bytes: Uint8Array, begin: number, to: number): string => {
  const text = textOf(bytes, begin, Math.min(to, begin + longestCommand));
  // A command goes on behind an escaped line end.
  const end = text.search(/(?<!\\)\r?\n/);
  return end < 0 ? text : text.slice(0, end);
};

/** `docker login -u user -p password`, `psexec -u user -p password`, `Connect-VIServer -Password …`. The anchor as below. */
export const readCommandPassword: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  if (!beginsToken(bytes, begin, from, false)) return null;
  const command = commandAt(bytes, begin, to);
  const match = passwordOption.exec(command);
  const group = [1, 2, 3].find((number) => match?.[number] !== undefined);
  const span = group === undefined ? undefined : match?.indices?.[group];
  if (match === null || group === undefined || span === undefined) return null;
  const login = {
    user: userName.exec(command)?.[1] ?? '',
    password: match[group] ?? '',
    host: null,
  };
  return loginCandidate(begin + span[0], begin + span[1], login);
};

/** The anchor is the command's name with the blank behind it. */
export const readCommandLogin: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  if (!beginsToken(bytes, begin, from, false)) return null;
  const command = commandAt(bytes, begin, to);
  const match = userOption.exec(command);
  const span = match?.indices?.[1];
  if (match === null || span === undefined) return null;
  const word = match[1] ?? '';
  const parted = /^["']?([^:"']{0,100})["']?:["']?(.*?)["']?$/.exec(word);
  if (parted === null) return null;
  const [, user = '', password = ''] = parted;
  const host = urlHost.exec(command)?.[1] ?? null;
  // A token is sent as the user with no password behind it, or the other way round.
  const secret = password === '' ? user : password;
  const start = begin + span[0] + word.lastIndexOf(secret);
  const login = { user: password === '' ? '' : user, password: secret, host };
  return loginCandidate(start, start + secret.length, login, host === null ? [] : hostDetail(host));
};
