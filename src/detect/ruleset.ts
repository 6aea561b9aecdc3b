/**
 * A rule set, ready to search with: one automaton over the anchors of all patterns, and for each
 * pattern a function that tries it at a hit. Made once a thread.
 */
import type { Element, Pattern, Rule } from '../model/rule.ts';
import { foldText } from './alphabet.ts';
import { buildAutomaton, type Automaton } from './automaton.ts';
import { compileAnchored } from './anchored.ts';
import type { Attempt } from './attempt.ts';
import { lengthRange } from './elements.ts';
import type { Refusal } from './judge.ts';
import { compileKnownValue } from './known-values.ts';
import { compileNamed, defaultReach } from './named.ts';
import { compileRegex, type RegexSearch } from './regex.ts';
import { demandedRun, demandOf, searchedFor, type Tried } from './searched-for.ts';
import { compileStructure } from './structures/index.ts';
import { collectVetoes, type Vetoes } from './veto.ts';

export interface CompiledPattern {
  rule: number;
  pattern: Pattern;
  attempt: Attempt;
  /** The higher wins where two matches overlap. */
  specificity: number;
}

export interface RuleSet {
  rules: readonly Rule[];
  patterns: CompiledPattern[];
  automaton: Automaton;
  /** By anchor: the patterns (positions in `patterns`) that it begins. */
  anchorPatterns: Int32Array[];
  /** How many bytes on either side of a secret any decision may depend on. */
  margin: number;
  vetoes: Vetoes;
  /** Is told of each candidate that a judge refuses, with the rule's position; for measuring. */
  tally?: (refusal: Refusal, rule: number) => void;
  /** Users' own patterns by their positions in `patterns`; they are searched in windows. */
  regexes: ReadonlyMap<number, { search: RegexSearch; reach: number }>;
}

/** The widest margin that a window carries over; a rule that needs more is refused. */
export const widestMargin = 64 * 1024;

/** Bytes that the judge may look at beyond the match itself. */
const surroundings = 256;

const marginOf = (pattern: Pattern): number => {
  switch (pattern.kind) {
    case 'anchored':
      return lengthRange(pattern.elements).max + (pattern.near ? (pattern.within ?? 200) : 0);
    case 'named':
      return lengthRange(pattern.elements).max + (pattern.reach ?? defaultReach) + 64;
    case 'structure':
      return pattern.longest;
    case 'regex':
      return 2 * pattern.reach + 64;
  }
};

const literalLength = (elements: readonly Element[]): number =>
  elements.reduce((sum, element) => {
    if (element.kind === 'literal') return sum + element.text.length;
    if (element.kind === 'secret') return sum + literalLength(element.elements);
    if (element.kind === 'either') return sum + Math.min(...element.options.map(literalLength));
    return sum;
  }, 0);

const specificityOf = (rule: Rule, pattern: Pattern): number => {
  const likely = (pattern.confidence ?? rule.confidence) === 'likely' ? 1000 : 0;
  const checked = rule.checks.length > 0 ? 40 : 0;
  switch (pattern.kind) {
    case 'anchored':
      // A mark inside the format (`T3BlbkFJ`) names its maker more surely than a word beside it.
      return (
        likely +
        checked +
        100 +
        literalLength(pattern.elements) * 8 +
        (pattern.near ? 60 : 0) +
        (pattern.anchor === undefined ? 0 : 60)
      );
    case 'named':
      return likely + checked + literalLength(pattern.elements) * 8 + (pattern.strict ? 180 : 200);
    case 'structure':
      // A format that code reads is specific; an assignment is what is left when nothing else is.
      return (
        likely + checked + (rule.category === 'generic' && rule.confidence === 'possible' ? 0 : 500)
      );
    case 'regex':
      return likely + 100 + Math.min(...pattern.anchors.map((anchor) => anchor.length)) * 4;
  }
};

const compilePattern = (pattern: Pattern): Attempt => {
  switch (pattern.kind) {
    case 'anchored':
      return compileAnchored(pattern);
    case 'named':
      return compileNamed(pattern);
    case 'structure':
      return compileKnownValue(pattern) ?? compileStructure(pattern);
    case 'regex':
      return () => null;
  }
};

/** Of thousands of patterns an image tries some hundreds: each is compiled when it is tried first. */
const lazily = (rule: number, pattern: Pattern, specificity: number): CompiledPattern => {
  const compiled: CompiledPattern = {
    rule,
    pattern,
    specificity,
    attempt: (...asked) => {
      compiled.attempt = compilePattern(pattern);
      return compiled.attempt(...asked);
    },
  };
  return compiled;
};

/**
 * @throws Error naming the rule when an anchor is shorter than three bytes or a match is longer than
 *   what windows carry over.
 */
export const compileRules = (rules: readonly Rule[]): RuleSet => {
  const patterns: CompiledPattern[] = [];
  const regexes = new Map<number, { search: RegexSearch; reach: number }>();
  const byAnchor = new Map<string, (Tried & { number: number })[]>();
  let margin = surroundings;
  rules.forEach((rule, number) => {
    for (const pattern of rule.patterns) {
      const needed = marginOf(pattern) + surroundings;
      if (needed > widestMargin) {
        throw new Error(
          `rule ${rule.id}: a match may need ${needed} bytes, more than ${widestMargin}`,
        );
      }
      margin = Math.max(margin, needed);
      const searched = searchedFor(pattern);
      if (searched.length === 0) throw new Error(`rule ${rule.id}: a pattern has no anchor`);
      const run = demandedRun(pattern);
      for (const one of searched) {
        const anchor = foldText(one.text);
        // A user's own pattern may cost its user more: `SK` and `Q~` are all that some keys have.
        const least = pattern.kind === 'regex' ? 2 : 3;
        if (anchor.length < least)
          throw new Error(`rule ${rule.id}: anchor "${anchor}" is too short`);
        const list = byAnchor.get(anchor) ?? [];
        list.push({ number: patterns.length, pattern, searched: one, run });
        byAnchor.set(anchor, list);
      }
      if (pattern.kind === 'regex') {
        regexes.set(patterns.length, { search: compileRegex(pattern), reach: pattern.reach });
      }
      patterns.push(lazily(number, pattern, specificityOf(rule, pattern)));
    }
  });
  const anchors = [...byAnchor.keys()].sort();
  const triedAt = (anchor: string): (Tried & { number: number })[] => byAnchor.get(anchor) ?? [];
  return {
    rules,
    patterns,
    automaton: buildAutomaton(
      anchors.map((anchor) => Buffer.from(anchor, 'latin1')),
      anchors.map((anchor) => demandOf(anchor, triedAt(anchor))),
    ),
    anchorPatterns: anchors.map((anchor) =>
      Int32Array.from(new Set(triedAt(anchor).map(({ number }) => number))),
    ),
    margin,
    vetoes: collectVetoes(rules),
    regexes,
  };
};
