/** `.gitleaks.toml` and `.gitleaksignore`, as gitleaks reads them (its README, "Configuration"). */
import { readGitleaks, type GitleaksAllowlist } from '../gitleaks.ts';
import { nothing, reasonFrom, type Imported, type ImportInput } from './imported.ts';
import { globOfPath, globOfRegex } from './path-regex.ts';
import { rulesNamed } from './rule-names.ts';

/** The rules stay in the TOML file, which the policy names; allowlists for all rules become entries. */
export function importGitleaksToml({ file, text, ids }: ImportInput): Imported {
  const read = readGitleaks(file, text);
  const imported = nothing('configuration of gitleaks');
  if (read.rules.length > 0) imported.rules.push(file);
  for (const what of read.notes) {
    imported.left.push({ line: null, what, why: 'see there' });
  }
  for (const list of read.allowlists) addAllowlist(imported, list, file, ids);
  return imported;
}

function addAllowlist(
  imported: Imported,
  list: GitleaksAllowlist,
  file: string,
  ids: ReadonlySet<string>,
): void {
  const leave = (what: string, why: string): void =>
    void imported.left.push({ line: null, what, why });
  const { length: values } = [...list.regexes, ...list.stopwords];
  if (values > 0) {
    const what = `${values} regexes or stopwords of an allowlist`;
    leave(what, 'an entry names findings, not values; they count for the rules of the TOML file');
  }
  if (/^(?:and|&&)$/i.test(list.condition) && values + list.commits.length > 0) {
    if (list.paths.length > 0)
      leave('paths of an allowlist', 'they only count together with values');
    return;
  }
  const named = list.targetrules.map((name) => rulesNamed('gitleaks', name, ids));
  const unknown = named.filter((found) => found.length === 0).length;
  if (unknown > 0) leave(`${unknown} target rules`, 'dockgate has no rule of that name');
  const rules = named.flat();
  if (list.targetrules.length > 0 && rules.length === 0) return;
  const globs = list.paths.map(globOfRegex);
  const odd = globs.filter((glob) => glob === null).length;
  if (odd > 0) leave(`${odd} paths of an allowlist`, 'no glob means the same; write one by hand');
  const path = globs.filter((glob) => glob !== null);
  if (path.length === 0) return;
  imported.allow.push({
    ...(rules.length > 0 ? { rule: rules } : {}),
    path,
    reason: reasonFrom(file, null, list.description ?? ''),
  });
}

/** `[commit:]file:rule:line`, one a line; the line number is not kept, since it moves. */
export function importGitleaksIgnore({ file, text, ids }: ImportInput): Imported {
  const imported = nothing('ignore file of gitleaks');
  const seen = new Set<string>();
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    const entry = raw.replace(/\s*#.*$/, '').trim();
    if (entry === '') return;
    const leave = (what: string, why: string): void => void imported.left.push({ line, what, why });
    const found = /^(?:[0-9a-f]{7,64}:)?(.+):([^:]+):(\d+)$/.exec(entry);
    if (found === null) return leave('a line', 'it is no fingerprint of gitleaks');
    const [, path = '', name = ''] = found;
    const rule = rulesNamed('gitleaks', name, ids);
    if (rule.length === 0) {
      return leave('a fingerprint', 'dockgate has no rule of that name; scan, then dockgate allow');
    }
    const glob = globOfPath(path.split('!').at(-1) ?? path);
    if (glob === null) return leave('a fingerprint', 'its path cannot be written as a glob');
    const key = `${glob}\0${rule.join()}`;
    if (seen.has(key)) return;
    seen.add(key);
    imported.allow.push({ rule, path: glob, reason: reasonFrom(file, line) });
  });
  return imported;
}
