/** What of a pattern the prefilter searches for, and what it may ask of the bytes around. */
import type { AnchoredPattern, Element, Pattern } from '../model/rule.ts';
import { foldText } from './alphabet.ts';
import { RUN_REACH, type Demand } from './automaton.ts';
import { lengthRange, sureFollowers, surestRun } from './elements.ts';
import { knownValueAnchors } from './known-values.ts';
import { defaultReach } from './named.ts';
import { standsAlone } from './glued.ts';
import { longestWord, wordAnchors } from './words.ts';

export interface Searched {
  text: string;
  /** Whether a match has it in this very spelling, capitals and all. */
  exact: boolean;
}

/** The matcher compares the rest of a longer literal. */
const LONGEST_ANCHOR = 8;

const literalsOf = (elements: readonly Element[]): Element[][] =>
  elements.flatMap((element): Element[][] => {
    if (element.kind === 'secret') return literalsOf(element.elements);
    if (element.kind === 'literal') return [[element]];
    if (element.kind !== 'either') return [];
    const firsts = element.options.map((option) => option[0]);
    return firsts.every((first) => first?.kind === 'literal') ? [firsts] : [];
  });

/** The literals by one of which every match of the pattern is found. */
const anchorsOf = (pattern: AnchoredPattern): Searched[] => {
  const groups = literalsOf(pattern.elements);
  const shortest = (group: Element[]): number =>
    Math.min(...group.map((l) => lengthRange([l]).min));
  let best: Element[] = [];
  for (const group of groups) {
    if (best.length === 0 || shortest(group) > shortest(best)) best = group;
  }
  const chosen =
    pattern.anchor === undefined
      ? best
      : groups.flat().filter((e) => e.kind === 'literal' && e.text === pattern.anchor);
  return chosen.map((element) => {
    const { text, fold } = element as Extract<Element, { kind: 'literal' }>;
    return { text: text.slice(0, LONGEST_ANCHOR), exact: !fold };
  });
};

const inAnyCase = (texts: readonly string[]): Searched[] =>
  texts.map((text) => ({ text, exact: false }));

/** Texts of which one stands in or beside every match of the pattern. */
export const searchedFor = (pattern: Pattern): Searched[] => {
  switch (pattern.kind) {
    case 'anchored':
      return anchorsOf(pattern);
    case 'named':
      return inAnyCase(pattern.words.flatMap(wordAnchors));
    case 'structure':
      return inAnyCase(knownValueAnchors(pattern) ?? pattern.anchors);
    case 'regex':
      return inAnyCase(pattern.anchors);
  }
};

/** Bytes of a run that must stand behind each of the pattern's anchors, as in `Demand`. */
export const demandedRun = (pattern: Pattern): number => {
  if (pattern.kind !== 'named') return 0;
  const { length, before } = surestRun(pattern.elements);
  const furthest = longestWord(pattern.words) + (pattern.reach ?? defaultReach) + 1 + before;
  // Of a run that may reach further the beginning must lie there all the same.
  return Math.max(0, Math.min(length, 64, RUN_REACH - furthest));
};

/** Base64 characters that must stand right behind this anchor of the pattern, as in `Demand`. */
export const demandedFollowers = (pattern: Pattern, { text }: Searched): number => {
  if (pattern.kind !== 'anchored') return 0;
  const isAnchor = (literal: string): boolean => literal.slice(0, LONGEST_ANCHOR) === text;
  return Math.min(64, sureFollowers(pattern.elements, isAnchor, text.length));
};

/**
 * Whether the pattern begins with the anchor, and that with a letter or digit, so that nothing may stand
 * before it; a format that is told in the middle of other letters the matcher sees there, too.
 */
const beginsWith = (pattern: Pattern, anchor: string): boolean => {
  if (pattern.kind !== 'anchored' || !/^[a-z0-9]/.test(anchor)) return false;
  if (standsAlone(pattern.elements)) return false;
  const starts = (elements: readonly Element[]): boolean => {
    const first = elements[0];
    if (first?.kind === 'literal') return first.text.toLowerCase().startsWith(anchor);
    if (first?.kind === 'secret') return starts(first.elements);
    return first?.kind === 'either' && first.options.some(starts);
  };
  return starts(pattern.elements);
};

/** A pattern that an anchor makes tried, and how the pattern spells that. */
export interface Tried {
  pattern: Pattern;
  searched: Searched;
  /** As `demandedRun` gives it. */
  run: number;
  /** As `demandedFollowers` gives it. */
  followers: number;
}

/** What all of the patterns that an anchor (lower case) makes tried ask for. */
export const demandOf = (anchor: string, tried: readonly Tried[]): Demand => {
  const spellings = new Set(tried.map(({ searched }) => searched.text));
  const [spelling = ''] = spellings;
  const exact = spellings.size === 1 && tried.every(({ searched }) => searched.exact);
  return {
    begins: tried.every(({ pattern }) => beginsWith(pattern, anchor)),
    run: Math.min(...tried.map(({ run }) => run)),
    followers: Math.min(...tried.map(({ followers }) => followers)),
    exact: exact && spelling !== foldText(spelling) ? spelling : null,
  };
};

/** What two parts of the patterns that an anchor makes tried ask for together. */
export const joinDemands = (a: Demand, b: Demand): Demand => ({
  begins: a.begins && b.begins,
  run: Math.min(a.run, b.run),
  followers: Math.min(a.followers, b.followers),
  exact: a.exact === b.exact ? a.exact : null,
});
