/**
 * Scores the catalogue on the examples that other scanners' test suites say must, and must not, be
 * found: `npm run vectors [-- --misses FILE] [--provider NAME]`. Reads ../shared/vectors, which stands beside the
 * project on its makers' machines only.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Finder } from '../src/detect/finder.ts';
import { compileRules } from '../src/detect/ruleset.ts';
import { rules } from '../src/rules/index.ts';

interface Vector {
  id: string;
  peer: string;
  rule: string;
  provider: string;
  kind: 'positive' | 'negative';
  text: string;
  secret: string | null;
  ai: boolean;
  suffix: string;
}

const { values } = parseArgs({
  options: { misses: { type: 'string' }, provider: { type: 'string' } },
});
const file = join(import.meta.dirname, '..', '..', 'shared', 'vectors', 'dev.jsonl.gz');
if (!existsSync(file)) {
  console.log(`skipped: ${file} is not here`);
  process.exit(0);
}
const vectors = gunzipSync(readFileSync(file))
  .toString('utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Vector)
  .filter((vector) => values.provider === undefined || vector.provider === values.provider);

const ruleSet = compileRules(rules);
const finder = new Finder(ruleSet);
for (const vector of vectors) {
  finder.begin({ where: 'layer', path: `${vector.id}${vector.suffix || '.txt'}`, blob: vector.id });
  finder.write(Buffer.from(vector.text));
  finder.end();
}
const found = new Map(finder.results().map((text) => [text.origin.blob, text.matches]));

const overlaps = (vector: Vector): boolean => {
  const matches = found.get(vector.id) ?? [];
  if (vector.secret === null) return matches.length > 0;
  const start = Buffer.from(vector.text).indexOf(vector.secret);
  const end = start + Buffer.byteLength(vector.secret);
  return matches.some((m) => m.offset < end && m.offset + m.length > start);
};

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

/** Mean over rules of the share of their positives for which `hit` holds. */
const meanOverRules = (list: Vector[], hit: (vector: Vector) => boolean): string => {
  const byRule = Map.groupBy(list, (vector) => `${vector.peer}/${vector.rule}`);
  let sum = 0;
  for (const group of byRule.values()) sum += group.filter(hit).length / group.length;
  return percent(sum, byRule.size);
};

const flagged = (vector: Vector): boolean => found.has(vector.id);
const row = (name: string, list: Vector[]): void => {
  const positives = list.filter((vector) => vector.kind === 'positive');
  const negatives = list.filter((vector) => vector.kind === 'negative');
  console.log(
    [
      name.padEnd(26),
      percent(positives.filter(flagged).length, positives.length).padStart(8),
      meanOverRules(positives, flagged).padStart(10),
      meanOverRules(positives, overlaps).padStart(12),
      percent(negatives.filter(flagged).length, negatives.length).padStart(12),
    ].join(' '),
  );
};

console.log(`${rules.length} rules, ${vectors.length} vectors`);
console.log('                           positives  rule mean  mean overlap   negatives');
row('all', vectors);
row(
  'AI',
  vectors.filter((vector) => vector.ai),
);
row(
  'without trufflehog',
  vectors.filter((vector) => vector.peer !== 'trufflehog'),
);
for (const peer of [...new Set(vectors.map((vector) => vector.peer))].sort()) {
  row(
    peer,
    vectors.filter((vector) => vector.peer === peer),
  );
}

if (values.misses !== undefined) {
  const lines = vectors
    .filter((vector) => (vector.kind === 'positive') !== flagged(vector))
    .map((vector) =>
      JSON.stringify({
        ...vector,
        by: (found.get(vector.id) ?? []).map((match) => rules[match.rule]?.id),
      }),
    );
  writeFileSync(values.misses, `${lines.join('\n')}\n`);
}
