/** Writes docs/rules.md from the rules, by category, with counts. `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../src/rules/index.ts';
import type { Pattern, Rule } from '../src/model/rule.ts';
import { describePattern } from './describe-pattern.ts';

const target = join(import.meta.dirname, '..', 'docs', 'rules.md');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => `\`${cell(text)}\``;

const foundBy = (patterns: readonly Pattern[]): string =>
  [...new Set(patterns.map(describePattern))].map(code).join('<br>');

const row = (rule: Rule): string =>
  [
    '',
    code(rule.id),
    cell(rule.provider),
    cell(rule.name),
    rule.severity,
    foundBy(rule.patterns),
    rule.checks.map((check) => code(check.name)).join(' '),
    cell(rule.lifetime),
    cell(rule.revoke),
    '',
  ].join(' | ');

const byCategory = Map.groupBy(
  [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)),
  (rule) => rule.category,
);
const categories = [...byCategory.keys()].sort();
const providers = new Set(rules.map((rule) => rule.provider));
const ai = rules.filter((rule) => rule.ai);

const text = `# Rules

Generated from \`src/rules/\` by \`npm run generate\`: do not edit.

${rules.length} kinds of credential of ${providers.size} providers; ${ai.length} kinds of ${new Set(ai.map((rule) => rule.provider)).size} AI providers.

| category | kinds |
| --- | --- |
${categories.map((name) => `| [${name}](#${name}) | ${byCategory.get(name)?.length ?? 0} |`).join('\n')}

${categories
  .map(
    (name) => `## ${name}

| rule | provider | credential | severity | found by | checked by | lives | revoke |
| --- | --- | --- | --- | --- | --- | --- | --- |
${(byCategory.get(name) ?? []).map((rule) => row(rule).trim()).join('\n')}
`,
  )
  .join('\n')}`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('docs/rules.md is stale: run npm run generate');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}
