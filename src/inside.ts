/** The sink that opens what lies inside of files, with the bounds of the policy and an ordered ledger. */
import { openContents } from './content/contents.ts';
import { FirstLines } from './content/ledger.ts';
import { CONTENT_LIMITS, type ContentLimits } from './content/limits.ts';
import type { Lines, Told, Unopened, Unread } from './model/ledger.ts';
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
  told: () => Told;
}

/** @param finder Takes the files' texts and what is nested in them. */
export const openInside = (
  finder: TextSink,
  { openContents: wanted, limits }: Pick<GateRequest, 'openContents' | 'limits'>,
): Inside => {
  const bounds = bounded(limits);
  const unread = new FirstLines(bounds.lines);
  const unopened = new FirstLines(bounds.lines);
  const told = (): Told => ({ unread: unread.lines(), unopened: unopened.lines() });
  if (!wanted) return { sink: finder, settled: () => Promise.resolve(), told };
  const sink = openContents(finder, bounds, {
    unread: (path, reason) => unread.add(path, reason),
    unopened: (path, reason) => unopened.add(path, reason),
  });
  return { sink, settled: () => sink.settled(), told };
};

/** What several threads were told, as lines of one ledger. */
export const joinTold = (
  parts: readonly Told[],
  limits: ContentBounds | null,
): { unread: Unread[]; unopened: Unopened[] } => {
  const { lines: most } = bounded(limits);
  const joined = (lists: readonly Lines[], told: string): Unopened[] => {
    const all = new FirstLines(most);
    for (const lines of lists) all.join(lines);
    const { kept, more } = all.lines();
    return more === 0 ? kept : [...kept, { path: '(more)', reason: `${more} more ${told}` }];
  };
  return {
    unread: joined(
      parts.map(({ unread }) => unread),
      'that were not read',
    ).map((line) => ({ where: 'layer', ...line })),
    unopened: joined(
      parts.map(({ unopened }) => unopened),
      'that could not be opened',
    ),
  };
};
