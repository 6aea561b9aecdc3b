/**
 * The whole policy: the user's file, what it extends, the TOML files it names. Reading and fetching are
 * functions of the caller, so that no file is opened and no network asked but where the policy says so.
 */
import { createHash } from 'node:crypto';
import { GateError } from '../model/error.ts';
import type { Confidence } from '../model/levels.ts';
import type { ContentBounds } from '../model/request.ts';
import { readGitleaks } from './gitleaks.ts';
import { ownRule, RuleRefused } from './own-rules.ts';
import type { Origin, OwnRule, Policy } from './policy.ts';
import { readPolicyFile, type Extended, type PolicyFile } from './read-policy.ts';
import type { OwnRuleDocument } from './rule-schema.ts';
import { errorAt } from './yaml-tree.ts';

/** How the policy gets at what it names. */
export interface PolicyReader {
  /**
   * Reads a file that `from` names as `name`; gives its text and the name under which it is shown.
   * @throws GateError where it cannot be read.
   */
  read(name: string, from: string): Promise<{ file: string; text: string }>;
  /** Fetches an https address. @throws GateError where it cannot be had. */
  fetch(url: string): Promise<Uint8Array>;
}

/** Policies that one builds on, all together. */
const MOST_FILES = 20;

/** Bytes of a policy behind an address. */
const LARGEST_FETCHED = 4 * 1024 ** 2;

/** Reads one file and, before it, what it extends; the base comes first. */
class Loading {
  readonly files: PolicyFile[] = [];
  readonly #reader: PolicyReader;
  #count = 0;

  constructor(reader: PolicyReader) {
    this.#reader = reader;
  }

  async load(file: string, text: string, above: readonly string[]): Promise<void> {
    this.#count += 1;
    if (this.#count > MOST_FILES) throw new GateError(`${file}: more than ${MOST_FILES} policies`);
    const read = readPolicyFile(file, text);
    for (const extended of read.extends) {
      const next = await this.#open(extended, file);
      const chain = [...above, file];
      if (chain.includes(next.file)) throw this.#error(extended, 'the policy extends itself');
      await this.load(next.file, next.text, chain);
    }
    this.files.push(read);
  }

  async #open(extended: Extended, from: string): Promise<{ file: string; text: string }> {
    const { target, sha256 } = extended;
    if (sha256 !== null) {
      const bytes = await this.#reader.fetch(target);
      if (bytes.length > LARGEST_FETCHED)
        throw this.#error(extended, 'the file there is too large');
      const digest = createHash('sha256').update(bytes).digest('hex');
      if (digest !== sha256) {
        const what = `the file there has another digest (sha256 ${digest}); read it again before you pin it`;
        throw this.#error(extended, what);
      }
      return { file: target, text: new TextDecoder().decode(bytes) };
    }
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) {
      throw this.#error(extended, 'an address needs its digest: give url and sha256');
    }
    if (/^https:\/\//.test(from)) {
      throw this.#error(extended, 'a policy behind an address cannot name files');
    }
    return this.#reader.read(target, from);
  }

  #error({ origin }: Extended, what: string): GateError {
    return new GateError(`${origin.file}:${origin.line}: ${what}`);
  }
}

/** The rules that a file brings, its own and those in TOML files. */
async function rulesOf(
  file: PolicyFile,
  reader: PolicyReader,
): Promise<{ rules: OwnRule[]; notes: string[] }> {
  const rules: OwnRule[] = [];
  const notes: string[] = [];
  for (const { origin, document, path } of file.ownRules) {
    const refuse = (error: RuleRefused): GateError => {
      const spot = file.tree.spot([...path, ...error.path]);
      return errorAt(file.file, spot, `rule ${document.id}: ${error.message}`);
    };
    const rule = tryRule(document, refuse);
    if (rule !== null) rules.push({ origin, rule });
  }
  for (const { origin, file: name } of file.ruleFiles) {
    if (/^https:\/\//.test(file.file)) {
      throw new GateError(`${origin.file}:${origin.line}: it cannot name files of rules`);
    }
    const toml = await reader.read(name, file.file);
    const read = readGitleaks(toml.file, toml.text);
    notes.push(...read.notes);
    for (const { document, line } of read.rules) {
      const refuse = (error: RuleRefused): GateError | null => {
        const what = `${toml.file}:${line}: rule ${document.id}: ${error.message}`;
        if (!error.unsearchable) return new GateError(what);
        notes.push(`${what}; it is not run`);
        return null;
      };
      const rule = tryRule(document, refuse);
      if (rule !== null) rules.push({ origin: { file: toml.file, line }, rule });
    }
  }
  return { rules, notes };
}

function tryRule(
  document: OwnRuleDocument,
  refuse: (error: RuleRefused) => GateError | null,
): OwnRule['rule'] | null {
  try {
    return ownRule(document);
  } catch (error) {
    if (!(error instanceof RuleRefused)) throw error;
    const refusal = refuse(error);
    if (refusal !== null) throw refusal;
    return null;
  }
}

/**
 * @param file As the user knows it; `text` is what stands in it.
 * @throws GateError with file, line and column where anything in it, or in what it names, is wrong.
 */
export async function loadPolicy(
  file: string,
  text: string,
  reader: PolicyReader,
): Promise<Policy> {
  const loading = new Loading(reader);
  await loading.load(file, text, []);
  return join(loading.files, reader);
}

/** Later files win where only one can; lists are put together, the base's first. */
async function join(files: readonly PolicyFile[], reader: PolicyReader): Promise<Policy> {
  const origins = new Map<string, Origin>();
  const limits: ContentBounds = {
    depth: null,
    expansion: null,
    ratio: null,
    entries: null,
    time: null,
    layer: null,
  };
  let failOn: Confidence[] | null = null;
  let inherited: Confidence[] | null = null;
  let [unopenedFails, strictAllow] = [false, false];
  let known: Policy['known'] = { env: null, ignore: [], minLength: null };
  const rules: OwnRule[] = [];
  const notes: string[] = [];
  for (const one of files) {
    const { document, tree } = one;
    const from = (...path: string[]): void =>
      void origins.set(path.join('.'), { file: one.file, line: tree.keySpot(path).line });
    for (const key of Object.keys(document)) {
      if (!['allow', 'rules', 'destinations', 'reports', 'extends'].includes(key)) from(key);
    }
    failOn = one.failOn ?? failOn;
    inherited = one.inherited ?? inherited;
    unopenedFails = document.unopened === undefined ? unopenedFails : document.unopened === 'fail';
    strictAllow = document['strict-allow'] ?? strictAllow;
    for (const key of Object.keys(limits) as (keyof ContentBounds)[]) {
      if (one.limits[key] === null) continue;
      limits[key] = one.limits[key];
      from('limits', key);
    }
    if (document.known !== undefined) {
      known = {
        env: document.known.env ?? known.env,
        ignore: document.known.ignore ?? known.ignore,
        minLength: document.known['min-length'] ?? known.minLength,
      };
    }
    const more = await rulesOf(one, reader);
    rules.push(...more.rules);
    notes.push(...more.notes);
  }
  return {
    files: files.map((one) => one.file).reverse(),
    failOn,
    inherited,
    unopenedFails,
    strictAllow,
    allow: files.flatMap((one) => one.allow),
    ownRules: rules,
    changes: files.flatMap((one) => one.changes),
    limits,
    destinations: files.flatMap((one) => one.destinations),
    known,
    reports: files.flatMap((one) => one.document.reports ?? []),
    notes,
    origins,
  };
}
