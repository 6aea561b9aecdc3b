/**
 * Writes the tables of inputs and outputs in README.md from action.yml, the one source of both.
 * `--check` only compares, and also that the Action reads exactly the inputs that it declares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Input {
  description: string;
  required?: boolean;
  default?: string;
}

const root = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

const action = parse(read('action.yml')) as {
  inputs: Record<string, Input>;
  outputs: Record<string, { description: string }>;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();

/** A default that the description does not tell in words. */
const defaultOf = ({ default: value }: Input): string =>
  value === undefined || value === '' ? '' : `\`${value}\``;

const inputs = Object.entries(action.inputs).map(
  ([name, input]) =>
    `| \`${name}\` | ${cell(input.description)}${input.required ? ' Required.' : ''} | ${defaultOf(input)} |`,
);
const outputs = Object.entries(action.outputs).map(
  ([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
);
const tables: Record<string, string> = {
  inputs: ['| input | meaning | default |', '| --- | --- | --- |', ...inputs].join('\n'),
  outputs: ['| output | meaning |', '| --- | --- |', ...outputs].join('\n'),
};

const readme = read('README.md');
let text = readme;
for (const [name, table] of Object.entries(tables)) {
  const begin = `<!-- ${name}: by scripts/action-docs.ts from action.yml -->`;
  const end = `<!-- end of ${name} -->`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`README.md has no place for ${name}: it needs "${begin}" and "${end}"`);
  }
  text = `${before}${begin}\n${table}\n${end}${after}`;
}

/** Names that src/host/runner.ts asks the runner for. */
const asked = new Set(
  [...read('src/host/runner.ts').matchAll(/\binput\('([\w-]+)'\)/g)].map((match) => match[1] ?? ''),
);
const declared = new Set(Object.keys(action.inputs));
const unknown = [...asked].filter((name) => !declared.has(name));
const unread = [...declared].filter((name) => !asked.has(name));

if (process.argv.includes('--check')) {
  if (text !== readme) console.error('README.md is stale: run npm run generate');
  if (unknown.length > 0) console.error(`action.yml does not declare: ${unknown.join(', ')}`);
  if (unread.length > 0) console.error(`src/host/runner.ts does not read: ${unread.join(', ')}`);
  if (text !== readme || unknown.length + unread.length > 0) process.exitCode = 1;
} else {
  writeFileSync(join(root, 'README.md'), text);
}
