/**
 * Holds the reading of gitleaks' TOML against gitleaks itself: both run its default configuration on
 * the examples of ../shared/vectors, and every finding that only one of them has is listed.
 * `node scripts/compare-gitleaks.ts GITLEAKS GITLEAKS.TOML [--all]`: the program, as built by
 * `go install github.com/zricethezav/gitleaks/v8@latest`, and config/gitleaks.toml of its source.
 * Nothing of gitleaks is part of this project.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Packer } from '../src/detect/batch.ts';
import { leadOf } from '../src/detect/named-file.ts';
import { searchBatch } from '../src/detect/search.ts';
import { isSettings } from '../src/detect/text-kind.ts';
import type { TextOrigin } from '../src/model/text.ts';
import { compileRules } from '../src/detect/ruleset.ts';
import { readGitleaks } from '../src/policy/gitleaks.ts';
import { ownRule } from '../src/policy/own-rules.ts';

interface Vector {
  id: string;
  text: string;
  suffix: string;
}

const [program, configuration] = process.argv.slice(2);
const vectorFile = join(import.meta.dirname, '..', '..', 'shared', 'vectors', 'dev.jsonl.gz');
if (program === undefined || configuration === undefined) {
  console.error('usage: compare-gitleaks.ts GITLEAKS GITLEAKS.TOML [--all]');
  process.exit(2);
}
if (!existsSync(vectorFile)) {
  console.log(`skipped: ${vectorFile} is not here`);
  process.exit(0);
}
const files = gunzipSync(readFileSync(vectorFile))
  .toString('utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Vector)
  .map(({ id, text, suffix }, at) => ({ name: `d${at % 50}/${id}${suffix || '.txt'}`, text }));

/** Findings as `file rule secret`. */
const theirs = (): Set<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'compare-gitleaks-'));
  try {
    for (const { name, text } of files) {
      const path = join(folder, 'in', name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const report = join(folder, 'report.json');
    const flags = ['--no-banner', '--exit-code', '0', '--max-decode-depth', '0', '-l', 'error'];
    const started = performance.now();
    const ran = spawnSync(
      program,
      ['dir', '.', '-c', configuration, '-f', 'json', '-r', report, ...flags],
      { cwd: join(folder, 'in'), stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (ran.status !== 0) throw new Error(`gitleaks ended with ${ran.status}`);
    console.log(`gitleaks: ${Math.round(performance.now() - started)} ms`);
    const found = JSON.parse(readFileSync(report, 'utf8')) as Record<string, string>[];
    return new Set(found.map((one) => JSON.stringify([one['File'], one['RuleID'], one['Secret']])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const ours = (): Set<string> => {
  const read = readGitleaks(configuration, readFileSync(configuration, 'utf8'));
  for (const note of read.notes) console.log(`note: ${note}`);
  const rules = read.rules.flatMap(({ document, line }) => {
    try {
      return [ownRule(document)];
    } catch (error) {
      console.log(`not run: line ${line}, ${document.id}: ${(error as Error).message}`);
      return [];
    }
  });
  console.log(`${rules.length} rules run`);
  const ruleSet = compileRules(rules);
  const found = new Set<string>();
  const { margin } = ruleSet.tables;
  const buffer = new Uint8Array(Math.max(1024 * 1024, 4 * margin + 2));
  // Matches are taken before overlaps are settled, as gitleaks reports them.
  const packer = new Packer(buffer, margin, ({ bytes, fill, segments, texts }) => {
    searchBatch(ruleSet, bytes, fill, segments).forEach(({ matches }, at) => {
      const name = files[texts[at] as number]?.name;
      for (const { rule, secret } of matches) {
        const text = Buffer.from(secret).toString('utf8');
        found.add(JSON.stringify([name, rules[rule]?.id, text]));
      }
    });
  });
  const started = performance.now();
  files.forEach(({ name, text }, number) => {
    const origin: TextOrigin = { where: 'layer', path: name, blob: null };
    const lead = leadOf(origin) ?? '';
    packer.begin(number, isSettings(origin), name);
    packer.write(Buffer.from(lead + text));
    packer.end();
  });
  packer.finish();
  console.log(`dockgate: ${Math.round(performance.now() - started)} ms`);
  return found;
};

/**
 * Without generic findings inside those of another rule: gitleaks drops them itself where both begin
 * on one line, dockgate when it settles overlaps.
 */
const withoutGeneric = (found: Set<string>): Set<string> => {
  const byFile = Map.groupBy(
    [...found].map((one) => JSON.parse(one) as [string, string, string]),
    ([file]) => file,
  );
  const generic = (rule: string): boolean => rule.toLowerCase().includes('generic');
  return new Set(
    [...byFile.values()].flatMap((all) =>
      all
        .filter(
          ([, rule, secret]) =>
            !generic(rule) ||
            !all.some(([, other, whole]) => !generic(other) && whole.includes(secret)),
        )
        .map((one) => JSON.stringify(one)),
    ),
  );
};

const mine = withoutGeneric(ours());
const other = withoutGeneric(theirs());
const only = (a: Set<string>, b: Set<string>): string[] =>
  [...a].filter((one) => !b.has(one)).sort();
const byRule = (list: string[]): string =>
  [...Map.groupBy(list, (one) => String((JSON.parse(one) as string[])[1]))]
    .map(([rule, all]) => `${rule} ${all.length}`)
    .join(', ');
const left = only(other, mine);
const more = only(mine, other);
console.log(`${files.length} files; both find ${[...mine].filter((one) => other.has(one)).length}`);
console.log(`only gitleaks: ${left.length}${left.length > 0 ? ` (${byRule(left)})` : ''}`);
console.log(`only dockgate: ${more.length}${more.length > 0 ? ` (${byRule(more)})` : ''}`);
const shown = process.argv.includes('--all') ? Infinity : 20;
for (const one of left.slice(0, shown)) console.log(`- ${one}`);
for (const one of more.slice(0, shown)) console.log(`+ ${one}`);
