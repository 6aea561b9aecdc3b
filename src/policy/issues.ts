/**
 * The words for what is wrong in a policy: place, what was found, what was meant. A value is never
 * quoted, since it may be a secret at the wrong place; a name is told only as the known one it is near to.
 */
import type * as z from 'zod';
import type { GateError } from '../model/error.ts';
import { didYouMean } from './suggest.ts';
import { errorAt, type Tree } from './yaml-tree.ts';

type Issue = z.core.$ZodIssue;

/** Keys that hold values of one kind, and what such a value must be. */
const KINDS: Readonly<Record<string, string>> = {
  fingerprint: 'must be the 20 characters (0-9, a-f) that the report shows for a finding',
  rule: 'must be the id of a rule; dockgate rules lists them',
  id: 'must be an id: letters, digits, hyphens',
  expires: 'must be a day that exists, YYYY-MM-DD',
  sha256: 'must be 64 characters (0-9, a-f)',
  url: 'must be an address that begins with https:// and holds no user name',
  file: 'must be a path below the working directory',
  expansion: 'must be a number of bytes or a size such as 512 MiB',
  layer: 'must be a number of bytes or a size such as 512 MiB',
  'fail-on': 'must be none, or a list of certain, likely, possible',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text (in quotes, if YAML takes it for something else)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping (name: value)',
};

/** What the schema knows, for suggestions: keys by the place where they belong. */
export type KnownKeys = (path: readonly PropertyKey[]) => readonly string[];

/** The error for the first of `issues`, with a count of the others. */
export function issueError(tree: Tree, issues: readonly Issue[], known: KnownKeys): GateError {
  // A misspelt key is why another is missing, so it comes first.
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (first === undefined) return errorAt(tree.file, { line: 1, column: 1 }, 'no valid policy');
  const { issue, path } = deepest(first, []);
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  const missing = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const spot = missing === undefined ? tree.spot(path) : tree.keySpot([...path, missing]);
  return errorAt(tree.file, spot, `${describe(tree, issue, path, known)}${more}`);
}

interface Found {
  issue: Issue;
  path: PropertyKey[];
}

/** Of a union the branch that the writer most likely meant: the one that fails farthest inside. */
function deepest(issue: Issue, above: readonly PropertyKey[]): Found {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') return { issue, path };
  let best: Found | null = null;
  let least = Infinity;
  for (const branch of issue.errors) {
    const inner = branch.find(({ code }) => code === 'unrecognized_keys') ?? branch[0];
    if (inner === undefined) continue;
    const found = deepest(inner, path);
    const wrongKind = found.issue.code === 'invalid_type' && found.path.length === path.length;
    const rank = (wrongKind ? 1000 : 0) + branch.length - 10 * found.path.length;
    if (rank < least) {
      least = rank;
      best = found;
    }
  }
  return best ?? { issue, path };
}

/** The words without the place. */
function describe(
  tree: Tree,
  issue: Issue,
  path: readonly PropertyKey[],
  known: KnownKeys,
): string {
  const name = nameOf(path);
  const value = valueAt(tree.value, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const words = known(path);
      return `${name} has no such key${didYouMean(issue.keys[0] ?? '', words) || `; it may have ${words.join(', ')}`}`;
    }
    case 'invalid_type':
      if (value === undefined) return `${name} is missing`;
      return `${name} must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value': {
      const words = issue.values.map(String);
      const meant = typeof value === 'string' ? didYouMean(value, words) : '';
      return `${name} must be ${words.join(', ')}${meant}`;
    }
    case 'too_small':
      return `${name} must ${measure(issue.origin, `at least ${issue.minimum}`)}`;
    case 'too_big':
      return `${name} must ${measure(issue.origin, `at most ${issue.maximum}`)}`;
    default:
      return `${name} ${KINDS[lastName(path)] ?? 'must be one line of text'}`;
  }
}

function measure(origin: string, bound: string): string {
  if (origin === 'string') return `have ${bound} characters`;
  return origin === 'array' ? `have ${bound} entries` : `be ${bound}`;
}

function lastName(path: readonly PropertyKey[]): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

/** `allow[2].reason`; keys are the schema's own here, for an unknown one never gets this far. */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((step, at) =>
      typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`,
    )
    .join('');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at;
}
