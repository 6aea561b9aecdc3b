/** `dockgate config`: the policy as it counts, every value with the place it comes from. */
import type { Confidence } from '../model/levels.ts';
import { nameOfEntry } from '../policy/allow-match.ts';
import type { Origin, Policy } from '../policy/policy.ts';
import { failOnFor } from '../policy/thresholds.ts';
import { safeText } from '../report/safe-text.ts';
import { columns, say, type CommandResult } from './command.ts';

const levels = (list: readonly Confidence[]): string =>
  list.length === 0 ? 'none' : list.join(', ');

const place = ({ file, line }: Origin): string => `${file}:${line}`;

/** Values of limits are bytes, counts and milliseconds. */
const amount = (value: number | null): string => (value === null ? 'as built in' : String(value));

/**
 * @param policy Null where there is none.
 * @param asked What the command line says about thresholds; null where it says nothing.
 * @param today YYYY-MM-DD, to mark entries that have expired.
 */
export function showConfig(
  policy: Policy | null,
  asked: readonly Confidence[] | null,
  today: string,
): CommandResult {
  const failOn = failOnFor(policy, '', asked);
  const from = (key: string): string => {
    const origin = policy?.origins.get(key);
    return origin === undefined ? 'default' : place(origin);
  };
  const rows: string[][] = [
    ['fail-on', levels(failOn.own), asked === null ? from('fail-on') : '--fail-on'],
    [
      'inherited.fail-on',
      levels(failOn.inherited),
      policy === null || policy.inherited === null ? 'as fail-on' : from('inherited'),
    ],
    ['unopened', failOn.unopened ? 'fail' : 'report', from('unopened')],
    ['strict-allow', String(policy?.strictAllow ?? false), from('strict-allow')],
  ];
  for (const [key, value] of Object.entries(policy?.limits ?? {})) {
    rows.push([`limits.${key}`, amount(value as number | null), from(`limits.${key}`)]);
  }
  if (policy !== null) {
    const { known } = policy;
    rows.push(['known.env', known.env?.join(', ') ?? 'chosen by dockgate', from('known')]);
    if (known.ignore.length > 0)
      rows.push(['known.ignore', known.ignore.join(', '), from('known')]);
    rows.push(['known.min-length', amount(known.minLength), from('known')]);
    for (const { origin, match, own } of policy.destinations) {
      rows.push([`destination ${match}`, `fail-on ${levels(own)}`, place(origin)]);
    }
    for (const { origin, rule } of policy.ownRules) {
      rows.push([`rule ${rule.id}`, `${rule.severity}, ${rule.confidence}`, place(origin)]);
    }
    for (const { origin, id, enabled, severity, reason } of policy.changes) {
      const what = enabled ? `severity ${severity ?? ''}` : `switched off: ${reason ?? ''}`;
      rows.push([`rule ${id}`, what, place(origin)]);
    }
    for (const { format, file } of policy.reports) rows.push([`report ${format}`, file, from('')]);
    for (const entry of policy.allow) {
      const [where, what] = splitName(nameOfEntry(entry), entry.origin);
      const until = entry.expires === null ? '' : ` until ${entry.expires}`;
      const state = entry.expires !== null && entry.expires < today ? ' (expired)' : '';
      rows.push([`allow ${what}`, `${entry.reason}${until}${state}`, where]);
    }
  }
  const files =
    policy === null
      ? ['no policy file: the defaults count']
      : [`policy: ${policy.files.join(', ')}`];
  const safe = rows.map((row) => row.map(safeText));
  return say([
    ...files.map(safeText),
    ...columns(safe),
    ...(policy?.notes ?? []).map((note) => safeText(`note: ${note}`)),
  ]);
}

/** The two halves of `file:line: what`. */
function splitName(name: string, origin: Origin): [string, string] {
  const where = place(origin);
  return [where, name.slice(where.length + 2)];
}
