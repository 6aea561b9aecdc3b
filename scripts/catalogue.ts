/**
 * Measures the catalogue on itself: for every pattern of every rule a well-formed sample in an `.env`
 * with the usual variable, in JSON, in code, and bare; found, and named rightly, by category.
 * `npm run catalogue [-- --misses]`
 */
import { parseArgs } from 'node:util';
import { Finder } from '../src/detect/finder.ts';
import { compileRules } from '../src/detect/ruleset.ts';
import { sampleInContext } from '../src/detect/sample.ts';
import type { Pattern, Rule } from '../src/model/rule.ts';
import { rules } from '../src/rules/index.ts';

const { values } = parseArgs({ options: { misses: { type: 'boolean', default: false } } });

/** A text around the sample; null where the pattern cannot stand so. */
type Setting = (rule: Rule, pattern: Pattern, text: string, secret: string) => string | null;

const variable = (rule: Rule, pattern: Pattern): string =>
  rule.env[0] ??
  `${(pattern.kind === 'named' ? (pattern.words[0] ?? '') : rule.provider).toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_API_KEY`;

/** Whether the secret is all of the sample, so that it can stand behind any name. */
const isBare = (pattern: Pattern, text: string, secret: string): boolean =>
  pattern.kind === 'named' ||
  (pattern.kind === 'anchored' && pattern.near === undefined && text === secret);

const settings: Record<string, Setting> = {
  '.env': (rule, pattern, text, secret) =>
    isBare(pattern, text, secret)
      ? `MODE=1\n${variable(rule, pattern)}=${secret}\nPORT=80\n`
      : `${text}\n`,
  JSON: (rule, pattern, text, secret) =>
    isBare(pattern, text, secret)
      ? `{\n  "${variable(rule, pattern)}": "${secret}",\n  "port": 80\n}\n`
      : null,
  code: (rule, pattern, text, secret) =>
    isBare(pattern, text, secret)
      ? `const ${variable(rule, pattern)} = '${secret}';\nrun();\n`
      : null,
  bare: (_rule, pattern, text, secret) =>
    pattern.kind === 'anchored' && pattern.near === undefined && text === secret
      ? `${secret}\n`
      : null,
};

const ruleSet = compileRules(rules);
const byId = new Map(rules.map((rule) => [rule.id, rule]));
const related = (rule: Rule, id: string): boolean =>
  rule.id === id || rule.related.includes(id) || byId.get(id)?.related.includes(rule.id) === true;

interface Tally {
  tried: number;
  found: number;
  named: number;
}

const misses: string[] = [];

const measure = async (setting: Setting, name: string): Promise<Map<string, Tally>> => {
  const finder = new Finder(ruleSet);
  const cases: { rule: Rule; secret: string }[] = [];
  for (const rule of rules) {
    rule.patterns.forEach((pattern, number) => {
      const sample = sampleInContext(rule, number, 11);
      const text = setting(rule, pattern, sample.text, sample.secret);
      if (text === null) return;
      finder.begin({
        where: 'layer',
        path: name === '.env' ? '.env' : 'file',
        blob: String(cases.length),
      });
      finder.write(Buffer.from(text, 'latin1'));
      finder.end();
      cases.push({ rule, secret: sample.secret });
    });
  }
  const results = new Map(finder.results().map((text) => [text.origin.blob, text.matches]));
  const tallies = new Map<string, Tally>();
  cases.forEach(({ rule, secret }, number) => {
    const tally = tallies.get(rule.category) ?? { tried: 0, found: 0, named: 0 };
    tallies.set(rule.category, tally);
    const names = (results.get(String(number)) ?? [])
      .filter((match) =>
        Buffer.from(match.secret).toString('latin1').includes(secret.slice(0, 200)),
      )
      .map((match) => rules[match.rule]?.id ?? '');
    tally.tried += 1;
    if (names.length > 0) tally.found += 1;
    if (names.some((id) => related(rule, id))) tally.named += 1;
    else
      misses.push(
        `${name}: ${rule.id} ${names.length > 0 ? `named ${names.join()}` : 'not found'}`,
      );
  });
  return tallies;
};

const columns = new Map<string, Map<string, Tally>>();
for (const [name, setting] of Object.entries(settings))
  columns.set(name, await measure(setting, name));

const cell = (tally: Tally | undefined): string =>
  (tally === undefined ? '-' : `${tally.found}/${tally.named} of ${tally.tried}`).padStart(18);
console.log(`${rules.length} rules; found/named rightly of samples tried`);
console.log(''.padEnd(16) + [...columns.keys()].map((name) => name.padStart(18)).join(''));
for (const category of [...new Set(rules.map((rule) => rule.category))].sort()) {
  const cells = [...columns.values()].map((column) => cell(column.get(category)));
  console.log(category.padEnd(16) + cells.join(''));
}
const sum = (column: Map<string, Tally>): Tally =>
  [...column.values()].reduce(
    (a, b) => ({ tried: a.tried + b.tried, found: a.found + b.found, named: a.named + b.named }),
    { tried: 0, found: 0, named: 0 },
  );
console.log('all'.padEnd(16) + [...columns.values()].map((column) => cell(sum(column))).join(''));
if (values.misses) console.log(misses.join('\n'));
