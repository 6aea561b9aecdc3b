/**
 * A Secret of Kubernetes (kubernetes.io/docs, Secret v1): values in base64 under `data`, as they are
 * under `stringData`, in YAML or JSON. Told is the first value that could be one.
 */
import { isAlnum } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';
import { passwordKind } from '../checks/password-value.ts';

/** Bytes on either side of `kind: Secret` that belong to the manifest. */
export const longestManifest = 6000;

/** A Secret is of the core API group; other kinds of that name are not. */
const coreVersion = /apiVersion"?:\s*["']?v1["'\s,]/;
const otherKind = /^[ \t]*"?kind"?:/m;
const block = /^([ \t]*)"?(data|stringData)"?:[ \t]*\{?[ \t]*$/gm;
/** A member of the block, its value beside it or, behind `|` or `>`, on the next line. */
const member =
  /^[ \t]*"?([\w.-]{1,120})"?:[ \t]*(?:[|>][+-]?[ \t]*\r?\n[ \t]+)?["']?([^"'\s|>{][^"'\n]{0,4000}?)["']?,?[ \t]*\r?$/gm;
/** Keys whose values are no secret. */
const plainKey =
  /^(?:user(?:name)?|host(?:name)?|port|database|db|namespace|ca\.crt|tls\.crt|url|endpoint|type|region)$/i;
const base64 = /^[A-Za-z0-9+/]{8,}={0,2}$/;

const decoded = (value: string): string | null =>
  base64.test(value) && value.length % 4 === 0
    ? Buffer.from(value, 'base64').toString('latin1')
    : null;

const valueOf = (kind: string, raw: string): string | null =>
  kind === 'data' ? decoded(raw) : raw;

/** The block of values that belongs to the `kind` at `at`: the next one, or the last before it. */
const blockNear = (manifest: string, at: number): RegExpExecArray | null => {
  const blocks = [...manifest.matchAll(block)];
  const apart = (from: number, to: number): boolean =>
    otherKind.test(manifest.slice(from, to)) || manifest.slice(from, to).includes('\n---');
  const next = blocks.find((one) => one.index > at);
  if (next !== undefined && !apart(at + 4, next.index)) return next;
  const last = blocks.filter((one) => one.index < at).at(-1);
  return last !== undefined && !apart(last.index, at) ? last : null;
};

/** The anchor is `kind: Secret` in one of its spellings. */
export const readKubernetesSecret: Attempt = (bytes, anchorStart, anchorEnd, from, to) => {
  // `kind: SecretStore` is another kind.
  if (anchorEnd < to && isAlnum[bytes[anchorEnd] as number] === 1) return null;
  const begin = Math.max(from, anchorStart - longestManifest);
  const text = textOf(bytes, begin, Math.min(to, anchorEnd + longestManifest));
  const at = anchorStart - begin;
  if (!coreVersion.test(text)) return null;
  const open = blockNear(text, at);
  if (open === null) return null;
  const inner = open.index + open[0].length;
  const rest = text.slice(inner);
  const indent = (open[1] ?? '').length;
  const close = rest.search(new RegExp(`\\n(?:[ \\t]{0,${indent}}["}A-Za-z]|---)`));
  const members = close < 0 ? rest : rest.slice(0, close + 1);
  for (const match of members.matchAll(member)) {
    const [, key = '', raw = ''] = match;
    if (plainKey.test(key)) continue;
    const value = valueOf(open[2] ?? '', raw);
    if (value === null) continue;
    // A Docker configuration is a document with a login in it.
    const kind = /^\.docker/.test(key) ? 'plain' : passwordKind(value.trim());
    if (kind === 'placeholder') continue;
    const start = begin + inner + match.index + match[0].indexOf(raw, key.length + 1);
    const verified = kind === 'weak' ? false : null;
    return wholeCandidate(start, start + raw.length, verified, [`key: ${key}`]);
  }
  return null;
};
