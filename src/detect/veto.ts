/**
 * What speaks against a value that only its name calls a secret: it begins as a known format does and
 * has another length (`ghp_` and three letters), or it stands as the API key of a provider whose keys
 * are all longer or shorter. Only lengths count, and whether a value goes on where a known format has
 * ended: an alphabet may have grown since a rule was written.
 */
import type { AnchoredPattern, Element, NamedPattern, Rule } from '../model/rule.ts';
import { wordsOf } from './assignment/name.ts';
import { compileElements, lengthRange, type Captured, type Walk } from './elements.ts';

interface Lengths {
  min: number;
  max: number;
}

/** One way to write a provider's credential. */
interface Format {
  elements: readonly Element[];
  lengths: Lengths[];
  /** Whether it has a literal: a value that begins so and goes on is a broken one. */
  marked: boolean;
  /** Compiled when it is first asked for: most are never. */
  walks: Walk[] | null;
}

interface Beginning extends Format {
  prefix: string;
}

export interface Vetoes {
  /** Beginnings of known formats, by their first three characters. */
  prefixes: ReadonlyMap<string, Beginning[]>;
  /** Formats of keys by their provider's name (lower case, letters and digits only). */
  providers: ReadonlyMap<string, Format[]>;
}

const SHORTEST_PREFIX = 4;

/** The literals with which a format begins. */
const beginnings = (elements: readonly Element[]): string[] => {
  const first = elements[0];
  switch (first?.kind) {
    case 'literal':
      return [first.text];
    case 'either':
      return first.options.flatMap(beginnings);
    case 'secret':
      return beginnings(first.elements);
    default:
      return [];
  }
};

const telling = (prefix: string): boolean =>
  prefix.length >= SHORTEST_PREFIX && (prefix.length >= 8 || /[^A-Za-z0-9]/.test(prefix));

const compact = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const add = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

/** What of a format is the secret: all of it, unless a part is marked. */
const secretOf = (elements: readonly Element[]): readonly Element[] => {
  const marked = elements.find((element) => element.kind === 'secret');
  return marked === undefined ? elements : marked.elements;
};

/** Lengths of each way through the first choice of a format. */
const lengthsOf = (elements: readonly Element[]): Lengths[] => {
  const at = elements.findIndex((element) => element.kind === 'either');
  const choice = elements[at];
  if (choice?.kind !== 'either') return [lengthRange(elements)];
  return choice.options.map((option) =>
    lengthRange([...elements.slice(0, at), ...option, ...elements.slice(at + 1)]),
  );
};

const formatOf = (pattern: AnchoredPattern | NamedPattern): Format => {
  const elements = secretOf(pattern.elements);
  const marked = elements.some(({ kind }) => kind === 'literal');
  return { elements, lengths: lengthsOf(elements), marked, walks: null };
};

/** Collected from all rules once. */
export const collectVetoes = (rules: readonly Rule[]): Vetoes => {
  const prefixes = new Map<string, Beginning[]>();
  const providers = new Map<string, Format[]>();
  for (const rule of rules) {
    const provider = compact(rule.provider);
    for (const pattern of rule.patterns) {
      if (pattern.kind === 'structure' || pattern.kind === 'regex') continue;
      const format = formatOf(pattern);
      for (const prefix of beginnings(pattern.elements).filter(telling)) {
        add(prefixes, prefix.slice(0, 3), { prefix, ...format });
      }
      if (pattern.kind === 'anchored') add(providers, provider, format);
      else {
        const words = new Set(
          pattern.words.map(compact).filter((word) => provider.startsWith(word)),
        );
        for (const word of words) add(providers, word, format);
      }
    }
  }
  return { prefixes, providers };
};

/** What may stand in the name of a provider's key beside the provider. */
const keyWords = new Set([
  'api',
  'key',
  'token',
  'access',
  'auth',
  'personal',
  'apikey',
  'apitoken',
]);

/** Names that any server may take a token under, not just the one that a rule knows. */
const protocols = new Set(['npm', 'pypi', 'nuget', 'docker', 'helm', 'git', 'maven', 'jwt']);

const nothing: Captured = { secretStart: -1, secretEnd: -1, bodyStart: 0, bodyEnd: 0 };

const anywhere: Walk = (_bytes, at) => at;
const atEnd: Walk = (_bytes, at, to) => (at === to ? at : -1);

/** Whether a format takes all of a value, or no more than its beginning. */
const takes = (format: Format, bytes: Buffer): { whole: boolean; begins: boolean } => {
  format.walks ??= [atEnd, anywhere].map((accept) => compileElements(format.elements, accept));
  const [whole, begins] = format.walks.map(
    (walk) => walk(bytes, 0, bytes.length, { ...nothing }) >= 0,
  );
  return { whole: whole === true, begins: begins === true };
};

const fits = (formats: readonly Format[], value: string): boolean => {
  const { length } = value;
  if (
    !formats.some(({ lengths }) => lengths.some(({ min, max }) => length >= min && length <= max))
  ) {
    return false;
  }
  const bytes = Buffer.from(value, 'latin1');
  let broken = false;
  for (const format of formats) {
    const { whole, begins } = takes(format, bytes);
    if (whole) return true;
    broken ||= format.marked && begins;
  }
  return !broken;
};

/** `shodankey`, `telegrambottoken`: the words of a key's name run together. */
const gluedWords = /(?:api|bot|access|auth)?(?:key|token)$/;

/** The formats of the provider whose key a name calls its value. */
const formatsFor = (vetoes: Vetoes, name: string): readonly Format[] | undefined => {
  const rest = wordsOf(name).filter((word) => !keyWords.has(word));
  if (rest.length > 2 || (rest.length === 1 && protocols.has(rest[0] ?? ''))) return undefined;
  return (
    vetoes.providers.get(rest.join('')) ??
    vetoes.providers.get(rest.join('').replace(gluedWords, ''))
  );
};

/**
 * @param name As it is written before the value.
 * @returns Whether the value is to be dropped.
 */
export const vetoed = (vetoes: Vetoes, name: string, value: string): boolean => {
  const claimed = vetoes.prefixes
    .get(value.slice(0, 3))
    ?.filter(({ prefix }) => value.startsWith(prefix));
  if (claimed !== undefined && claimed.length > 0) return !fits(claimed, value);
  const known = formatsFor(vetoes, name);
  return known !== undefined && !fits(known, value);
};
