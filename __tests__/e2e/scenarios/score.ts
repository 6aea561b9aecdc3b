/** Holds a report against the truth: which planted secret was missed, which decoy was flagged. */
import type { Finding } from '../../../src/model/finding.ts';
import type { FileTruth } from './truth.ts';

interface Span {
  start: number;
  end: number;
}

/** Where a value stands in a file; null where it is not in it (an empty one, or one that was only drawn on the way). */
const spanOf = (content: Buffer, value: string): Span | null => {
  if (value === '') return null;
  const start = content.indexOf(
    Buffer.from(value, /[^\x20-\x7e\s]/.test(value) ? 'latin1' : 'utf8'),
  );
  return start < 0 ? null : { start, end: start + value.length };
};

/** Where findings lie in a file; one inside of it (an archive, an encoding) begins where its step says. */
const spansIn = (path: string, findings: readonly Finding[]): Span[] =>
  findings.flatMap(({ places }) =>
    places.flatMap((place) => {
      if (place.path === path) return [{ start: place.offset, end: place.offset + place.length }];
      if (!place.path.startsWith(`${path}!/`)) return [];
      const step = /@(\d+)/.exec(place.path.slice(path.length));
      const start = Number(step?.[1] ?? 0);
      return [{ start, end: start + 1 }];
    }),
  );

const touches = (span: Span, others: readonly Span[]): boolean =>
  others.some(({ start, end }) => start < span.end && end > span.start);

export interface Score {
  planted: number;
  decoys: number;
  /** `path: the value's place and length`, never the value. */
  missed: string[];
  flagged: string[];
}

export const scoreFile = (
  { path, content, planted, decoys }: FileTruth,
  findings: readonly Finding[],
): Score => {
  const found = spansIn(path, findings);
  const told = (value: string): { label: string; hit: boolean }[] => {
    const span = spanOf(content, value);
    if (span === null) return [];
    const line = content.subarray(0, span.start).toString('latin1').split('\n').length;
    return [{ label: `${path}:${line}, ${value.length} characters`, hit: touches(span, found) }];
  };
  const secrets = planted.flatMap(told);
  // A decoy around a planted secret is none.
  const others = decoys
    .filter((value) => !planted.some((secret) => value.includes(secret)))
    .flatMap(told);
  return {
    planted: secrets.length,
    decoys: others.length,
    missed: secrets.filter(({ hit }) => !hit).map(({ label }) => label),
    flagged: others.filter(({ hit }) => hit).map(({ label }) => label),
  };
};
