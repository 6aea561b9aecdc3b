/** `dockgate import FILE`: takes over what a team has told another scanner. */
import type { Rule } from '../model/rule.ts';
import { addAllowEntries, addRuleItems } from '../policy/edit-policy.ts';
import { importPolicy } from '../policy/import/importers.ts';
import { safeText } from '../report/safe-text.ts';
import type { PolicyText } from './allow.ts';
import { say, type CommandResult } from './command.ts';

/**
 * @param source The other tool's file, as the user named it.
 * @param rules Dockgate's own.
 * @param today YYYY-MM-DD.
 * @returns Exit code 0; what could not be taken over is listed with the reason.
 * @throws GateError where either file cannot be read.
 */
export function importCommand(
  source: { file: string; text: string },
  policy: PolicyText,
  rules: readonly Rule[],
  today: string,
): CommandResult {
  const ids = new Set(rules.map((rule) => rule.id));
  const imported = importPolicy({ ...source, ids, today });
  const { allow, rules: items, left, kind } = imported;
  const lines = [
    `${safeText(source.file)} (${kind}): ${allow.length} allow entries, ${items.length} rules taken over`,
    ...left.map(({ line, what, why }) => {
      const place = line === null ? source.file : `${source.file}:${line}`;
      return safeText(`  left out: ${place}: ${what}: ${why}`);
    }),
  ];
  if (allow.length + items.length === 0) return say(lines);
  const withRules =
    items.length === 0 ? policy.text : addRuleItems(policy.file, policy.text, items);
  const text = allow.length === 0 ? withRules : addAllowEntries(policy.file, withRules, allow);
  return { ...say(lines), writes: [{ path: policy.file, text: text ?? '' }] };
}
