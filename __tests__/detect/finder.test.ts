import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Finder } from '../../src/detect/finder.ts';
import { compileRules } from '../../src/detect/ruleset.ts';
import { sampleInContext } from '../../src/detect/sample.ts';
import type { Rule } from '../../src/model/rule.ts';
import { alnum, anchored, hex, named, rule, run, secret } from '../../src/rules/format.ts';
import { probe } from './probe.ts';

const toys: Rule[] = [
  rule({ ...probe, id: 'toy-anchored', patterns: [anchored('toy_', run(alnum, 24))] }),
  rule({ ...probe, id: 'toy-named', patterns: [named(['toybox'], run(hex, 32))] }),
  rule({
    ...probe,
    id: 'toy-url',
    patterns: [anchored('toy://', run(alnum, 1, 8), ':', secret(run(alnum, 12, 20)), '@')],
  }),
];
const toySet = compileRules(toys);

/** Everything that tells one match from another, as lines. */
const find = async (
  texts: Buffer[],
  batchBytes: number,
  chunk: (text: Buffer) => Buffer[],
): Promise<string[]> => {
  const finder = new Finder(toySet, batchBytes);
  texts.forEach((text, number) => {
    finder.begin({ where: 'layer', path: `${number}`, blob: null });
    for (const part of chunk(text)) finder.write(part);
    finder.end();
  });
  const results = finder.results();
  return results.flatMap(({ origin, matches }) =>
    matches.map((m) =>
      [
        origin.path,
        toys[m.rule]?.id,
        m.offset,
        m.length,
        m.line,
        m.column,
        Buffer.from(m.secret),
      ].join(),
    ),
  );
};

const whole = (text: Buffer): Buffer[] => [text];

const filler = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abtoy_ =\n:/@'), maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'ab \n'), minLength: 300, maxLength: 3000 }),
);
const planted = fc
  .tuple(fc.constantFrom(0, 1, 2), fc.nat(1000))
  .map(([number, seed]) => ` ${sampleInContext(toys[number] as Rule, 0, seed).text} `);
const text = fc
  .array(fc.oneof(filler, planted), { maxLength: 8 })
  .map((parts) => Buffer.from(parts.join('')));

describe('the finder', () => {
  test('finds the same in any batch size and any chunks as in one piece', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 6 }),
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 0, max: 5000 }),
        async (texts, chunkBytes, more) => {
          const expected = await find(texts, 1 << 20, whole);
          const chunks = (all: Buffer): Buffer[] => {
            const parts: Buffer[] = [];
            for (let at = 0; at < all.length; at += chunkBytes)
              parts.push(all.subarray(at, at + chunkBytes));
            return parts;
          };
          expect(await find(texts, 4 * toySet.tables.margin + 2 + more, chunks)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('finds a secret at every place of a boundary between batches', async () => {
    const { text: sample, secret: key } = sampleInContext(toys[0] as Rule, 0, 7);
    const batch = 4 * toySet.tables.margin + 2;
    for (let at = batch - 2 * toySet.tables.margin - 40; at < batch + 40; at += 1) {
      const all = Buffer.from(`${'.'.repeat(at - 1)}\n${sample}\n${'.'.repeat(3000)}`);
      expect(await find([all], batch, whole)).toEqual([
        `0,toy-anchored,${at},${key.length},2,1,${key}`,
      ]);
    }
  });

  test('counts lines and columns over many pieces', async () => {
    const { text: sample } = sampleInContext(toys[0] as Rule, 0, 3);
    const lines = Array.from({ length: 2000 }, (_, n) =>
      n === 1500 ? `  x=${sample}` : `line ${n}`,
    );
    const [match] = await find(
      [Buffer.from(lines.join('\n'))],
      4 * toySet.tables.margin + 2,
      whole,
    );
    expect(match?.split(',').slice(4, 6)).toEqual(['1501', '5']);
  });

  test('does not count the lead of a text, nor report what lies in it', async () => {
    const { text: sample } = sampleInContext(toys[0] as Rule, 0, 3);
    const finder = new Finder(toySet);
    finder.begin({
      where: 'config',
      path: '/config/Labels/a',
      blob: null,
      lead: sample.length + 1,
    });
    finder.write(Buffer.from(`${sample}=${sample}`));
    finder.end();
    const [found] = finder.results();
    expect(found?.matches.map((m) => [m.offset, m.line, m.column])).toEqual([[0, 1, 1]]);
  });

  test('keeps texts of a fork apart from the text that is open', async () => {
    const { text: sample } = sampleInContext(toys[0] as Rule, 0, 3);
    const finder = new Finder(toySet);
    finder.begin({ where: 'layer', path: 'outer', blob: null });
    finder.write(Buffer.from(sample.slice(0, 10)));
    const fork = finder.fork();
    fork.begin({ where: 'layer', path: 'inner', blob: null });
    fork.write(Buffer.from(sample));
    fork.end();
    finder.write(Buffer.from(sample.slice(10)));
    finder.end();
    const found = finder.results();
    expect(found.map((t) => t.origin.path)).toEqual(['outer', 'inner']);
  });
});
