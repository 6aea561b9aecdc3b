/** Tables that were worked out before, or in part, are those that a run would work out itself. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bundleRules, readBundledRules } from '../../src/detect/bundled-rules.ts';
import { knownValueRules } from '../../src/detect/known-values.ts';
import { packRules, unpackRules } from '../../src/detect/packed-rules.ts';
import { openRules } from '../../src/detect/ruleset.ts';
import { compileTables, type TabledRules } from '../../src/detect/tables.ts';
import type { Rule } from '../../src/model/rule.ts';
import { ownRule } from '../../src/policy/own-rules.ts';
import { rules } from '../../src/rules/index.ts';

const builtIn: TabledRules = { rules, tables: compileTables(rules) };

const tabled = (list: readonly Rule[]): TabledRules => ({
  rules: list,
  tables: compileTables(list),
});

describe('the text in the bundle', () => {
  const text = bundleRules(builtIn);

  test('holds the rules, and the tables that they compile to', () => {
    expect(readBundledRules(text)).toEqual(builtIn);
  });

  test('is the same whenever it is made', () => {
    expect(bundleRules(tabled(rules))).toBe(text);
  });

  test('makes a rule set that finds by the same automaton', () => {
    const [read, made] = [readBundledRules(text), builtIn].map(openRules);
    expect(read?.automaton).toEqual(made?.automaton);
    expect(read?.vetoes).toEqual(made?.vetoes);
    const facts = (set: typeof made): unknown =>
      set?.patterns.map(({ rule, pattern, specificity }) => ({ rule, pattern, specificity }));
    expect(facts(read)).toEqual(facts(made));
  });
});

describe('tables of more rules than are known', () => {
  const value = Buffer.from('Zq8vT1mWc4Lr7Yx2');
  const known = knownValueRules([{ name: 'DEPLOY_TOKEN', value, found: false }]).rules;
  const own = ownRule({ id: 'own', regex: 'SK[0-9a-f]{32}' });

  test('are those of all of them, wherever the known ones end', () => {
    const all = [...rules.slice(0, 60), ...known, own, ...rules.slice(1500, 1560)];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: all.length }), (cut) => {
        expect(compileTables(all, tabled(all.slice(0, cut)))).toEqual(compileTables(all));
      }),
    );
  });

  test('are those of all of them, for the built-in ones', () => {
    const all = [...rules, ...known, own];
    expect(compileTables(all, builtIn)).toEqual(compileTables(all));
  });

  test('share an anchor that known rules have in another spelling', () => {
    const [first] = rules.filter(({ patterns }) =>
      patterns.some(({ kind }) => kind === 'anchored'),
    );
    const spelt = (text: string): Rule => ({
      ...(first as Rule),
      patterns: [{ kind: 'anchored', elements: [{ kind: 'literal', text, fold: false }] }],
    });
    for (const texts of [
      ['TOYkey_', 'TOYkey_'],
      ['TOYkey_', 'toyKEY_'],
      ['TOYkey_', 'toykey_'],
    ]) {
      const all = texts.map(spelt);
      expect(compileTables(all, tabled(all.slice(0, 1)))).toEqual(compileTables(all));
    }
  });

  test('are the known ones themselves where a policy changes no more than how severe a rule is', () => {
    const changed = rules.map((rule, at) =>
      at === 7 ? { ...rule, severity: 'low' as const } : rule,
    );
    expect(compileTables(changed, builtIn)).toBe(builtIn.tables);
    expect(compileTables(changed)).toEqual(builtIn.tables);
  });

  test('are worked out anew where a rule is left out or searched differently', () => {
    const without = rules.filter((_, at) => at !== 7);
    expect(compileTables(without, builtIn)).toEqual(compileTables(without));
    const surer = rules.map((rule, at) =>
      at === 7 ? { ...rule, confidence: 'possible' as const } : rule,
    );
    expect(compileTables(surer, builtIn)).toEqual(compileTables(surer));
  });
});

describe('a rule set on its way to a thread', () => {
  // The thread has rules of its own, equal but not the same objects.
  const there = structuredClone(builtIn);
  const send = (set: TabledRules): TabledRules =>
    unpackRules(structuredClone(packRules(set, builtIn)), there);

  test('is nothing where it is the built-in one', () => {
    expect(packRules(builtIn, builtIn)).toBeNull();
    expect(send(builtIn)).toBe(there);
  });

  test('arrives as it was', () => {
    const changed = rules
      .filter((_, at) => at % 3 > 0)
      .map((rule, at) => (at === 7 ? { ...rule, severity: 'low' as const } : rule));
    expect(send(tabled(changed))).toEqual(tabled(changed));
  });
});
