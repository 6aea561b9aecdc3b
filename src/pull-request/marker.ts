/**
 * The hidden mark by which a later run knows its own comments again and what they told. It stands in
 * an HTML comment at the end of the body, as base64, which has no `--` that could end the comment.
 */

/** What a comment or a review told. */
export interface Mark {
  /** `finding`: a comment on a line or file. `part`: a suggestion that belongs to another comment's fix. */
  kind: 'finding' | 'part' | 'review' | 'done';
  /** Which gate wrote it, where several look at one pull request. */
  scope: string;
  /** Titles by fingerprint. */
  findings: ReadonlyMap<string, string>;
  /** Those that were told once and have gone since. */
  gone: ReadonlyMap<string, string>;
}

const PATTERN = /<!-- dockgate:1 ([A-Za-z0-9+/]{1,90000}={0,2}) -->\s*$/;

/** Bytes of titles, and of all pairs, that a mark has room for: a body takes 65536 characters. */
const TITLES = 6000;
const PAIRS = 24_000;

export function writeMark({ kind, scope, findings, gone }: Mark): string {
  const json = JSON.stringify({
    kind,
    scope,
    findings: fitting(findings, PAIRS),
    gone: fitting(gone, TITLES),
  });
  return `<!-- dockgate:1 ${Buffer.from(json, 'utf8').toString('base64')} -->`;
}

/** Pairs that fit; behind the first ones without their titles. */
function fitting(pairs: ReadonlyMap<string, string>, room: number): [string, string][] {
  const fit: [string, string][] = [];
  let used = 0;
  for (const [fingerprint, title] of pairs) {
    const told = used + bytesOf(title) > TITLES ? '' : title;
    used += bytesOf(fingerprint) + bytesOf(told) + 3;
    if (used > room) break;
    fit.push([fingerprint, told]);
  }
  return fit;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}

/** Null for a body without a mark, or with one of another form. */
export function readMark(body: string): Mark | null {
  const packed = PATTERN.exec(body)?.[1];
  if (packed === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(packed, 'base64').toString('utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { kind, scope, findings, gone } = value as Partial<Record<string, unknown>>;
  if (kind !== 'finding' && kind !== 'part' && kind !== 'review' && kind !== 'done') return null;
  const told = pairsOf(findings);
  const before = pairsOf(gone);
  if (typeof scope !== 'string' || told === null || before === null) return null;
  return { kind, scope, findings: told, gone: before };
}

function pairsOf(value: unknown): Map<string, string> | null {
  if (!Array.isArray(value)) return null;
  const pairs = value.filter(
    (pair): pair is [string, string] =>
      Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string',
  );
  return pairs.length === value.length ? new Map(pairs) : null;
}
