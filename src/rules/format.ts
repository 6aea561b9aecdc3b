/**
 * The words in which rules are written. They only build data (model/rule.ts); what the data means to
 * the search stands in detect/.
 */
import type { Severity } from '../model/levels.ts';
import type {
  AnchoredPattern,
  Category,
  Check,
  Companion,
  Element,
  NamedPattern,
  Pattern,
  Rule,
  StructurePattern,
} from '../model/rule.ts';

export const digits = '0123456789';
export const lower = 'abcdefghijklmnopqrstuvwxyz';
export const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const letters = upper + lower;
export const alnum = digits + letters;
export const lowerAlnum = digits + lower;
export const upperAlnum = digits + upper;
export const hex = digits + 'abcdef';
export const upperHex = digits + 'ABCDEF';
export const anyHex = digits + 'abcdefABCDEF';
/** Letters, digits and underscore: `\w`. */
export const word = alnum + '_';
/** RFC 4648 section 5. */
export const base64url = alnum + '-_';
/** RFC 4648 section 4, without the padding. */
export const base64 = alnum + '+/';
/** RFC 4648 section 6, without the padding. */
export const base32 = upper + '234567';
/** Bitcoin's base58: letters and digits without those that look alike. */
export const base58 = [...alnum].filter((character) => !'0IOl'.includes(character)).join('');
/** Last characters of an unpadded base64url text of 32 bytes: four bits, two zero bits. */
export const base64urlEnd4 = 'AEIMQUYcgkosw048';

type Part = string | Element;

const parts = (list: Part[]): Element[] =>
  list.map((part) => (typeof part === 'string' ? literal(part) : part));

export const literal = (text: string): Element => ({ kind: 'literal', text, fold: false });

/** A literal in upper or lower case. */
export const folded = (text: string): Element => ({ kind: 'literal', text, fold: true });

/** `min` to `max` characters (exactly `min` when `max` is left out) of `alphabet`, as many as possible. */
export const run = (alphabet: string, min: number, max = min): Element => ({
  kind: 'run',
  alphabet,
  min,
  max,
});

/** One of several, tried in order; each a literal, an element or a list of these. */
export const either = (...options: (Part | Part[])[]): Element => ({
  kind: 'either',
  options: options.map((option) => parts(Array.isArray(option) ? option : [option])),
});

export const maybe = (...list: Part[]): Element => ({ kind: 'maybe', elements: parts(list) });

/** Marks the part of a pattern that is the secret. */
export const secret = (...list: Part[]): Element => ({ kind: 'secret', elements: parts(list) });

/** RFC 9562 section 4: digits in groups of 8, 4, 4, 4 and 12. */
const uuidOf = (alphabet: string): Element[] =>
  [8, 4, 4, 4, 12].flatMap((length, at) =>
    at === 0 ? [run(alphabet, length)] : [literal('-'), run(alphabet, length)],
  );

/** UUID in lower case. */
export const uuid = uuidOf(hex);
/** UUID in either case. */
export const anyUuid = uuidOf(anyHex);
/** Grouped as a UUID, with letters beyond `f`, as some providers issue and many scanners accept. */
export const looseUuid = uuidOf(alnum);

/** RFC 7519, signed; the check parses header and payload. */
export const jsonWebToken: Element[] = [
  literal('eyJ'),
  run(base64url, 10, 400),
  literal('.'),
  run(base64url, 20, 4000),
  literal('.'),
  run(base64url, 40, 700),
];

/** A format with a literal of at least three bytes in it, by which it is found. */
export const anchored = (...list: Part[]): AnchoredPattern => ({
  kind: 'anchored',
  elements: parts(list),
});

/** The same pattern, searched by this literal of it and not by its longest. */
export const anchorAt = (anchor: string, pattern: AnchoredPattern): AnchoredPattern => ({
  ...pattern,
  anchor,
});

/** The same pattern, but only with one of these words within `within` bytes before or after it. */
export const near = (words: string[], pattern: AnchoredPattern, within = 200): AnchoredPattern => ({
  ...pattern,
  near: words,
  within,
});

/** A value recognised by one of these words before it. */
export const named = (words: string[], ...list: Part[]): NamedPattern => ({
  kind: 'named',
  words,
  elements: parts(list),
  strict: false,
});

/** As `named`, for words that are common in themselves: a word for a credential must stand between. */
export const strict = (words: string[], ...list: Part[]): NamedPattern => ({
  ...named(words, ...list),
  strict: true,
});

export const structure = (name: string, anchors: string[], longest: number): StructurePattern => ({
  kind: 'structure',
  structure: name,
  anchors,
  longest,
});

/** A member of a file in which this tool keeps its login (detect/tool-file.ts). */
export const toolFile = (tool: string): StructurePattern =>
  structure('tool-file', [`dockgate:tool-file:of${tool} `], 4200);

/** The same pattern, but a match is no more than `possible`. */
export const possible = <P extends Pattern>(pattern: P): P => ({
  ...pattern,
  confidence: 'possible',
});

/** A check; a match that fails it is dropped. */
export const must = (name: string): Check => ({ name, fails: 'drop' });

/** A check; a match that fails it is reported as `possible`. */
export const should = (name: string): Check => ({ name, fails: 'possible' });

export interface RuleFacts {
  id: string;
  provider: string;
  name: string;
  category: Category;
  patterns: Pattern[];
  revoke: string;
  source: string;
  env?: string[];
  ai?: boolean;
  severity?: Severity;
  confidence?: 'likely' | 'possible';
  checks?: Check[];
  companion?: Companion;
  lifetime?: string;
  verify?: string;
  related?: string[];
}

const aiCategories: ReadonlySet<Category> = new Set([
  'ai-model',
  'ai-vector',
  'ai-ops',
  'ai-agent',
  'ai-media',
  'gpu-cloud',
]);

/** A rule with what goes without saying filled in: `ai` by category, severity high, a long life. */
export const rule = (facts: RuleFacts): Rule => ({
  id: facts.id,
  provider: facts.provider,
  name: facts.name,
  category: facts.category,
  ai: facts.ai ?? aiCategories.has(facts.category),
  severity: facts.severity ?? 'high',
  confidence: facts.confidence ?? 'likely',
  patterns: facts.patterns,
  checks: facts.checks ?? [],
  companion: facts.companion ?? null,
  lifetime: facts.lifetime ?? 'long',
  verify: facts.verify ?? '',
  revoke: facts.revoke,
  env: facts.env ?? [],
  source: facts.source,
  related: facts.related ?? [],
});

/** What is known of a service whose key has no mark: its name beside the key, where it is tried, where it is replaced. */
export interface ServiceKey {
  id: string;
  provider: string;
  category: Category;
  patterns: Pattern[];
  /** The endpoint that answers for a key, without the scheme; empty where nobody tells. */
  endpoint: string;
  site: string;
  env: string;
  source: string;
}

/** A key of a service that bills or limits its calls. */
export const serviceKey = ({ endpoint, site, env, ...facts }: ServiceKey): Rule =>
  rule({
    ...facts,
    name: 'API key',
    severity: 'medium',
    env: [env],
    verify:
      endpoint === ''
        ? ''
        : `request https://${endpoint} with the key; 2xx: alive, 401 or 403: not`,
    revoke: `replace the key in the account's settings at https://${site}`,
  });
