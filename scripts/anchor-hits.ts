/**
 * How often each anchor is hit in an archive or folder of ordinary files, and how many patterns that
 * makes try: the rarity that the choice of anchors goes by. Usage: node scripts/anchor-hits.ts FILE...
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { findAnchors } from '../src/detect/find-anchors.ts';
import { compileRules } from '../src/detect/ruleset.ts';
import { rules } from '../src/rules/index.ts';

const MOST = 40;
const ruleSet = compileRules(rules);
const { automaton, patterns } = ruleSet;
const { triedStart, tried } = ruleSet.tables;
const triedAt = (anchor: number): Int32Array =>
  tried.subarray(triedStart[anchor], triedStart[anchor + 1]);
const texts = automaton.anchors.map((anchor) => Buffer.from(anchor).toString('latin1'));
const counts = new Float64Array(texts.length);
const block = new Uint8Array(4 * 1024 * 1024);
let total = 0;
for (const path of process.argv.slice(2)) {
  const file = openSync(path, 'r');
  for (let count = readSync(file, block); count > 0; count = readSync(file, block)) {
    total += count;
    findAnchors(automaton, block, 0, count, (_, anchor) => {
      counts[anchor] = (counts[anchor] ?? 0) + 1;
    });
  }
  closeSync(file);
}
const perGigabyte = (count: number): number => Math.round(count / (total / 1e9));
const order = [...counts.keys()].sort(
  (a, b) => (counts[b] ?? 0) * triedAt(b).length - (counts[a] ?? 0) * triedAt(a).length,
);
console.log(
  `${counts.length} anchors, ${perGigabyte(counts.reduce((a, b) => a + b, 0))} hits per GB in ${Math.round(total / 1e6)} MB`,
);
for (const anchor of order.slice(0, MOST)) {
  const here = triedAt(anchor);
  const ids = [...new Set([...here].map((number) => rules[patterns[number]?.rule ?? 0]?.id ?? ''))];
  console.log(
    `${String(perGigabyte(counts[anchor] ?? 0)).padStart(9)} x ${String(here.length).padStart(2)}  ${texts.at(anchor) ?? ''}  (${ids.slice(0, 4).join(', ')}${ids.length > 4 ? ', …' : ''})`,
  );
}
