/**
 * YAML text to plain values that still know where they stand, so that every error of a policy can
 * name its line. The file comes from a pull request that may mean harm: nodes, depth and size are
 * counted, aliases are followed within the same count, objects have no prototype, and no error quotes
 * the file, since somebody may have pasted a secret into it.
 */
import { Composer, Document as YamlDocument, LineCounter, Parser } from 'yaml';
import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { CST, Document, Node, Pair, YAMLMap } from 'yaml';
import { GateError } from '../model/error.ts';

/** UTF-16 units of a whole file. */
const LARGEST = 4 * 1024 ** 2;

/** Values of one file, those behind aliases counted each time. */
const MOST_NODES = 200_000;

/** How deep values may nest; the policy itself needs six levels. */
const DEEPEST = 24;

/** Steps from the root: keys and positions. */
export type TreePath = readonly PropertyKey[];

/** A place in a file; lines and columns from 1. */
export interface Spot {
  line: number;
  column: number;
}

export interface Tree {
  /** As the user knows the file. */
  file: string;
  /** Objects without prototype, arrays, strings, numbers, booleans, null; undefined for an empty file. */
  value: unknown;
  /** Where the value behind a path stands, or what is nearest above it. */
  spot(path: TreePath): Spot;
  /** Where the key at the end of a path stands. */
  keySpot(path: TreePath): Spot;
}

/** What each code of the `yaml` package means to somebody who writes a policy. */
const SYNTAX: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'an alias can have neither anchor nor tag',
  BAD_ALIAS: 'an alias needs a plain name that was set before it',
  BAD_COLLECTION_TYPE: 'a tag here does not fit the value behind it',
  BAD_DIRECTIVE: 'no directive is known here',
  BAD_DQ_ESCAPE: 'an escape in double quotes is not known; use single quotes for backslashes',
  BAD_INDENT: 'the indentation does not fit the lines around it',
  BAD_PROP_ORDER: 'anchor or tag stands at the wrong place',
  BAD_SCALAR_START: 'a value cannot begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping or list cannot stand on the line of a key; check the colons',
  BLOCK_IN_FLOW: 'a block cannot stand inside [ ] or { }',
  DUPLICATE_KEY: 'the same key stands twice in one mapping',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a character is missing: a quote, a colon, a comma or a closing bracket',
  MULTILINE_IMPLICIT_KEY: 'a key goes over the end of its line; a quote or colon may be missing',
  MULTIPLE_ANCHORS: 'a value can have one anchor only',
  MULTIPLE_DOCS: 'a policy is one document; take out the --- lines',
  MULTIPLE_TAGS: 'a value can have one tag only',
  NON_STRING_KEY: 'every key must be a plain word',
  TAB_AS_INDENT: 'a tab cannot indent; use blanks',
  TAG_RESOLVE_FAILED: 'the tag is not known; take it out',
  UNEXPECTED_TOKEN: 'this does not belong here; a quote, colon or bracket may be wrong',
};

const at = (file: string, { line, column }: Spot): string => `${file}:${line}:${column}`;

/** `file:line:column: what`, as every error about a file begins. */
export function errorAt(file: string, spot: Spot, what: string): GateError {
  return new GateError(`${at(file, spot)}: ${what}`);
}

/**
 * @param file As the user knows it, for errors.
 * @throws GateError with file, line and column where the text is no YAML, or is too large or too deep.
 */
export function readTree(file: string, text: string): Tree {
  const start = { line: 1, column: 1 };
  if (text.length > LARGEST) throw errorAt(file, start, `longer than ${LARGEST} characters`);
  const lines = new LineCounter();
  const document = parse(file, text, lines);
  const spotOf = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    const meaning = SYNTAX[problem.code] ?? 'this is no valid YAML';
    throw errorAt(file, spotOf(problem.pos[0]), meaning);
  }
  const value = new Reading(file, document, spotOf).value(document.contents, 0);
  return {
    file,
    value,
    spot: (path) => spotOf(find(document, path).offset),
    keySpot: (path) => spotOf(find(document, path).key),
  };
}

/**
 * The parser proper works without recursion, the composer behind it does not: a file that nests
 * thousands of levels deep would end the whole process there, so depth is measured in between.
 */
function parse(file: string, text: string, lines: LineCounter): Document {
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (nestsTooDeep(tokens)) {
    throw errorAt(file, { line: 1, column: 1 }, `values nest deeper than ${DEEPEST} levels`);
  }
  const options = { prettyErrors: false, schema: 'core', merge: false, stringKeys: true } as const;
  const composer = new Composer(options);
  const documents = [...composer.compose(tokens, true, text.length)];
  const document = documents[0] ?? new YamlDocument(null, options);
  const second = documents[1];
  if (second !== undefined) {
    const { line, col } = lines.linePos(second.range?.[0] ?? 0);
    throw errorAt(file, { line, column: col }, SYNTAX['MULTIPLE_DOCS'] ?? '');
  }
  return document;
}

/** Whether tokens lie deeper in one another than values may; a value is at most three tokens deep. */
function nestsTooDeep(tokens: readonly CST.Token[]): boolean {
  let level: CST.Token[] = [...tokens];
  for (let depth = 0; depth <= 3 * (DEEPEST + 1); depth++) {
    const below: CST.Token[] = [];
    for (const token of level) {
      if (token.type === 'document' && token.value) below.push(token.value);
      if (!('items' in token)) continue;
      for (const { key, value } of token.items) {
        if (key) below.push(key);
        if (value) below.push(value);
      }
    }
    if (below.length === 0) return false;
    level = below;
  }
  return true;
}

/** One walk over the nodes, with its count. */
class Reading {
  readonly #file: string;
  readonly #document: Document;
  readonly #spotOf: (offset: number) => Spot;
  #nodes = 0;

  constructor(file: string, document: Document, spotOf: (offset: number) => Spot) {
    this.#file = file;
    this.#document = document;
    this.#spotOf = spotOf;
  }

  value(node: unknown, depth: number): unknown {
    if (node === null || node === undefined) return depth === 0 ? undefined : null;
    if (!isNode(node)) return null;
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) throw this.#error(node, `more than ${MOST_NODES} values`);
    if (depth > DEEPEST) throw this.#error(node, `values nest deeper than ${DEEPEST} levels`);
    if (isAlias(node)) {
      const target = node.resolve(this.#document);
      if (target === undefined) throw this.#error(node, SYNTAX['BAD_ALIAS'] ?? '');
      return this.value(target, depth + 1);
    }
    if (isScalar(node)) return scalarValue(node.value, node.source);
    if (isSeq(node)) return node.items.map((item) => this.value(item, depth + 1));
    return isMap(node) ? this.#object(node, depth) : null;
  }

  #object(map: YAMLMap, depth: number): object {
    const object = Object.create(null) as Record<string, unknown>;
    for (const pair of map.items) object[keyOf(pair)] = this.value(pair.value, depth + 1);
    return object;
  }

  #error(node: Node, what: string): GateError {
    return errorAt(this.#file, this.#spotOf(node.range?.[0] ?? 0), what);
  }
}

/** A number stays one only as it is written: a fingerprint of digits (`12e4…`) is a text. */
function scalarValue(value: unknown, source: string | undefined): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') {
    const shown = String(value);
    return source === undefined || source === shown ? value : source;
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return null;
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}

/** Offsets of the value behind a path and of its key; of what is nearest above where it is missing. */
function find(document: Document, path: TreePath): { offset: number; key: number } {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  let key = offset;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    let child: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => keyOf(item) === String(step));
      if (pair === undefined) break;
      key = startOf(pair.key) ?? key;
      child = pair.value;
    } else if (isSeq(node)) {
      child = node.items[Number(step)];
      key = startOf(child) ?? key;
    } else break;
    offset = startOf(child) ?? key;
    node = child;
  }
  return { offset, key };
}

function startOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
