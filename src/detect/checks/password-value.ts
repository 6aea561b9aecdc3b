/**
 * Is a value that stands where a password belongs one at all? Documentation, templates and examples
 * put words, references and fillers there; these are what makes a scanner cry wolf.
 */
import type { CredentialCheck } from './index.ts';

/**
 * `placeholder`: a reference or a filler, no secret. `weak`: a word that somebody may really use and
 * that examples use too. `plain`: nothing speaks against it.
 */
export type PasswordKind = 'placeholder' | 'weak' | 'plain';

/** Words that stand for a password, a user or a demo in documentation. */
const words: ReadonlySet<string> = new Set(
  (
    'password passwd passwort passphrase pass pwd pw user username login root admin administrator ' +
    'guest test tester testing demo secret token key apikey auth credential credentials default ' +
    'postgres postgresql mysql mariadb redis mongo mongodb rabbit rabbitmq sa scott tiger oracle ' +
    'db database foo bar baz foobar qux qwerty abc abcd abcde abcdef abcdefg xyz letmein hunter ' +
    'welcome hello world none null nil undefined empty true false string value text my your some ' +
    'development production staging dev prod local docker app application service server host ' +
    'alice bob joe john jane me you name changeit private hidden redacted masked removed ' +
    'required optional unset blank here ftp anonymous mail email proxy basic bearer sekrit sekret ' +
    'xyzzy filename pserver sample foobared opensesame'
  ).split(' '),
);

/** A value that contains one of these was not meant to be one. */
const fillers =
  /change[_-]?(?:me|it|this)|placeholder|example|your[_ -]?|redacted|dummy|\binsert\b|xxxx|\*\*\*|\.\.\.|\u2022|<[^>]*>|&lt;|\{.*\}|\[.*\]|____|todo|fixme|password|passwd|passphrase|replace[_-]?/i;

/** A variable, a format directive, a call: the value is told elsewhere. */
const references =
  /^[$%#@]\(?\{|^\$\(|^%[sdvq@]|^%\(|^%\w+%$|^@@|^__.*__$|^!(?:vault|ref|sub|getatt|join|importvalue|secret|env)\b|^:[a-z]|\bprocess\.env|\bos\.environ|\bgetenv|^env[.:(]|^vault:|^ENC\[|^secret(?:s|manager)?[./:]|^\$\$?[A-Za-z_]\w*$|^\$\d$|\$\{|\$\(|^`[^`]+`$/i;

/** `DB_PASSWORD`, `MY-SECRET`: the name of a variable, not its value. */
const variableName = /^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+$/;

/** `proxypass`, `repo_pwd`, `dbuser`: a name of the thing, run together. */
const compound =
  /^(?:my|your|the|a|some|new|old|db|database|mysql|pg|postgres|redis|proxy|repo|user|admin|root|app|service|login|auth|smtp|mail|ftp|ssh|api|test|key|store|keystore|trust)[_-]?(?:user|pass|pwd|pw|secret|key|token|auth)$/;

/** Words of a sentence: a hint where the value is to be put. */
const sentence = /^[A-Za-z,.;:'()]+(?: [A-Za-z,.;:'()]+){2,}$/;

/** `p@ssword`, `pass%20pass`, `a secret`: nothing but the thing's own name. */
const onlyThePassword = /^(?:my|the|a|some)?(?:pass(?:word|wd)?|secret)+$/;

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

const unleet = (text: string): string => text.replace(/[013457@$]/g, (c) => leet[c] ?? c);

/** Letters of a value that is a word with a number or a mark behind it. */
const bareWord = (text: string): string => text.replace(/[^a-z]+$/, '').replace(/^[^a-z]+/, '');

const runsOfDigits = '01234567890123456789';
const isSequence = (text: string): boolean =>
  text.length <= 10 &&
  (runsOfDigits.includes(text) || runsOfDigits.includes([...text].reverse().join('')));

/** `abcdef12345`: most characters go up by one. */
const isClimbing = (text: string): boolean => {
  let steps = 0;
  for (let i = 1; i < text.length; i += 1) {
    if (text.charCodeAt(i) === text.charCodeAt(i - 1) + 1) steps += 1;
  }
  return steps * 3 >= text.length * 2;
};

const classesOf = (text: string): number =>
  [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;

/** A reference that is in truth a password with a dollar: `$` before mixed letters and digits. */
const mixes = (text: string): boolean =>
  /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text);

const SHORTEST = 4;
const LONG_WORD = 14;
/** A document (a key file as a registry's password); no filler is as long. */
const DOCUMENT = 400;

const SALT = 48;

/** A framework's salt, of marks of all kinds: brackets in it are no template's. */
const isSalt = (text: string): boolean =>
  text.length >= SALT &&
  classesOf(text) >= 3 &&
  new Set(text).size >= 24 &&
  !/^[$<{%[]|\w\.\w+\(/.test(text);

/** Two letters of a script of Asia in UTF-8, read byte by byte: prose, since nobody types such a password. */
const OTHER_SCRIPT = /(?:[\u00e3-\u00ed][\u0080-\u00bf]{2}){2}/;

/** @param text The value as the service would read it (escapes of its surroundings undone). */
export const passwordKind = (text: string): PasswordKind => {
  if (text.length < SHORTEST || new Set(text).size <= 2) return 'placeholder';
  if (OTHER_SCRIPT.test(text)) return 'placeholder';
  if (text.length > DOCUMENT || isSalt(text)) return 'plain';
  if (fillers.test(text) || variableName.test(text)) return 'placeholder';
  if (references.test(text) && !(/^\$\w+$/.test(text) && mixes(text))) return 'placeholder';
  const lower = text.toLowerCase();
  if (
    words.has(lower) ||
    isSequence(text) ||
    isClimbing(text) ||
    compound.test(lower) ||
    sentence.test(text)
  ) {
    return 'placeholder';
  }
  const plainLetters = unleet(lower);
  if (onlyThePassword.test(lower.replace(/@/g, 'a').replace(/[^a-z0-9]/g, '')))
    return 'placeholder';
  if (/^(?:key|token|abc)[_-]?\d{3,5}(?:[^a-z0-9].*)?$/.test(lower)) return 'placeholder';
  if (/password|passwd|secret/.test(plainLetters)) return 'weak';
  if (words.has(bareWord(lower)) || words.has(bareWord(plainLetters))) return 'weak';
  if (lower.split(/[^a-z]+/).every((part) => part === '' || words.has(part))) return 'weak';
  if (text.length < 6) return 'weak';
  if (/^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/.test(text) && text.length < LONG_WORD) return 'weak';
  return classesOf(text) === 1 && text.length < 8 ? 'weak' : 'plain';
};

export const passwordValue: CredentialCheck = {
  verify: (secret) => ({ ok: passwordKind(secret) !== 'placeholder', details: [] }),
  seal: (shape) => shape,
  proves: false,
};
