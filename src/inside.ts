/** The sink that opens what lies inside of files, with the bounds of the policy and an ordered ledger. */
import { openContents } from './content/contents.ts';
import { CONTENT_LIMITS, type ContentLimits } from './content/limits.ts';
import type { Unopened, Unread } from './model/ledger.ts';
import type { ContentBounds, GateRequest } from './model/request.ts';
import type { TextSink } from './model/text.ts';

/** The bounds of content/ with those that the policy sets. */
const bounded = (limits: ContentBounds | null): ContentLimits => {
  const set = Object.entries(limits ?? {}).filter(
    ([name, value]) => value !== null && name !== 'layer',
  );
  return { ...CONTENT_LIMITS, ...Object.fromEntries(set) };
};

export interface Inside {
  sink: TextSink;
  /** Resolves when all that was pushed has been opened. */
  settled: () => Promise<void>;
  unread: Unread[];
  unopened: Unopened[];
}

/** @param finder Takes the files' texts and what is nested in them. */
export const openInside = (
  finder: TextSink,
  { openContents: wanted, limits }: Pick<GateRequest, 'openContents' | 'limits'>,
): Inside => {
  const unread: Unread[] = [];
  const unopened: Unopened[] = [];
  if (!wanted) return { sink: finder, settled: () => Promise.resolve(), unread, unopened };
  const sink = openContents(finder, bounded(limits), {
    unread: (path, reason) => void unread.push({ where: 'layer', path, reason }),
    unopened: (path, reason) => void unopened.push({ path, reason }),
  });
  return { sink, settled: () => sink.settled(), unread, unopened };
};

/** Orders what a ledger lists, whatever the order in which it came. */
export const byPath = <T extends { path: string; reason: string }>(a: T, b: T): number => {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0;
};
