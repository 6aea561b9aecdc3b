/** `dockgate rules` and `dockgate explain RULE`: what is looked for, and what to do about it. */
import { GateError } from '../model/error.ts';
import type { Element, Pattern, Rule } from '../model/rule.ts';
import { rulesUnder } from '../policy/catalogue.ts';
import type { Policy } from '../policy/policy.ts';
import { didYouMean } from '../policy/suggest.ts';
import { safeText } from '../report/safe-text.ts';
import { columns, say, type CommandResult } from './command.ts';

const ruleName = ({ provider, name }: Rule): string =>
  provider === 'generic' ? name : `${provider} ${name}`;

/**
 * One line a rule: id, category, severity, confidence, name, by id.
 * @param search Only rules in whose id, provider, name or category it stands; null for all.
 * @returns Exit code 1 where none fits.
 * @throws GateError where the policy names a rule that does not exist.
 */
export function listRules(
  rules: readonly Rule[],
  policy: Policy | null,
  search: string | null,
): CommandResult {
  const wanted = search?.toLowerCase() ?? '';
  const fits = ({ id, provider, name, category }: Rule): boolean =>
    [id, provider, name, category].some((text) => text.toLowerCase().includes(wanted));
  const found = rulesUnder(rules, policy)
    .filter(fits)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = found.map((rule) => [
    rule.id,
    rule.category,
    rule.severity,
    rule.checks.length > 0 ? 'checked' : rule.confidence,
    safeText(ruleName(rule)),
  ]);
  const count = found.length === 1 ? '1 rule' : `${found.length} rules`;
  return say([...columns(rows), count], found.length === 0 ? 1 : 0);
}

/** Alphabets are long; their ends tell enough. */
function alphabetName(alphabet: string): string {
  const has = (text: string): boolean => [...text].every((one) => alphabet.includes(one));
  const names = [
    has('abcdefghijklmnopqrstuvwxyz') ? 'a-z' : has('abcdef') ? 'a-f' : '',
    has('ABCDEFGHIJKLMNOPQRSTUVWXYZ') ? 'A-Z' : has('ABCDEF') ? 'A-F' : '',
    has('0123456789') ? '0-9' : '',
  ].join('');
  const rest = [...new Set(alphabet)].filter(
    (one) => !new RegExp(`[${names || '^\\s\\S'}]`).test(one),
  );
  return `[${names}${rest.join('')}]`;
}

function elementText(element: Element): string {
  switch (element.kind) {
    case 'literal':
      return element.text;
    case 'run': {
      const { min, max } = element;
      return `${alphabetName(element.alphabet)}{${min === max ? min : `${min},${max}`}}`;
    }
    case 'either':
      return `(${element.options.map((option) => option.map(elementText).join('')).join('|')})`;
    case 'maybe':
      return `(${element.elements.map(elementText).join('')})?`;
    case 'secret':
      return element.elements.map(elementText).join('');
  }
}

function patternText(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'anchored': {
      const near = pattern.near === undefined ? '' : ` near ${pattern.near.join(', ')}`;
      return `${pattern.elements.map(elementText).join('')}${near}`;
    }
    case 'named':
      return `${pattern.elements.map(elementText).join('')} behind ${pattern.words.join(', ')}`;
    case 'structure':
      return `the format ${pattern.structure}, known by ${pattern.anchors.join(', ')}`;
    case 'regex':
      return `the regular expression ${pattern.source}`;
  }
}

/** @throws GateError where there is no such rule, with the one that was meant. */
export function explainRule(
  rules: readonly Rule[],
  policy: Policy | null,
  id: string,
): CommandResult {
  const all = rulesUnder(rules, policy);
  const rule = all.find((one) => one.id === id) ?? rules.find((one) => one.id === id);
  if (rule === undefined) {
    const meant =
      didYouMean(
        id,
        all.map((one) => one.id),
      ) || '; dockgate rules lists them';
    throw new GateError(`there is no rule of that id${meant}`);
  }
  const own = policy?.ownRules.find((one) => one.rule.id === id);
  const change = policy?.changes.findLast((one) => one.id === id);
  const place = (origin: { file: string; line: number }): string => `${origin.file}:${origin.line}`;
  const rows: (readonly [string, string])[] = [
    ['kind', `${rule.category}${rule.ai ? ', AI' : ''}`],
    ['severity', rule.severity],
    [
      'confidence',
      rule.checks.length > 0 ? `certain if checked, else ${rule.confidence}` : rule.confidence,
    ],
    ...rule.patterns.map((pattern): [string, string] => ['found by', patternText(pattern)]),
    ...rule.checks.map(({ name, fails }): [string, string] => [
      'checked by',
      `${name}; what fails is ${fails === 'drop' ? 'not reported' : 'only possible'}`,
    ]),
    ['usual names', rule.env.join(', ')],
    ['lives', rule.lifetime],
    ['alive?', rule.verify],
    ['revoke', rule.revoke],
    ['source', own === undefined ? rule.source : place(own.origin)],
    [
      'policy',
      change === undefined
        ? ''
        : `${change.enabled ? `severity ${change.severity ?? rule.severity}` : `switched off: ${change.reason ?? ''}`} (${place(change.origin)})`,
    ],
  ];
  const told = rows
    .filter(([, text]) => text !== '')
    .map(([key, text]) => [`  ${key}`, safeText(text)]);
  return say([`${rule.id}: ${safeText(ruleName(rule))}`, ...columns(told)]);
}
