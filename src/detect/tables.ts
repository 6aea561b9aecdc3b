/**
 * What searching for a rule set takes and working out costs time: plain data, so that it can be worked
 * out when the program is built, and handed to a thread.
 */
import type { Element, Pattern, Rule } from '../model/rule.ts';
import { foldText } from './alphabet.ts';
import { planAutomaton, type AutomatonPlan, type Demand } from './automaton.ts';
import { lengthRange } from './elements.ts';
import { defaultReach } from './named.ts';
import {
  demandedFollowers,
  demandedRun,
  demandOf,
  joinDemands,
  searchedFor,
  type Tried,
} from './searched-for.ts';

export interface Tables {
  plan: AutomatonPlan;
  /** In lower case, sorted; a character a byte. */
  anchors: readonly string[];
  /** By anchor. */
  demands: readonly Demand[];
  /** By anchor: where its patterns begin in `tried`; one more entry at the end. */
  triedStart: Int32Array;
  /** The patterns, counted over all rules, that an anchor makes tried. */
  tried: Int32Array;
  /** By pattern: the higher wins where two matches overlap. */
  specificities: Int32Array;
  /** How many bytes on either side of a secret any decision may depend on. */
  margin: number;
}

/** Rules with their tables. */
export interface TabledRules {
  rules: readonly Rule[];
  tables: Tables;
}

/** The widest margin that a window carries over; a rule that needs more is refused. */
const widestMargin = 64 * 1024;

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

/** What an anchor is searched for. */
interface Hit {
  demand: Demand;
  patterns: readonly number[];
}

const hitsOf = ({ anchors, demands, triedStart, tried }: Tables): Map<string, Hit> =>
  new Map(
    anchors.map((anchor, number) => [
      anchor,
      {
        demand: demands[number] as Demand,
        patterns: [...tried.subarray(triedStart[number], triedStart[number + 1])],
      },
    ]),
  );

/** Whether the rules are looked for alike; what else they tell (how severe a finding is) may differ. */
const searchedAlike = (a: Rule, b: Rule | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.patterns === b.patterns &&
    a.checks === b.checks &&
    a.confidence === b.confidence &&
    a.category === b.category);

/** @throws Error naming the rule. */
const neededMargin = (rule: Rule, pattern: Pattern): number => {
  const needed = marginOf(pattern) + surroundings;
  if (needed <= widestMargin) return needed;
  throw new Error(`rule ${rule.id}: a match may need ${needed} bytes, more than ${widestMargin}`);
};

/** @throws Error naming the rule. */
const anchorsOf = (rule: Rule, pattern: Pattern): { anchor: string; tried: Tried }[] => {
  const searched = searchedFor(pattern);
  if (searched.length === 0) throw new Error(`rule ${rule.id}: a pattern has no anchor`);
  // A user's own pattern may cost its user more: `SK` and `Q~` are all that some keys have.
  const least = pattern.kind === 'regex' ? 2 : 3;
  const run = demandedRun(pattern);
  return searched.map((one) => {
    const anchor = foldText(one.text);
    if (anchor.length < least) throw new Error(`rule ${rule.id}: anchor "${anchor}" is too short`);
    const followers = demandedFollowers(pattern, one);
    return { anchor, tried: { pattern, searched: one, run, followers } };
  });
};

/**
 * @param known Rules whose tables are there already: where all rules begin with these, only the others
 *   are worked out. The result is the same.
 * @throws Error naming the rule when an anchor is shorter than three bytes or a match is longer than
 *   what windows carry over.
 */
export const compileTables = (rules: readonly Rule[], known: TabledRules | null = null): Tables => {
  const base = known?.rules.every((rule, at) => searchedAlike(rule, rules[at])) ? known : null;
  const from = base?.rules.length ?? 0;
  if (base !== null && from === rules.length) return base.tables;
  const specificities = [...(base?.tables.specificities ?? [])];
  let margin = base?.tables.margin ?? surroundings;
  const own = new Map<string, (Tried & { number: number })[]>();
  for (const rule of rules.slice(from)) {
    for (const pattern of rule.patterns) {
      margin = Math.max(margin, neededMargin(rule, pattern));
      for (const { anchor, tried } of anchorsOf(rule, pattern)) {
        const list = own.get(anchor) ?? [];
        list.push({ ...tried, number: specificities.length });
        own.set(anchor, list);
      }
      specificities.push(specificityOf(rule, pattern));
    }
  }
  const hits = base === null ? new Map<string, Hit>() : hitsOf(base.tables);
  for (const [anchor, tried] of own) {
    const demand = demandOf(anchor, tried);
    const hit = hits.get(anchor);
    const patterns = [...new Set(tried.map(({ number }) => number))];
    hits.set(
      anchor,
      hit === undefined
        ? { demand, patterns }
        : { demand: joinDemands(hit.demand, demand), patterns: [...hit.patterns, ...patterns] },
    );
  }
  const sorted = [...hits].sort(([a], [b]) => (a < b ? -1 : 1));
  const anchors = sorted.map(([anchor]) => anchor);
  const triedStart = new Int32Array(sorted.length + 1);
  sorted.forEach(([, { patterns }], at) => {
    triedStart[at + 1] = (triedStart[at] as number) + patterns.length;
  });
  return {
    plan: planAutomaton(anchors.map((anchor) => Buffer.from(anchor, 'latin1'))),
    anchors,
    demands: sorted.map(([, { demand }]) => demand),
    triedStart,
    tried: Int32Array.from(sorted.flatMap(([, { patterns }]) => patterns)),
    specificities: Int32Array.from(specificities),
    margin,
  };
};
