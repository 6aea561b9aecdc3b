/** `.trivyignore`, `.trivyignore.yaml` and `trivy-secret.yaml`, as trivy's documentation describes them. */
import * as z from 'zod';
import type { RuleItem } from '../edit-policy.ts';
import { ownRuleSchema } from '../rule-schema.ts';
import { readTree } from '../yaml-tree.ts';
import { nothing, oneLine, reasonFrom, type Imported, type ImportInput } from './imported.ts';
import { globOfPath, globOfRegex } from './path-regex.ts';
import { rulesNamed } from './rule-names.ts';

/** Ids of what is no secret: vulnerabilities and misconfigurations. */
const OTHER_IDS =
  /^(?:CVE|GHSA|AVD|DS|KSV|AWS|TEMP|RHSA|ELSA|ALAS|DSA|DLA|USN|NSWG|OSV)-?\d|^GHSA-/;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** One id a line, `exp:YYYY-MM-DD` behind it where it ends. */
export function importTrivyIgnore({ file, text, ids }: ImportInput): Imported {
  const imported = nothing('ignore file of trivy');
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    const [id = '', ...more] = raw.replace(/#.*$/, '').trim().split(/\s+/);
    if (id === '') return;
    const rule = rulesNamed('trivy', id, ids);
    if (OTHER_IDS.test(id) || rule.length === 0) {
      const why = OTHER_IDS.test(id)
        ? 'it speaks of no secret'
        : 'dockgate has no rule of that name';
      imported.left.push({ line, what: 'an id', why });
      return;
    }
    const expires = more.find((word) => word.startsWith('exp:'))?.slice(4);
    const comment = /#\s*(.*)$/.exec(raw)?.[1] ?? '';
    imported.allow.push({
      rule,
      reason: reasonFrom(file, line, comment),
      ...(expires !== undefined && isDay(expires) ? { expires } : {}),
    });
  });
  return imported;
}

const ignoreSchema = z.object({
  secrets: z
    .array(
      z.object({
        id: z.string(),
        paths: z.array(z.string()).default([]),
        statement: z.string().default(''),
        expired_at: z.string().optional(),
      }),
    )
    .nullish(),
  vulnerabilities: z.array(z.unknown()).nullish(),
  misconfigurations: z.array(z.unknown()).nullish(),
  licenses: z.array(z.unknown()).nullish(),
});

/** @throws GateError where it is no YAML. */
export function importTrivyIgnoreYaml({ file, text, ids }: ImportInput): Imported {
  const imported = nothing('ignore file of trivy');
  const tree = readTree(file, text);
  const parsed = ignoreSchema.safeParse(tree.value);
  if (!parsed.success) {
    imported.left.push({ line: 1, what: 'the file', why: 'it is no .trivyignore.yaml' });
    return imported;
  }
  const { secrets, vulnerabilities, misconfigurations, licenses } = parsed.data;
  const others = [vulnerabilities, misconfigurations, licenses].reduce(
    (sum, list) => sum + (list?.length ?? 0),
    0,
  );
  if (others > 0) {
    imported.left.push({ line: null, what: `${others} entries`, why: 'they speak of no secret' });
  }
  secrets?.forEach(({ id, paths, statement, expired_at: expires }, index) => {
    const { line } = tree.spot(['secrets', index]);
    const leave = (what: string, why: string): void => void imported.left.push({ line, what, why });
    const rule = rulesNamed('trivy', id, ids);
    if (rule.length === 0) return leave('a secret', 'dockgate has no rule of that name');
    const globs = paths.map((path) => (/[*?{[]/.test(path) ? path : globOfPath(path)));
    const path = globs.filter((glob) => glob !== null);
    if (path.length < paths.length) leave('a path', 'it cannot be written as a glob');
    if (paths.length > 0 && path.length === 0) return;
    imported.allow.push({
      rule,
      ...(path.length > 0 ? { path } : {}),
      reason: reasonFrom(file, line, statement),
      ...(expires !== undefined && isDay(expires) ? { expires } : {}),
    });
  });
  return imported;
}

const list = z.array(z.string()).nullish();
const allowRule = z.object({
  id: z.string().default(''),
  description: z.string().default(''),
  regex: z.string().nullish(),
  path: z.string().nullish(),
});
const secretSchema = z.object({
  rules: z
    .array(
      z.object({
        id: z.string(),
        title: z.string().default(''),
        severity: z.string().default(''),
        regex: z.string(),
        keywords: list,
        path: z.string().nullish(),
        'secret-group-name': z.string().nullish(),
        'allow-rules': z.array(allowRule).nullish(),
        'exclude-block': z.unknown().optional(),
      }),
    )
    .nullish(),
  'allow-rules': z.array(allowRule).nullish(),
  'disable-rules': list,
  'enable-builtin-rules': list,
  'disable-allow-rules': list,
  'exclude-block': z.unknown().optional(),
});

type SecretRule = NonNullable<z.infer<typeof secretSchema>['rules']>[number];

/** Number of the named group in a pattern; 0 where there is none of that name. */
function groupNumber(regex: string, name: string): number {
  const groups = [...regex.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\((?!\?(?!P?<))(?:\?P?<(\w+)>)?/g)];
  return (
    groups.filter(([text]) => text.startsWith('(')).findIndex((group) => group[1] === name) + 1
  );
}

function ruleOf(rule: SecretRule): RuleItem | null {
  const allow = (rule['allow-rules'] ?? []).flatMap(({ regex, path }) => [
    {
      ...(regex ? { regexes: [regex], target: 'match' as const } : {}),
      ...(path ? { paths: [path] } : {}),
      condition: 'all' as const,
    },
  ]);
  const severity = rule.severity.toLowerCase();
  const name = oneLine(rule.title);
  const group = rule['secret-group-name'];
  const parsed = ownRuleSchema.safeParse({
    id: rule.id,
    regex: rule.regex,
    ...(name === '' ? {} : { name }),
    ...(['critical', 'high', 'medium', 'low'].includes(severity) ? { severity } : {}),
    ...(rule.keywords?.length ? { keywords: rule.keywords } : {}),
    ...(rule.path ? { path: rule.path } : {}),
    ...(group ? { 'secret-group': groupNumber(rule.regex, group) } : {}),
    ...(allow.length > 0 ? { allow } : {}),
  });
  return parsed.success ? parsed.data : null;
}

/** @throws GateError where it is no YAML. */
export function importTrivySecret({ file, text, ids }: ImportInput): Imported {
  const imported = nothing('secret configuration of trivy');
  const tree = readTree(file, text);
  const parsed = secretSchema.safeParse(tree.value);
  if (!parsed.success) {
    imported.left.push({ line: 1, what: 'the file', why: 'it is no trivy-secret.yaml' });
    return imported;
  }
  const read = parsed.data;
  const leave = (path: PropertyKey[], what: string, why: string): void =>
    void imported.left.push({ line: tree.spot(path).line, what, why });
  read.rules?.forEach((rule, index) => {
    const item = ruleOf(rule);
    if (item === null) leave(['rules', index], 'a rule', 'its id or pattern is not taken here');
    else imported.rules.push(item);
    if (rule['exclude-block']) {
      leave(['rules', index, 'exclude-block'], 'an exclude-block', 'there are no blocks here');
    }
  });
  read['allow-rules']?.forEach(({ regex, path, description }, index) => {
    const at = ['allow-rules', index];
    if (regex) return leave(at, 'an allow rule', 'an entry names findings, not values');
    const glob = path ? globOfRegex(path) : null;
    if (glob === null) return leave(at, 'an allow rule', 'no glob means the same as its path');
    const reason = reasonFrom(file, tree.spot(at).line, description);
    imported.allow.push({ path: glob, reason });
  });
  read['disable-rules']?.forEach((name, index) => {
    const at = ['disable-rules', index];
    const rules = rulesNamed('trivy', name, ids);
    if (rules.length === 0) leave(at, 'a disabled rule', 'dockgate has no rule of that name');
    const reason = reasonFrom(file, tree.spot(at).line);
    for (const id of rules) imported.rules.push({ id, enabled: false, reason });
  });
  const unknown = ['enable-builtin-rules', 'disable-allow-rules', 'exclude-block'] as const;
  for (const key of unknown) {
    if (read[key]) leave([key], key, 'dockgate has no such switch');
  }
  return imported;
}
