/** detect-secrets' `.secrets.baseline` and ggshield's `.gitguardian.yaml`. */
import * as z from 'zod';
import { globProblem } from '../glob.ts';
import { readTree } from '../yaml-tree.ts';
import { nothing, reasonFrom, type Imported, type ImportInput } from './imported.ts';
import { globOfPath, globOfRegex } from './path-regex.ts';
import { rulesNamed } from './rule-names.ts';

const baselineSchema = z.object({
  results: z.record(
    z.string(),
    z.array(
      z.object({
        type: z.string(),
        is_secret: z.boolean().optional(),
        line_number: z.number().optional(),
      }),
    ),
  ),
  filters_used: z
    .array(z.object({ path: z.string(), pattern: z.array(z.string()).optional() }))
    .default([]),
});

/**
 * Only what somebody has audited as no secret becomes an entry; its hash is a plain SHA-1 of the value
 * and of no use here.
 * @throws GateError where it is no JSON.
 */
export function importDetectSecrets({ file, text, ids }: ImportInput): Imported {
  const imported = nothing('baseline of detect-secrets');
  const parsed = baselineSchema.safeParse(readTree(file, text).value);
  if (!parsed.success) {
    imported.left.push({ line: 1, what: 'the file', why: 'it is no .secrets.baseline' });
    return imported;
  }
  let [secrets, unaudited] = [0, 0];
  const seen = new Set<string>();
  for (const path of Object.keys(parsed.data.results).sort()) {
    for (const { type, is_secret: audited } of parsed.data.results[path] ?? []) {
      if (audited === undefined) unaudited += 1;
      if (audited === true) secrets += 1;
      if (audited !== false) continue;
      const rule = rulesNamed('detect-secrets', type, ids);
      const glob = globOfPath(path);
      if (rule.length === 0 || glob === null) {
        const why =
          glob === null ? 'its path cannot be written as a glob' : 'dockgate has no such rule';
        imported.left.push({ line: null, what: 'an audited result', why });
        continue;
      }
      const key = `${glob}\0${rule.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      imported.allow.push({ rule, path: glob, reason: reasonFrom(file, null, 'audited as false') });
    }
  }
  const count = (number: number, why: string): void => {
    if (number > 0) imported.left.push({ line: null, what: `${number} results`, why });
  };
  count(secrets, 'they are audited as real secrets');
  count(unaudited, 'nobody has audited them; dockgate baseline takes what it finds itself');
  for (const { path, pattern } of parsed.data.filters_used) {
    if (!path.endsWith('should_exclude_file')) continue;
    for (const regex of pattern ?? []) {
      const glob = globOfRegex(regex);
      if (glob === null) {
        const why = 'no glob means the same; write one by hand';
        imported.left.push({ line: null, what: 'an excluded path', why });
      } else imported.allow.push({ path: glob, reason: reasonFrom(file, null, 'excluded files') });
    }
  }
  return imported;
}

const strings = z.array(z.string()).nullish();
const matches = z
  .array(z.union([z.string(), z.object({ name: z.string().nullish(), match: z.string() })]))
  .nullish();
const section = z.object({
  'ignored-paths': strings,
  ignored_paths: strings,
  'ignored-detectors': strings,
  ignored_detectors: strings,
  'ignored-matches': matches,
  ignored_matches: matches,
});
const guardianSchema = z.object({
  secret: section.nullish(),
  'paths-ignore': strings,
  paths_ignore: strings,
  'matches-ignore': matches,
  matches_ignore: matches,
  'banlisted-detectors': strings,
  banlisted_detectors: strings,
});

/** Both versions of the file. @throws GateError where it is no YAML. */
export function importGitGuardian({ file, text, ids }: ImportInput): Imported {
  const imported = nothing('configuration of ggshield');
  const parsed = guardianSchema.safeParse(readTree(file, text).value);
  if (!parsed.success) {
    imported.left.push({ line: 1, what: 'the file', why: 'it is no .gitguardian.yaml' });
    return imported;
  }
  const { secret, ...old } = parsed.data;
  const paths = [
    secret?.['ignored-paths'],
    secret?.ignored_paths,
    old['paths-ignore'],
    old.paths_ignore,
  ].flatMap((list) => list ?? []);
  const detectors = [
    secret?.['ignored-detectors'],
    secret?.ignored_detectors,
    old['banlisted-detectors'],
    old.banlisted_detectors,
  ].flatMap((list) => list ?? []);
  const values = [
    secret?.['ignored-matches'],
    secret?.ignored_matches,
    old['matches-ignore'],
    old.matches_ignore,
  ].flatMap((list) => list ?? []);
  const leave = (what: string, why: string): void =>
    void imported.left.push({ line: null, what, why });
  const globs = paths.map((path) =>
    path.startsWith('/') || path.startsWith('**') ? path : `**/${path}`,
  );
  const fine = globs.filter((glob) => globProblem(glob) === null && !/^[*/?!.]*$/.test(glob));
  if (fine.length < globs.length)
    leave(`${globs.length - fine.length} paths`, 'no glob of dockgate');
  if (fine.length > 0) {
    imported.allow.push({ path: fine, reason: reasonFrom(file, null, 'ignored paths') });
  }
  const named = detectors.map((name) => rulesNamed('ggshield', name, ids));
  const unknown = named.filter((rules) => rules.length === 0).length;
  if (unknown > 0) leave(`${unknown} detectors`, 'dockgate has no rule of that name');
  const rule = [...new Set(named.flat())];
  if (rule.length > 0) {
    imported.allow.push({ rule, reason: reasonFrom(file, null, 'ignored detectors') });
  }
  if (values.length > 0) {
    const why = 'an entry names findings, not values; scan, then dockgate allow';
    leave(`${values.length} ignored matches`, why);
  }
  return imported;
}
