/**
 * How often each anchor is hit in an archive or folder of ordinary files, and how many patterns that
 * makes try: the rarity that the choice of anchors goes by. Usage: node scripts/anchor-hits.ts FILE...
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { findAnchors, Hits } from '../src/detect/anchors.ts';
import { compileRules } from '../src/detect/ruleset.ts';
import { rules } from '../src/rules/index.ts';

const MOST = 40;
const ruleSet = compileRules(rules);
const { automaton, anchorLengths, anchorPatterns, patterns } = ruleSet;
const counts = new Float64Array(anchorLengths.length);
const texts = new Map<number, string>();
const block = new Uint8Array(4 * 1024 * 1024);
const hits = new Hits();
let total = 0;
for (const path of process.argv.slice(2)) {
  const file = openSync(path, 'r');
  for (let count = readSync(file, block); count > 0; count = readSync(file, block)) {
    total += count;
    findAnchors(automaton, block, 0, count, hits);
    for (let hit = 0; hit < hits.count; hit += 1) {
      const state = hits.states[hit] ?? 0;
      const stop = automaton.outputStart[state + 1] ?? 0;
      for (let out = automaton.outputStart[state] ?? 0; out < stop; out += 1) {
        const anchor = automaton.outputs[out] ?? 0;
        counts[anchor] = (counts[anchor] ?? 0) + 1;
        if (!texts.has(anchor)) {
          const end = hits.ends[hit] ?? 0;
          texts.set(
            anchor,
            Buffer.from(block.subarray(end - (anchorLengths[anchor] ?? 0), end))
              .toString('latin1')
              .toLowerCase(),
          );
        }
      }
    }
  }
  closeSync(file);
}
const perGigabyte = (count: number): number => Math.round(count / (total / 1e9));
const order = [...counts.keys()].sort(
  (a, b) =>
    (counts[b] ?? 0) * (anchorPatterns[b]?.length ?? 0) -
    (counts[a] ?? 0) * (anchorPatterns[a]?.length ?? 0),
);
console.log(
  `${counts.length} anchors, ${perGigabyte(counts.reduce((a, b) => a + b, 0))} hits per GB in ${Math.round(total / 1e6)} MB`,
);
for (const anchor of order.slice(0, MOST)) {
  const tried = anchorPatterns[anchor] ?? [];
  const ids = [
    ...new Set([...tried].map((number) => rules[patterns[number]?.rule ?? 0]?.id ?? '')),
  ];
  console.log(
    `${String(perGigabyte(counts[anchor] ?? 0)).padStart(9)} x ${String(tried.length).padStart(2)}  ${texts.get(anchor) ?? ''}  (${ids.slice(0, 4).join(', ')}${ids.length > 4 ? ', …' : ''})`,
  );
}
