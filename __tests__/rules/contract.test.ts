/** What every rule must hold, whoever wrote it. All texts of a check go through one search. */
import { describe, expect, test } from '@jest/globals';
import { Finder } from '../../src/detect/finder.ts';
import { compileRules } from '../../src/detect/ruleset.ts';
import { sampleInContext } from '../../src/detect/sample.ts';
import type { Rule } from '../../src/model/rule.ts';
import { rules } from '../../src/rules/index.ts';

const ruleSet = compileRules(rules);

interface Case {
  rule: Rule;
  pattern: number;
  text: string;
  /** The secret, to tell that the match is at its place. */
  secret: string;
}

interface Found {
  rule: string;
  confidence: string;
  secret: string;
}

const search = async (texts: string[]): Promise<Found[][]> => {
  const finder = new Finder(ruleSet);
  texts.forEach((text, number) => {
    finder.begin({ where: 'layer', path: `${number}`, blob: null });
    finder.write(Buffer.from(text, 'latin1'));
    finder.end();
  });
  const results: Found[][] = texts.map(() => []);
  for (const { origin, matches } of finder.results()) {
    results[Number(origin.path)] = matches.map((match) => ({
      rule: rules[match.rule]?.id ?? '',
      confidence: match.confidence,
      secret: Buffer.from(match.secret).toString('latin1'),
    }));
  }
  return results;
};

const seeds = [1, 2, 3];
const samples: Case[] = rules.flatMap((rule) =>
  rule.patterns.flatMap((_, pattern) =>
    seeds.map((seed) => ({ rule, pattern, ...sampleInContext(rule, pattern, seed) })),
  ),
);

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** Whether the rule itself, or one declared related to it from either side, is meant. */
const sameFamily = (rule: Rule, id: string): boolean =>
  rule.id === id || rule.related.includes(id) || byId.get(id)?.related.includes(rule.id) === true;

/** The cases in which the rule (or one it is related to) did not find the secret. */
const missed = async (cases: Case[]): Promise<string[]> => {
  const results = await search(cases.map((one) => one.text));
  return cases
    .filter((one, number) => {
      return !results[number]?.some((f) => sameFamily(one.rule, f.rule) && f.secret === one.secret);
    })
    .map((one) => `${one.rule.id} #${one.pattern}`);
};

/** What only a document or a line of its own holds has no place in quotes or between tags. */
const isInline = ({ rule, pattern }: Case): boolean => rule.patterns[pattern]?.kind !== 'structure';

const around = (before: string, after: string): Case[] =>
  samples
    .filter(
      (one) =>
        isInline(one) ||
        /^[\r\n ]*$/.test(before.replace('first line', '') + after.replace('last line', '')),
    )
    .map((one) => ({ ...one, text: before + one.text + after }));

describe('every rule', () => {
  test('has an id of its own, a provider, a way to revoke and a source', () => {
    const ids = rules.map((rule) => rule.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))).toEqual([]);
    const bare = rules.filter((r) => !r.provider || !r.name || !r.revoke || !r.source);
    expect(bare.map((rule) => rule.id)).toEqual([]);
    expect(rules.filter((rule) => rule.patterns.length === 0).map((rule) => rule.id)).toEqual([]);
  });

  test('names only rules that exist as related or companion', () => {
    const ids = new Set(rules.map((rule) => rule.id));
    const named = rules.flatMap((r) => [...r.related, ...(r.companion ? [r.companion.rule] : [])]);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  test.each([
    ['alone', '', ''],
    ['between blanks', '   ', '   '],
    ['on a line of its own, with CRLF', 'first line\r\n', '\r\nlast line'],
    ['in quotes', '"', '"'],
    ['in apostrophes, with a comma', "['", "', 1]"],
    ['behind an escaped line end', 'text\\n', '\\n'],
    ['in a shell line', 'export A=1; ', '; true'],
    ['between tags', '<value>', '</value>'],
  ])('finds its sample %s', async (_name, before, after) => {
    expect(await missed(around(before, after))).toEqual([]);
  });

  test('finds two samples in one text', async () => {
    const twice = samples.map((one) => {
      const more = sampleInContext(one.rule, one.pattern, 99);
      return { ...one, text: `${more.text}\n${one.text}` };
    });
    expect(await missed(twice)).toEqual([]);
  });

  test('does not find a sample inside a longer word', async () => {
    const glued = samples.filter(({ rule, pattern }) => {
      const shape = rule.patterns[pattern];
      return (
        shape?.kind === 'anchored' && /^[A-Za-z0-9]/.test(sampleInContext(rule, pattern, 1).secret)
      );
    });
    const results = await search(glued.map((one) => `zZ9${one.secret}`));
    const wrong = glued.filter((one, number) =>
      results[number]?.some((f) => f.rule === one.rule.id && f.secret === one.secret),
    );
    expect(wrong.map((one) => one.rule.id)).toEqual([]);
  });

  test('is not certain of a sample whose checksum is damaged', async () => {
    const checked = samples.filter(
      ({ rule, pattern }) =>
        rule.patterns[pattern]?.kind !== 'structure' &&
        rule.checks.some((c) => c.name.endsWith('-crc')),
    );
    const damaged = checked.map((one) => {
      const at = one.secret.length - 8;
      const other = one.secret.charAt(at) === 'a' ? 'b' : 'a';
      const secret = one.secret.slice(0, at) + other + one.secret.slice(at + 1);
      return one.text.replace(one.secret, () => secret);
    });
    const results = await search(damaged);
    const sure = checked.filter((one, number) =>
      results[number]?.some((f) => f.rule === one.rule.id && f.confidence === 'certain'),
    );
    expect(sure.map((one) => one.rule.id)).toEqual([]);
  });

  test('does not report what another rule reports, unless it says that they are related', async () => {
    const results = await search(samples.map((one) => one.text));
    const stolen = samples.flatMap((one, number) =>
      (results[number] ?? [])
        .filter((f) => f.secret === one.secret && !sameFamily(one.rule, f.rule))
        .map((f) => `${one.rule.id} #${one.pattern} is reported as ${f.rule}`),
    );
    expect(stolen).toEqual([]);
  });
});
