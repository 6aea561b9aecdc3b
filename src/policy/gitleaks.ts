/**
 * Rules of gitleaks, read from its TOML and said in the words of a user's own rule. Keys are taken
 * without regard to case, as gitleaks takes them (its reader, viper, folds them). What has no
 * counterpart in an image (commits) or in dockgate is told and not dropped in silence.
 */
import { parse, TomlError } from 'smol-toml';
import * as z from 'zod';
import { GateError } from '../model/error.ts';
import type { OwnRuleDocument } from './rule-schema.ts';
import { ruleId, shortText } from './schema-words.ts';

/** UTF-16 units; gitleaks' own configuration has 130,000. */
const LARGEST = 4 * 1024 ** 2;

const texts = z.array(z.string().max(20_000)).max(20_000).default([]);

const allowlist = z.object({
  description: z.string().optional(),
  condition: z.string().default('or'),
  commits: texts,
  paths: texts,
  regextarget: z.string().default('secret'),
  regexes: texts,
  stopwords: texts,
  targetrules: texts,
});

const rule = z.object({
  id: ruleId,
  description: z.string().default(''),
  path: z.string().optional(),
  regex: z.string().optional(),
  secretgroup: z.int().min(0).optional(),
  entropy: z.number().optional(),
  keywords: texts,
  allowlist: allowlist.optional(),
  allowlists: z.array(allowlist).default([]),
  required: z.array(z.unknown()).default([]),
  skipreport: z.boolean().default(false),
});

const configuration = z.object({
  extend: z
    .object({
      usedefault: z.boolean().default(false),
      path: z.string().default(''),
      url: z.string().default(''),
      disabledrules: texts,
    })
    .optional(),
  rules: z.array(rule).max(5000).default([]),
  allowlist: allowlist.optional(),
  allowlists: z.array(allowlist).default([]),
});

export type GitleaksAllowlist = z.infer<typeof allowlist>;

export interface GitleaksFile {
  /** In the order of the file; lines from 1. */
  rules: { document: OwnRuleDocument; line: number }[];
  /** Allowlists for all rules, also those of dockgate, which `import` turns into entries. */
  allowlists: GitleaksAllowlist[];
  /** What was not taken over, and why. */
  notes: string[];
}

/** Plain values with keys in lower case; a prototype is never reached, whatever a key is called. */
function fold(value: unknown, depth: number): unknown {
  if (depth > 12) return null;
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((item) => fold(item, depth + 1));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const folded = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value))
    folded[key.toLowerCase()] = fold(item, depth + 1);
  return folded;
}

function readToml(file: string, text: string): unknown {
  if (text.length > LARGEST) throw new GateError(`${file}: longer than ${LARGEST} characters`);
  try {
    return fold(parse(text, { maxDepth: 50 }), 0);
  } catch (error) {
    if (!(error instanceof TomlError)) throw new GateError(`${file}: this is no valid TOML`);
    throw new GateError(`${file}:${error.line}:${error.column}: this is no valid TOML`);
  }
}

/** Lines (from 1) on which the tables of a list begin. */
function tableLines(text: string, name: string): number[] {
  const header = new RegExp(`^\\s*\\[\\[\\s*${name}\\s*\\]\\]`, 'i');
  return text.split('\n').flatMap((line, at) => (header.test(line) ? [at + 1] : []));
}

function ownAllow(list: GitleaksAllowlist): NonNullable<OwnRuleDocument['allow']>[number] | null {
  const all = /^(?:and|&&)$/i.test(list.condition);
  if (all && list.commits.length > 0) return null;
  const { paths, regexes, stopwords } = list;
  if (paths.length + regexes.length + stopwords.length === 0) return null;
  const target = /^(match|line)$/i.exec(list.regextarget)?.[1]?.toLowerCase();
  return {
    paths,
    regexes,
    stopwords,
    target: target === 'match' || target === 'line' ? target : 'secret',
    condition: all ? 'all' : 'any',
  };
}

const prose = (text: string, otherwise: string): string => {
  const line = text
    .replace(/[\0-\x1f\x7f]+/g, ' ')
    .trim()
    .slice(0, 300);
  return shortText.safeParse(line).success ? line : otherwise;
};

/**
 * @param file As the user knows it.
 * @throws GateError with file and line where it is no TOML or no configuration of gitleaks.
 */
export function readGitleaks(file: string, text: string): GitleaksFile {
  const parsed = configuration.safeParse(readToml(file, text) ?? {});
  const lines = tableLines(text, 'rules');
  const lineOf = (index: number): number => lines[index] ?? 1;
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path ?? [];
    const line = path[0] === 'rules' && typeof path[1] === 'number' ? lineOf(path[1]) : 1;
    const what = path.map(String).join('.') || 'it';
    throw new GateError(`${file}:${line}:1: ${what} is not as gitleaks wants it`);
  }
  const { rules, extend } = parsed.data;
  const global = [
    ...parsed.data.allowlists,
    ...(parsed.data.allowlist ? [parsed.data.allowlist] : []),
  ];
  const notes: string[] = [];
  const note = (line: number, what: string): void => void notes.push(`${file}:${line}: ${what}`);
  if (extend?.usedefault === true) {
    note(1, "gitleaks' own rules are not loaded; dockgate's stand in for them");
  }
  if (extend !== undefined && (extend.path !== '' || extend.url !== '')) {
    note(1, 'extend.path and extend.url are not followed; name the files under rules');
  }
  const allowsCommits = global.some((list) => list.commits.length > 0);
  if (allowsCommits) note(1, 'allowed commits mean nothing in an image');
  const taken = rules.flatMap((one, index) => {
    const line = lineOf(index);
    if (one.skipreport) {
      note(line, `rule ${one.id} only serves others (skipReport)`);
      return [];
    }
    if (one.regex === undefined || one.regex === '') {
      note(line, `rule ${one.id} looks at names of files only; what they hold is searched anyway`);
      return [];
    }
    if (one.required.length > 0) {
      note(line, `rule ${one.id} asks for other rules beside it; it is run without`);
    }
    const lists = [...one.allowlists, ...(one.allowlist ? [one.allowlist] : [])];
    const forAll = global.filter(
      ({ targetrules }) => targetrules.length === 0 || targetrules.includes(one.id),
    );
    const allow = [...lists, ...forAll].flatMap((list) => ownAllow(list) ?? []);
    const keywords = one.keywords.filter((word) => word !== '');
    const document: OwnRuleDocument = {
      id: one.id,
      regex: one.regex,
      name: prose(one.description, one.id),
      confidence: /generic/i.test(one.id) ? 'possible' : 'likely',
      ...(keywords.length > 0 ? { keywords } : {}),
      ...(one.path === undefined || one.path === '' ? {} : { path: one.path }),
      ...(one.entropy === undefined ? {} : { entropy: one.entropy }),
      ...(one.secretgroup === undefined || one.secretgroup === 0
        ? {}
        : { 'secret-group': one.secretgroup }),
      allow,
    };
    return [{ document, line }];
  });
  return { rules: taken, allowlists: global, notes };
}
