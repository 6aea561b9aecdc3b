/**
 * Passwords on command lines whose options are the command's own: `mysql -pPASSWORD`, `redis-cli -a`,
 * `htpasswd -b`, `openssl -pass pass:…`. History files and scripts hold them.
 */
import type { Attempt } from '../attempt.ts';
import { beginsToken } from '../boundary.ts';
import { textOf } from '../text-of.ts';
import { longestCommand } from './command-login.ts';
import { loginCandidate } from './login.ts';

/** A word of the shell, its quotes left out: one of three groups. */
const word = `(?:"([^"\\n]{4,200})"|'([^'\\n]{4,200})'|([^\\s"'|;&<>\\\\]{4,200}))`;

const option = (before: string): RegExp => new RegExp(before + word, 'd');

/** By the command's first letters, lower case: where its password stands (the manuals of each). */
const commands: readonly [RegExp, RegExp][] = [
  [/^(?:mysql|mariadb)/i, option('\\s-p')],
  [/^redis-/i, option('\\s-a\\s{1,4}')],
  [/^htpasswd/i, option('\\s-[a-zA-Z]*b[a-zA-Z]*\\s+\\S{1,200}\\s+\\S{1,100}\\s+')],
  [/^openssl/i, option('\\s-pass(?:in|out)?\\s{1,4}pass:')],
  [/^lftp/i, option('\\s-u\\s{1,4}[^,\\s]{1,100},')],
  [/^smbclient/i, option('\\s(?:-U|--user)[\\s=]{1,4}["\']?[^%\\s"\']{1,100}%')],
  [/^ldap/i, option('\\s-w\\s{1,4}')],
];

const endOfCommand = /(?<!\\)\r?\n|&&|\|\|| \| |;/;

/** `echo PASSWORD | docker login … --password-stdin`: the word that is piped in. */
const piped = new RegExp(`\\becho\\s+(?:-n\\s+)?${word}\\s*\\|[^|\\n]{0,200}$`, 'd');

const candidate = (begin: number, match: RegExpExecArray | null): ReturnType<Attempt> => {
  const group = [1, 2, 3].find((number) => match?.[number] !== undefined);
  const span = group === undefined ? undefined : match?.indices?.[group];
  if (match === null || group === undefined || span === undefined) return null;
  const password = match[group] ?? '';
  return loginCandidate(begin + span[0], begin + span[1], { user: '', password, host: null });
};

/** The anchor is the command's name. */
export const readCommandSecret: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  if (!beginsToken(bytes, begin, from, false)) return null;
  const text = textOf(bytes, begin, Math.min(to, begin + longestCommand));
  const known = commands.find(([name]) => name.test(text));
  if (known === undefined) return null;
  const end = text.search(endOfCommand);
  return candidate(begin, known[1].exec(end < 0 ? text : text.slice(0, end)));
};

/** The anchor is `--password-stdin`. */
export const readPipedPassword: Attempt = (bytes, begin, _anchorEnd, from) => {
  const first = Math.max(from, begin - longestCommand);
  const text = textOf(bytes, first, begin);
  const line = text.lastIndexOf('\n') + 1;
  return candidate(first + line, piped.exec(text.slice(line)));
};
