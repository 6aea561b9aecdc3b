/**
 * A rule set, ready to search with: one automaton over the anchors of all patterns, and for each
 * pattern a function that tries it at a hit. Made once a thread.
 */
import type { Pattern, Rule } from '../model/rule.ts';
import { openAutomaton, type Automaton } from './automaton.ts';
import { compileAnchored } from './anchored.ts';
import type { Attempt } from './attempt.ts';
import type { Refusal } from './judge.ts';
import { compileKnownValue } from './known-values.ts';
import { compileNamed } from './named.ts';
import { compileRegex, type RegexSearch } from './regex.ts';
import { compileStructure } from './structures/index.ts';
import { compileTables, type TabledRules } from './tables.ts';
import { collectVetoes, type Vetoes } from './veto.ts';

export interface CompiledPattern {
  rule: number;
  pattern: Pattern;
  attempt: Attempt;
  /** The higher wins where two matches overlap. */
  specificity: number;
}

export interface RuleSet extends TabledRules {
  patterns: CompiledPattern[];
  automaton: Automaton;
  /** Collected when they are first asked for. */
  readonly vetoes: Vetoes;
  /** Is told of each candidate that a judge refuses, with the rule's position; for measuring. */
  tally?: (refusal: Refusal, rule: number) => void;
  /** Users' own patterns by their positions in `patterns`; they are searched in windows. */
  regexes: ReadonlyMap<number, { search: RegexSearch; reach: number }>;
}

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

/** Texts of a byte a character, as bytes; all at once, since there are thousands. */
const bytesOf = (texts: readonly string[]): Uint8Array[] => {
  const { buffer, byteOffset } = Buffer.from(texts.join(''), 'latin1');
  let at = byteOffset;
  return texts.map(({ length }) => new Uint8Array(buffer, (at += length) - length, length));
};

/** Makes rules whose tables are there ready to search with. */
export const openRules = ({ rules, tables }: TabledRules): RuleSet => {
  const patterns: CompiledPattern[] = [];
  const regexes = new Map<number, { search: RegexSearch; reach: number }>();
  rules.forEach((rule, number) => {
    for (const pattern of rule.patterns) {
      if (pattern.kind === 'regex') {
        regexes.set(patterns.length, { search: compileRegex(pattern), reach: pattern.reach });
      }
      patterns.push(lazily(number, pattern, tables.specificities[patterns.length] as number));
    }
  });
  const anchors = bytesOf(tables.anchors);
  let vetoes: Vetoes | null = null;
  return {
    rules,
    tables,
    patterns,
    automaton: openAutomaton(tables.plan, anchors, tables.demands),
    get vetoes() {
      return (vetoes ??= collectVetoes(rules));
    },
    regexes,
  };
};

/**
 * @param known Rules whose tables are there already; see `compileTables`.
 * @throws Error as `compileTables` does.
 */
export const compileRules = (rules: readonly Rule[], known: TabledRules | null = null): RuleSet =>
  openRules({ rules, tables: compileTables(rules, known) });
