/** A rule set on its way to a thread that has the built-in rules by itself: those by number, others in full. */
import type { Rule } from '../model/rule.ts';
import type { TabledRules, Tables } from './tables.ts';

/** Null for the built-in ones as they are. */
export type PackedRules = { rules: readonly (number | Rule)[]; tables: Tables } | null;

/** @param known The rules that the thread has, the very objects. */
export const packRules = ({ rules, tables }: TabledRules, known: TabledRules): PackedRules => {
  if (rules === known.rules) return null;
  const numbers = new Map(known.rules.map((rule, number) => [rule, number]));
  return { rules: rules.map((rule) => numbers.get(rule) ?? rule), tables };
};

/** @param known The same rules in the same order as `packRules` was told. */
export const unpackRules = (packed: PackedRules, known: TabledRules): TabledRules =>
  packed === null
    ? known
    : {
        rules: packed.rules.map((rule) =>
          typeof rule === 'number' ? (known.rules[rule] as Rule) : rule,
        ),
        tables: packed.tables,
      };
