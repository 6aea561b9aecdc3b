/**
 * What speaks against a value that only its name calls a secret: it begins as a known format does and
 * has another length (`ghp_` and three letters), or it stands as the API key of a provider whose keys
 * are all longer or shorter. Only lengths count: an alphabet may have grown since a rule was written.
 */
import type { Element, Rule } from '../model/rule.ts';
import { wordsOf } from './assignment/name.ts';
import { lengthRange } from './elements.ts';

interface Lengths {
  min: number;
  max: number;
}

export interface Vetoes {
  /** Beginnings of known formats with their lengths, by their first three characters. */
  prefixes: ReadonlyMap<string, (Lengths & { prefix: string })[]>;
  /** Lengths of keys by their provider's name (lower case, letters and digits only). */
  providers: ReadonlyMap<string, Lengths[]>;
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

/** Collected from all rules once. */
export const collectVetoes = (rules: readonly Rule[]): Vetoes => {
  const prefixes = new Map<string, (Lengths & { prefix: string })[]>();
  const providers = new Map<string, Lengths[]>();
  for (const rule of rules) {
    const provider = compact(rule.provider);
    for (const pattern of rule.patterns) {
      if (pattern.kind === 'structure' || pattern.kind === 'regex') continue;
      const lengths = lengthRange(pattern.elements);
      for (const prefix of beginnings(pattern.elements).filter(telling)) {
        add(prefixes, prefix.slice(0, 3), { prefix, ...lengths });
      }
      if (pattern.kind === 'anchored') add(providers, provider, lengths);
      else {
        const words = new Set(
          pattern.words.map(compact).filter((word) => provider.startsWith(word)),
        );
        for (const word of words) add(providers, word, lengths);
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
const protocols = new Set(['npm', 'pypi', 'nuget', 'docker', 'helm', 'git', 'maven']);

const fits = (lengths: readonly Lengths[], length: number): boolean =>
  lengths.some(({ min, max }) => length >= min && length <= max);

/**
 * @param name As it is written before the value.
 * @returns Whether the value is to be dropped.
 */
export const vetoed = (vetoes: Vetoes, name: string, value: string): boolean => {
  const claimed = vetoes.prefixes
    .get(value.slice(0, 3))
    ?.filter(({ prefix }) => value.startsWith(prefix));
  if (claimed !== undefined && claimed.length > 0) return !fits(claimed, value.length);
  const rest = wordsOf(name).filter((word) => !keyWords.has(word));
  if (rest.length === 1 && protocols.has(rest[0] ?? '')) return false;
  const known = rest.length > 2 ? undefined : vetoes.providers.get(rest.join(''));
  return known !== undefined && !fits(known, value.length);
};
