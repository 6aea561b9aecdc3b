/** Rules on their way to a thread that has the built-in ones by itself: those by number, others in full. */
import type { Rule } from '../model/rule.ts';

export type PackedRules = readonly (number | Rule)[];

/** @param known The rules that the thread has, the very objects. */
export const packRules = (rules: readonly Rule[], known: readonly Rule[]): PackedRules => {
  const numbers = new Map(known.map((rule, number) => [rule, number]));
  return rules.map((rule) => numbers.get(rule) ?? rule);
};

/** @param known The same rules in the same order as `packRules` was told. */
export const unpackRules = (packed: PackedRules, known: readonly Rule[]): Rule[] =>
  packed.map((rule) => (typeof rule === 'number' ? (known[rule] as Rule) : rule));
