/**
 * From a user's own rule to a rule of the search, checked when it is read: the engine takes its
 * patterns, something in it can be searched for, its samples come out as it says.
 */
import { compileLinear, compileRegex, RegexRefused } from '../detect/regex.ts';
import { shapeOf, type RegexShape } from '../detect/regex-shape.ts';
import { RegexWindows } from '../detect/regex-windows.ts';
import type { RegexPattern, Rule } from '../model/rule.ts';
import type { OwnRuleDocument } from './rule-schema.ts';

/** What is wrong with a rule, and where in it: steps from the rule to the offence. */
export class RuleRefused extends Error {
  override readonly name = 'RuleRefused';
  readonly path: readonly PropertyKey[];
  /** True where the pattern is fine and only cannot be searched for. */
  readonly unsearchable: boolean;

  constructor(reason: string, path: readonly PropertyKey[], unsearchable = false) {
    super(reason);
    this.path = path;
    this.unsearchable = unsearchable;
  }
}

/** Bytes of a fixed text by which a match can be found. */
const SHORTEST_ANCHOR = 2;

/** How far a match may reach where the pattern does not tell, and a keyword lie from its match. */
const DEFAULT_REACH = 4096;

/** `\b` and `$` look at what stands around a match. */
const CONTEXT = 16;

/** Single-character steps of one pattern, repetitions unrolled; bounds the cost of a byte. */
const LARGEST_PROGRAM = 20_000;

/** Compiles a pattern, or tells where in the rule it stands and at which character it is wrong. */
function accept(source: string, path: readonly PropertyKey[]): ReturnType<typeof compileLinear> {
  const size = (): number => shapeOf(source).size;
  try {
    const compiled = compileLinear(source);
    if (size() <= LARGEST_PROGRAM) return compiled;
  } catch (error) {
    if (!(error instanceof RegexRefused)) throw error;
    const where = `at character ${error.character} of the pattern`;
    throw new RuleRefused(`${where}: ${error.message} (RE2 syntax)`, path);
  }
  throw new RuleRefused('the pattern is too large; repeat less', path);
}

const folded = (text: string): string => Buffer.from(text).toString('latin1').toLowerCase();

interface Anchoring {
  anchors: string[];
  /** Whether every match holds an anchor. */
  inside: boolean;
}

/** By what the matches of a pattern are found. */
function anchoring(shape: RegexShape, keywords: readonly string[]): Anchoring {
  const words = keywords.map(folded);
  const shortest = (texts: readonly string[]): number =>
    Math.min(...texts.map((text) => text.length));
  const literals =
    shape.literals !== null && shortest(shape.literals) >= SHORTEST_ANCHOR ? shape.literals : null;
  const inside =
    literals?.every((literal) => words.some((word) => literal.includes(word))) ?? false;
  if (literals !== null && (inside || words.length === 0 || shortest(words) < SHORTEST_ANCHOR)) {
    return { anchors: literals, inside: true };
  }
  if (words.length > 0 && shortest(words) >= SHORTEST_ANCHOR)
    return { anchors: words, inside: false };
  const what =
    words.length === 0
      ? 'no text of two characters or more stands in every match, so every byte would have to go through it; give keywords'
      : 'a keyword of one character stands almost everywhere; give longer ones';
  throw new RuleRefused(what, [words.length === 0 ? 'regex' : 'keywords'], true);
}

function patternOf(rule: OwnRuleDocument): RegexPattern {
  const compiled = accept(rule.regex, ['regex']);
  const shape = shapeOf(rule.regex);
  if (shape.max === 0)
    throw new RuleRefused('the pattern matches nothing but the empty text', ['regex']);
  const group = rule['secret-group'] ?? null;
  if (group !== null && group > compiled.groupCount()) {
    const what = `the pattern has ${compiled.groupCount()} capture groups`;
    throw new RuleRefused(what, ['secret-group']);
  }
  if (rule.path !== undefined) accept(rule.path, ['path']);
  const allow = (rule.allow ?? []).map((part, at) => {
    part.regexes?.forEach((source, i) => accept(source, ['allow', at, 'regexes', i]));
    part.paths?.forEach((source, i) => accept(source, ['allow', at, 'paths', i]));
    return {
      all: part.condition === 'all',
      target: part.target ?? 'secret',
      regexes: part.regexes ?? [],
      stopwords: part.stopwords ?? [],
      paths: part.paths ?? [],
    };
  });
  const { anchors, inside } = anchoring(shape, rule.keywords ?? []);
  const bounded = shape.max <= (rule.longest ?? DEFAULT_REACH);
  const longest = bounded ? shape.max : (rule.longest ?? DEFAULT_REACH);
  return {
    kind: 'regex',
    anchors,
    source: rule.regex,
    group: group === 0 ? 0 : group,
    entropy: rule.entropy ?? 0,
    path: rule.path ?? null,
    allow,
    reach: (inside ? longest : Math.max(longest, DEFAULT_REACH)) + CONTEXT,
    bounded,
  };
}

/** Whether the rule finds something in a sample, wherever that may lie. */
function finds(pattern: RegexPattern, sample: string): boolean {
  const bytes = Buffer.from(sample);
  const text = { start: 0, end: bytes.length, path: '' };
  const haystack = bytes.toString('latin1').toLowerCase();
  const hits: { start: number; end: number }[] = [];
  for (const anchor of pattern.anchors) {
    for (let at = haystack.indexOf(anchor); at >= 0; at = haystack.indexOf(anchor, at + 1)) {
      hits.push({ start: at, end: at + anchor.length });
    }
  }
  const windows = new RegexWindows();
  hits.sort((a, b) => a.end - b.end);
  for (const hit of hits) windows.add(0, 0, { ...hit, reach: pattern.reach }, text);
  const search = compileRegex({ ...pattern, path: null });
  return windows.list().some(({ from, to }) => search(bytes, from, to, text).length > 0);
}

/**
 * @throws RuleRefused where the engine cannot run it, nothing in it can be searched for, or a sample
 *   does not come out as told.
 */
export function ownRule(rule: OwnRuleDocument): Rule {
  const pattern = patternOf(rule);
  const wrong = (key: 'must-match' | 'must-not-match', wanted: boolean): number =>
    rule[key]?.findIndex((sample) => finds(pattern, sample) !== wanted) ?? -1;
  const missed = wrong('must-match', true);
  if (missed >= 0) throw new RuleRefused('this sample is not found', ['must-match', missed]);
  const hit = wrong('must-not-match', false);
  if (hit >= 0)
    throw new RuleRefused('this sample is found and must not be', ['must-not-match', hit]);
  return {
    id: rule.id,
    provider: rule.provider ?? 'generic',
    name: rule.name ?? rule.id,
    category: 'generic',
    ai: false,
    severity: rule.severity ?? 'high',
    confidence: rule.confidence ?? 'likely',
    patterns: [pattern],
    checks: [],
    companion: null,
    lifetime: 'unknown',
    verify: '',
    revoke: rule.revoke ?? 'revoke it where it was issued',
    env: [],
    source: 'the policy',
    related: [],
  };
}
