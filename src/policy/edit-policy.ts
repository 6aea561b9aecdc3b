/**
 * Adds entries to a policy file as a careful person would: at the end of the list, indented as the list
 * is, everything else left as it was, comments and blank lines included.
 */
import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Document } from 'yaml';
import { readPolicyFile } from './read-policy.ts';
import type { AllowDocument, RuleChangeDocument } from './schema.ts';
import type { OwnRuleDocument } from './rule-schema.ts';

/** What may be added to `rules`: an own rule, a change, a TOML file. */
export type RuleItem = OwnRuleDocument | RuleChangeDocument | string;

/** The first line of a file that did not exist: editors read the schema from it. */
const MODELINE =
  '# yaml-language-server: $schema=https://unpkg.com/dockgate/schema/policy.schema.json\n';

/**
 * @param text What the file holds; null where there is none yet.
 * @throws GateError where the file is no valid policy, before or after.
 */
export function addAllowEntries(
  file: string,
  text: string | null,
  entries: readonly AllowDocument[],
): string {
  return addItems(file, text, 'allow', entries);
}

/** As `addAllowEntries`, for `rules`. */
export function addRuleItems(
  file: string,
  text: string | null,
  items: readonly RuleItem[],
): string {
  return addItems(file, text, 'rules', items);
}

function addItems(
  file: string,
  text: string | null,
  key: 'allow' | 'rules',
  items: readonly unknown[],
): string {
  if (items.length === 0) return text ?? '';
  const before = text ?? MODELINE;
  readPolicyFile(file, before);
  const after = inserted(before, key, items) ?? rewritten(before, key, items);
  readPolicyFile(file, after);
  return after;
}

/** The text with lines put in; null where the list is not written as a block. */
function inserted(text: string, key: string, items: readonly unknown[]): string | null {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const render = (indent: string): string =>
    items
      .map((item) => renderItem(item, indent))
      .join('\n')
      .replaceAll('\n', end);
  const { contents } = parseDocument(text, { stringKeys: true });
  if (contents !== null && (!isMap(contents) || contents.flow === true)) return null;
  const pair = contents?.items.find(({ key: name }) => isScalar(name) && name.value === key);
  const closed = text === '' || text.endsWith('\n') ? text : text + end;
  if (pair === undefined) {
    const gap = contents === null ? '' : end;
    return `${closed}${gap}${key}:${end}${render('  ')}${end}`;
  }
  const list = pair.value;
  if (!isSeq(list) || list.flow === true || list.anchor !== undefined) return null;
  const last = list.items.at(-1);
  const range = typeof last === 'object' && last !== null && 'range' in last ? last.range : null;
  const start = list.range?.[0];
  if (!Array.isArray(range) || start === undefined) return null;
  const valueEnd = Number(range[1]);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  if (!/^ *$/.test(indent)) return null;
  const newline = text[valueEnd - 1] === '\n' ? valueEnd - 1 : text.indexOf('\n', valueEnd);
  const at = newline < 0 ? closed.length : newline + 1;
  const head = newline < 0 ? closed : text.slice(0, at);
  return `${head}${render(indent)}${end}${newline < 0 ? '' : text.slice(at)}`;
}

/** The file as the YAML library writes it: keeps comments and order, but not every blank. */
function rewritten(text: string, key: string, items: readonly unknown[]): string {
  const document: Document = parseDocument(text, { stringKeys: true });
  const list = document.get(key);
  if (isSeq(list)) for (const item of items) list.add(document.createNode(item));
  else document.set(key, document.createNode(items));
  return document.toString({ lineWidth: 0 });
}

/** One item of a block list, every line behind `indent`. */
function renderItem(item: unknown, indent: string): string {
  const lines = stringify(item, { lineWidth: 0 }).trimEnd().split('\n');
  return lines
    .map((line, at) => (line === '' ? '' : `${indent}${at === 0 ? '- ' : '  '}${line}`))
    .join('\n');
}
