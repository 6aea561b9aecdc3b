/**
 * Secrets that are at hand when the gate runs (the environment's, a registry's login) made into rules
 * of the run's own rule set, so that the same prefilter finds them, in every form in which a tool may
 * have written them. The values live in these rules alone, in memory.
 */
import { GateError } from '../model/error.ts';
import type { KnownValue } from '../model/request.ts';
import type { Rule, StructurePattern } from '../model/rule.ts';
import { kindOfName } from './assignment/name.ts';
import { surprise } from './assignment/rarity.ts';
import { isSecretValue } from './assignment/value.ts';
import type { Attempt } from './attempt.ts';
import { wholeCandidate } from './candidate.ts';
import { encodedForms } from './encodings.ts';
import { isKnownExample } from './known-examples.ts';

export const knownValueId = 'known-value';

/** Of structures made here; behind it stands the encoding. */
const STRUCTURE = 'known-value/';
/** Of the first of a rule's patterns. */
const PLAIN = `${STRUCTURE}plain`;

/** Bytes of a form that are compared: a text with that much of a value has it. */
const LONGEST_FORM = 16 * 1024;
/** Bytes of a form that the prefilter looks for. */
const ANCHOR = 16;
/** Below these a value says too little to be searched for by itself. */
const SHORTEST = 8;
const FEWEST_CHARACTERS = 5;
/** Bits a character under the trigram model: words have 3.5, drawn letters 4.5 and more. */
const WORD_BITS = 4;
const SHORTEST_NUMBER = 12;
/** More values than any build has. */
const MOST_VALUES = 500;

const template = /^\$\{?\w+\}?$|\$\{\{|^\{\{.*\}\}$|^<[^>]*>$|^%\w+%$|^\*+$/;
const path = /^(?:[~.]{0,2}\/|[A-Za-z]:\\)[\w./\\ @+-]*$/;

/** Keys of hosts and people (sshd(8), authorized_keys; RFC 7468), stored among secrets for convenience. */
const publicKey =
  /^(?:\S+ )?(?:sk-)?(?:ssh|ecdsa)-[\w@.-]+ AAAA|-----BEGIN (?:CERTIFICATE|[A-Z0-9 ]*PUBLIC KEY)-----/m;

const isPublic = (text: string): boolean =>
  publicKey.test(text) && !text.includes('PRIVATE KEY-----');

/** Letters of both cases and digits, as no word has them: a machine drew it. */
const isDrawn = (text: string): boolean =>
  /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && surprise(text) >= WORD_BITS;

/** A drawn value in base64 may begin with a slash too. */
const isPath = (text: string): boolean =>
  path.test(text) && !(text.lastIndexOf('/') === 0 && isDrawn(text));

/** Why a value is not searched for; null where it is. */
const refusal = (value: Uint8Array): string | null => {
  if (value.length < SHORTEST) return value.length === 0 ? 'empty' : 'shorter than 8 characters';
  const text = Buffer.from(value.subarray(0, 512)).toString('latin1');
  if (isKnownExample(value)) return 'a public example';
  if (template.test(text)) return 'a template';
  if (isPath(text)) return 'a path';
  if (isPublic(Buffer.from(value.subarray(0, LONGEST_FORM)).toString('latin1'))) return 'public';
  const isWord = /^[A-Za-z]+\d{0,4}$/.test(text) && surprise(text) < WORD_BITS;
  const isNumber = /^[\d.,: -]+$/.test(text) && text.length < SHORTEST_NUMBER;
  const isFiller = new Set(text).size < FEWEST_CHARACTERS;
  return isWord || isNumber || isFiller ? 'too common' : null;
};

const userinfo = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]*?:([^\s/?#]+)@[^\s@/]+/i;

/** A value that nobody named must look like a secret itself, beside its name. */
const speaksForItself = ({ name, value }: KnownValue): boolean => {
  if (kindOfName(name) === null) return false;
  const text = Buffer.from(value).toString('utf8');
  return text.includes('\n') || isSecretValue(text, 'password', { quoted: true, settings: true });
};

/** Among a repository's secrets stand regions and user names: name or value must say that it is one. */
const isOneAmong = ({ name, value }: KnownValue): boolean => {
  if (kindOfName(name) !== null) return true;
  const text = Buffer.from(value).toString('utf8');
  return (
    text.includes('\n') ||
    userinfo.test(text) ||
    isDrawn(text) ||
    isSecretValue(text, 'token', { quoted: true, settings: true }) ||
    isSecretValue(text, 'password', { quoted: true, settings: false })
  );
};

/** The password of a value that is a URL (RFC 3986 section 3.2.1), a value of its own. */
const passwordOf = ({ name, value, found }: KnownValue): KnownValue[] => {
  const raw = userinfo.exec(Buffer.from(value.subarray(0, 4096)).toString('utf8'))?.[1];
  if (raw === undefined) return [];
  let password = raw;
  try {
    password = decodeURIComponent(raw);
  } catch {
    // No escape: the password has a bare percent sign.
  }
  return [{ name: `${name} (password)`, value: Buffer.from(password), found }];
};

const shownName = (name: string): string => name.replace(/[^\w.:/@() -]/g, '_').slice(0, 100);

const patternsOf = (value: Uint8Array): StructurePattern[] =>
  encodedForms(value.subarray(0, LONGEST_FORM)).map(({ encoding, literal }) => {
    const form = literal.slice(0, LONGEST_FORM);
    return {
      kind: 'structure',
      structure: STRUCTURE + encoding,
      anchors: [form],
      longest: form.length + ANCHOR,
    };
  });

/** Of GitHub Actions or an app (docs.github.com, "Behind GitHub's token formats"). */
const expires = (value: Uint8Array): boolean =>
  Buffer.from(value.subarray(0, 4)).toString('latin1') === 'ghs_';

const ruleFor = ({ name, value }: KnownValue): Rule => ({
  id: knownValueId,
  provider: 'generic',
  name: `known value ${shownName(name)}`,
  category: 'generic',
  ai: false,
  severity: 'critical',
  confidence: 'likely',
  patterns: patternsOf(value),
  checks: [],
  companion: null,
  lifetime: expires(value) ? 'an hour, or until the job ends' : 'long',
  verify: '',
  revoke: expires(value)
    ? 'take it out of the build (actions/checkout leaves it unless told persist-credentials: false); it expires with the job or within the hour'
    : 'revoke it where it was issued, then take it out of the build',
  env: /^[A-Za-z_]\w*$/.test(name) ? [name] : [],
  source: 'a value of this run',
  related: [],
});

export interface KnownValueRules {
  rules: Rule[];
  /** What is not searched for, and why; no value stands in it. */
  notes: string[];
}

/** @throws GateError where there are more values than any build has. */
export const knownValueRules = (values: readonly KnownValue[]): KnownValueRules => {
  const all = [...values, ...values.flatMap(passwordOf)];
  const rules = new Map<string, Rule>();
  const refused: string[] = [];
  for (const known of all) {
    if (known.found && !known.name.endsWith('(password)') && !speaksForItself(known)) continue;
    const doubt = known.among === true && !isOneAmong(known);
    const reason =
      refusal(known.value) ?? (doubt ? 'no secret by its name, nor by how it looks' : null);
    if (reason !== null) {
      refused.push(`${shownName(known.name)} (${reason})`);
      continue;
    }
    const key = Buffer.from(known.value).toString('latin1');
    if (!rules.has(key)) rules.set(key, ruleFor(known));
  }
  if (rules.size > MOST_VALUES) {
    throw new GateError(`${rules.size} known values: name at most ${MOST_VALUES}`);
  }
  const notes =
    refused.length === 0 ? [] : [`Not searched for as known values: ${refused.join(', ')}.`];
  return { rules: [...rules.values()], notes };
};

/** What the prefilter looks for to find a pattern made here; null for any other. */
export const knownValueAnchors = (pattern: StructurePattern): string[] | null =>
  pattern.structure.startsWith(STRUCTURE)
    ? pattern.anchors.map((anchor) => anchor.slice(0, ANCHOR))
    : null;

/** The value that a rule made here looks for, in whatever form it is found; null for any other rule. */
export const knownValueOf = ({ patterns: [plain] }: Rule): Uint8Array | null =>
  plain?.kind === 'structure' && plain.structure === PLAIN
    ? Buffer.from(plain.anchors[0] ?? '', 'latin1')
    : null;

/** The reader of a pattern made here; null for any other. */
export const compileKnownValue = (pattern: StructurePattern): Attempt | null => {
  const form = pattern.anchors[0];
  if (form === undefined || !pattern.structure.startsWith(STRUCTURE)) return null;
  const wanted = Buffer.from(form, 'latin1');
  const encoding = pattern.structure.slice(STRUCTURE.length);
  const details = encoding === 'plain' ? [] : [`encoding: ${encoding}`];
  return (bytes, start, _anchorEnd, _from, to) => {
    const end = start + wanted.length;
    if (end > to || wanted.compare(bytes, start, end) !== 0) return null;
    return wholeCandidate(start, end, true, details);
  };
};
