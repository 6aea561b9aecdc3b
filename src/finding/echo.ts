/**
 * A known value is found where it lies encoded, and once more in what content/ decodes of the same
 * bytes. The second is an echo and no place of its own.
 */
import type { Occurrence } from './collect.ts';

/** A step into a decoded run, `base64@120`: it begins at that byte of the text around it. */
const decodedRun = /^(.*)!\/[\w-]+@(\d+)$/s;

/** Bytes that the longest encoding, `\u0041`, makes of one; a run may begin in the middle of a group. */
const WIDEST = 6;
const SLACK = 16;

/** The first number of an ascending list that is not below another; undefined where there is none. */
const firstFrom = (ascending: readonly number[], least: number): number | undefined => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return ascending[low];
};

/** @param occurrences Of one known value; those of a text by offset, as a text's matches are. */
export const withoutEchoes = (occurrences: readonly Occurrence[]): Occurrence[] => {
  const textOf = (blob: string | null, path: string): string => `${blob ?? ''} ${path}`;
  const offsets = new Map<string, number[]>();
  for (const { origin, match } of occurrences) {
    const text = textOf(origin.blob, origin.path);
    const list = offsets.get(text);
    if (list === undefined) offsets.set(text, [match.offset]);
    else list.push(match.offset);
  }
  return occurrences.filter(({ origin, match }) => {
    const [, around, start] = decodedRun.exec(origin.path) ?? [];
    if (around === undefined) return true;
    const from = Number(start) + match.offset;
    const to = Number(start) + WIDEST * match.offset + SLACK;
    const twin = firstFrom(offsets.get(textOf(origin.blob, around)) ?? [], from);
    return twin === undefined || twin > to;
  });
};
