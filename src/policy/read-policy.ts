/**
 * One policy file, from text to checked values that know their lines. Files that it names (extends,
 * rules in TOML) are only named here; load-policy.ts reads and joins them.
 */
import * as z from 'zod';
import { confidences, type Confidence } from '../model/levels.ts';
import type { ContentBounds } from '../model/request.ts';
import { globProblem } from './glob.ts';
import { issueError, type KnownKeys } from './issues.ts';
import type { AllowEntry, Destination, Origin, RuleChange } from './policy.ts';
import type { OwnRuleDocument } from './rule-schema.ts';
import { policySchema, type AllowDocument, type PolicyDocument } from './schema.ts';
import { listOf } from './schema-words.ts';
import { errorAt, readTree, type Tree, type TreePath } from './yaml-tree.ts';

/** A file that a policy builds on; `sha256` is there for an address, and only for one. */
export interface Extended {
  origin: Origin;
  target: string;
  sha256: string | null;
}

/** What one file says. */
export interface PolicyFile {
  file: string;
  document: PolicyDocument;
  /** Null where the file says nothing. */
  failOn: Confidence[] | null;
  inherited: Confidence[] | null;
  extends: Extended[];
  allow: AllowEntry[];
  changes: RuleChange[];
  destinations: Destination[];
  limits: ContentBounds;
  /** Own rules and TOML files in the order of the file; `path` leads to the rule for errors. */
  ownRules: { origin: Origin; document: OwnRuleDocument; path: TreePath }[];
  ruleFiles: { origin: Origin; file: string }[];
  tree: Tree;
}

/**
 * @param file As the user knows it.
 * @throws GateError with file, line, column and what was meant.
 */
export function readPolicyFile(file: string, text: string): PolicyFile {
  const tree = readTree(file, text);
  const parsed = policySchema.safeParse(tree.value ?? {});
  if (!parsed.success) throw issueError(tree, parsed.error.issues, knownKeys);
  const document = parsed.data;
  const at = (...path: PropertyKey[]): Origin => ({ file, line: tree.spot(path).line });
  const rules = document.rules ?? [];
  return {
    file,
    document,
    tree,
    failOn:
      document['fail-on'] === undefined ? null : levels(tree, ['fail-on'], document['fail-on']),
    inherited:
      document.inherited === undefined
        ? null
        : levels(tree, ['inherited', 'fail-on'], document.inherited['fail-on']),
    extends: (listOf(document.extends) ?? []).map((target, index) => ({
      origin: Array.isArray(document.extends) ? at('extends', index) : at('extends'),
      target: typeof target === 'string' ? target : target.url,
      sha256: typeof target === 'string' ? null : target.sha256,
    })),
    allow: (document.allow ?? []).map((entry, index) => readAllow(tree, entry, index)),
    changes: readChanges(tree, document),
    destinations: (document.destinations ?? []).map((destination, index) => {
      const path = ['destinations', index];
      checkGlob(tree, [...path, 'match'], destination.match);
      const { inherited } = destination;
      return {
        origin: at(...path),
        match: destination.match,
        own: levels(tree, [...path, 'fail-on'], destination['fail-on']),
        inherited:
          inherited === undefined
            ? null
            : levels(tree, [...path, 'inherited', 'fail-on'], inherited['fail-on']),
      };
    }),
    limits: readLimits(document),
    ownRules: rules.flatMap((rule, index) =>
      typeof rule !== 'string' && 'regex' in rule
        ? [{ origin: at('rules', index), document: rule, path: ['rules', index] }]
        : [],
    ),
    ruleFiles: rules.flatMap((rule, index) =>
      typeof rule === 'string' ? [{ origin: at('rules', index), file: rule }] : [],
    ),
  };
}

/**
 * The confidences that block. A surer one than a listed one must be listed as well: `[likely]` alone
 * would let a proven key pass.
 */
function levels(tree: Tree, path: TreePath, value: 'none' | readonly Confidence[]): Confidence[] {
  if (value === 'none') return [];
  const least = Math.max(...value.map((level) => confidences.indexOf(level)));
  const all = confidences.slice(0, least + 1);
  const left = all.find((level) => !value.includes(level));
  if (left !== undefined) {
    const name = path.map(String).join('.');
    const what = `${name} leaves out ${left}, which is surer than ${confidences[least] ?? ''}; did you mean [${all.join(', ')}]?`;
    throw errorAt(tree.file, tree.spot(path), what);
  }
  return all;
}

function checkGlob(tree: Tree, path: TreePath, glob: string): void {
  const problem = globProblem(glob);
  if (problem !== null) throw errorAt(tree.file, tree.spot(path), `the glob ${problem}`);
}

function readAllow(tree: Tree, entry: AllowDocument, index: number): AllowEntry {
  const path = ['allow', index];
  const read: AllowEntry = {
    origin: { file: tree.file, line: tree.spot(path).line },
    fingerprints: listOf(entry.fingerprint),
    rules: listOf(entry.rule),
    paths: listOf(entry.path),
    instructions: listOf(entry.instruction),
    stages: listOf(entry.stage),
    reason: entry.reason.trim(),
    owner: entry.owner ?? null,
    expires: entry.expires ?? null,
    acknowledge: entry.acknowledge ?? false,
  };
  const { fingerprints, rules, paths, instructions, stages } = read;
  const globs = Array.isArray(entry.path);
  paths?.forEach((glob, at) => checkGlob(tree, [...path, 'path', ...(globs ? [at] : [])], glob));
  if (!fingerprints && !rules && !paths && !instructions && !stages) {
    const what = 'needs a fingerprint, rule, path, instruction or stage';
    throw errorAt(tree.file, tree.spot(path), `the allow entry ${what}`);
  }
  const narrow = fingerprints ?? rules;
  const wide = (texts: readonly (string | number)[] | null): boolean =>
    texts?.some((text) => typeof text === 'string' && /^[*/?!.]*$/.test(text)) ?? false;
  if (narrow === null && (wide(paths) || wide(instructions))) {
    const what = 'would allow everything; name a fingerprint or a rule beside it';
    throw errorAt(tree.file, tree.spot(path), `the allow entry ${what}`);
  }
  return read;
}

function readChanges(tree: Tree, document: PolicyDocument): RuleChange[] {
  return (document.rules ?? []).flatMap((rule, index): RuleChange[] => {
    if (typeof rule === 'string' || 'regex' in rule) return [];
    const spot = tree.spot(['rules', index]);
    const enabled = rule.enabled ?? true;
    if (rule.enabled === undefined && rule.severity === undefined) {
      const what = 'changes nothing: give enabled or severity, or a regex for a rule of your own';
      throw errorAt(tree.file, spot, `rules[${index}] ${what}`);
    }
    if (!enabled && rule.reason === undefined) {
      throw errorAt(tree.file, spot, `rules[${index}] switches a rule off and needs a reason`);
    }
    return [
      {
        origin: { file: tree.file, line: spot.line },
        id: rule.id,
        enabled,
        severity: rule.severity ?? null,
        reason: rule.reason ?? null,
      },
    ];
  });
}

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

function bytesOf(size: number | string | undefined): number | null {
  if (size === undefined || typeof size === 'number') return size ?? null;
  const [, count, unit] = /^(\d+) ?(\w+)$/.exec(size) ?? [];
  return Math.min(Number(count) * (UNITS[unit ?? ''] ?? 1), Number.MAX_SAFE_INTEGER);
}

function readLimits({ limits = {} }: PolicyDocument): ContentBounds {
  return {
    depth: limits.depth ?? null,
    expansion: bytesOf(limits.expansion),
    ratio: limits.ratio ?? null,
    entries: limits.entries ?? null,
    time: limits.time === undefined ? null : limits.time * 1000,
    layer: bytesOf(limits.layer),
  };
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

/** Keys that may stand behind a path, from the schema itself. */
const knownKeys: KnownKeys = (path) => {
  let level: JsonSchema[] = [z.toJSONSchema(policySchema, { io: 'input' }) as JsonSchema];
  for (const step of path) {
    level = level
      .flatMap((schema) => [schema, ...(schema.anyOf ?? [])])
      .flatMap((schema) =>
        typeof step === 'number' ? (schema.items ?? []) : (schema.properties?.[String(step)] ?? []),
      );
  }
  const schemas = level.flatMap((schema) => [schema, ...(schema.anyOf ?? [])]);
  return [...new Set(schemas.flatMap((schema) => Object.keys(schema.properties ?? {})))];
};
