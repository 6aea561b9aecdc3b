/** The rules of a run: dockgate's own as the policy changes them, and the user's. */
import { GateError } from '../model/error.ts';
import type { Rule } from '../model/rule.ts';
import type { Origin, Policy } from './policy.ts';
import { didYouMean } from './suggest.ts';

const at = ({ file, line }: Origin): string => `${file}:${line}`;

/**
 * @param rules Dockgate's own.
 * @throws GateError where the policy names a rule that does not exist, or one of its own twice.
 */
export function rulesUnder(rules: readonly Rule[], policy: Policy | null): Rule[] {
  if (policy === null) return [...rules];
  const all = new Map(rules.map((rule) => [rule.id, rule]));
  for (const { origin, rule } of policy.ownRules) {
    const known = all.has(rule.id);
    // Files of gitleaks use names that dockgate may use too; a policy can choose another.
    const id = known && !/\.ya?ml$/i.test(origin.file) ? `gitleaks:${rule.id}` : rule.id;
    if (all.has(id)) {
      throw new GateError(`${at(origin)}: there is a rule ${id} already; choose another id`);
    }
    all.set(id, { ...rule, id });
  }
  for (const { origin, id, enabled, severity } of policy.changes) {
    const rule = all.get(id);
    if (rule === undefined) {
      const meant = didYouMean(id, [...all.keys()]) || '; dockgate rules lists them';
      throw new GateError(`${at(origin)}: there is no rule of that id${meant}`);
    }
    if (!enabled) all.delete(id);
    else if (severity !== null) all.set(id, { ...rule, severity });
  }
  return [...all.values()];
}

/**
 * Says of allow entries which rules they name that do not exist: such an entry can never match.
 * @param rules All rules, those switched off included.
 */
export function unknownRules(rules: readonly Rule[], policy: Policy): string[] {
  const ids = [...rules.map((rule) => rule.id), ...policy.ownRules.map(({ rule }) => rule.id)];
  const known = new Set(ids);
  return policy.allow.flatMap(({ origin, rules: named }) =>
    (named ?? [])
      .filter((id) => !known.has(id) && !known.has(id.replace(/^gitleaks:/, '')))
      .map((id) => `${at(origin)}: there is no rule of that id${didYouMean(id, ids)}`),
  );
}
