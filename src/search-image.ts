/**
 * The one pass: context and image are read front to back, what lies inside of files is opened, and
 * all texts are searched on the way.
 */
import { CONTENT_LIMITS, type ContentLimits } from './content/limits.ts';
import { openContents, type ContentSink } from './content/contents.ts';
import { ContextDigests, DigestTap } from './context/digests.ts';
import { Finder, type BatchSearcher } from './detect/finder.ts';
import type { RuleSet } from './detect/ruleset.ts';
import { CountingSink, openCleanLayers } from './finding/clean-layers.ts';
import { collectSecrets, type Secret } from './finding/collect.ts';
import { siftInherited, type Sifted } from './finding/inherited.ts';
import { readContext, type ReadContext } from './finding/read-context.ts';
import { readBlob } from './image/blob.ts';
import { readImage, type ImageReading } from './image/read.ts';
import type { Unopened, Unread } from './model/ledger.ts';
import type { ContentBounds, GateRequest } from './model/request.ts';
import type { TextSink } from './model/text.ts';
import { PackageDatabases } from './packages/databases.ts';

/** Above this many different secrets an image is bait; what is left over is said to be unread. */
const MOST_SECRETS = 1000;

export interface Searched {
  reading: ImageReading;
  context: ReadContext | null;
  digests: ContextDigests;
  secrets: Secret[];
  sifted: Sifted;
  totals: { texts: number; bytes: number };
  notes: string[];
  unread: Unread[];
  unopened: Unopened[];
}

const byPath = <T extends { path: string; reason: string }>(a: T, b: T): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : a.reason < b.reason ? -1 : 1;

/** The bounds of content/ with those that the policy sets. */
const bounded = (limits: ContentBounds | null): ContentLimits => {
  const set = Object.entries(limits ?? {}).filter(
    ([name, value]) => value !== null && name !== 'layer',
  );
  return { ...CONTENT_LIMITS, ...Object.fromEntries(set) };
};

/** What a file's inside did not give, told in an order that does not hang on how bytes arrived. */
const openInside = (
  finder: TextSink,
  { openContents: wanted, limits }: Pick<GateRequest, 'openContents' | 'limits'>,
): { sink: TextSink; settled: () => Promise<void>; unread: Unread[]; unopened: Unopened[] } => {
  const unread: Unread[] = [];
  const unopened: Unopened[] = [];
  if (!wanted) return { sink: finder, settled: () => Promise.resolve(), unread, unopened };
  const sink: ContentSink = openContents(finder, bounded(limits), {
    unread: (path, reason) => void unread.push({ where: 'layer', path, reason }),
    unopened: (path, reason) => void unopened.push({ path, reason }),
  });
  return { sink, settled: () => sink.settled(), unread, unopened };
};

/** Pushes a text that is at hand as a whole. */
const pushText = (sink: TextSink, path: string, text: string): void => {
  sink.begin({ where: 'dockerfile', path, blob: null });
  sink.write(Buffer.from(text));
  sink.end();
};

/** Reads everything once, front to back, and gives what was found in it. */
export const searchImage = async (
  request: GateRequest,
  ruleSet: RuleSet,
  searcher: BatchSearcher,
): Promise<Searched> => {
  const finder = new Finder(ruleSet, searcher);
  const { reference, transport, source, dockerfile } = request;
  let blobs = 0;
  request.watch?.(() => ({ ...finder.totals, blobs }));
  const inside = openInside(finder, request);
  const digests = new ContextDigests();
  // The context first, so that the image's files can be told from it as they go by.
  const context =
    request.context === null
      ? null
      : await readContext(request.context, dockerfile, inside.sink, digests);
  const packages = new PackageDatabases();
  const tapped = (inner: TextSink): TextSink =>
    packages.tap(context === null ? inner : new DigestTap(inner, digests));
  const counter = new CountingSink();
  const [sink, skipped] = [tapped(inside.sink), tapped(counter)];
  const clean = await openCleanLayers(request, request.known.length > 0);
  const layerBytes = request.limits?.layer ?? null;
  const reading = await readImage(source, reference, transport, sink, {
    ...(layerBytes === null ? {} : { limits: { layerBytes } }),
    progress: ({ kind }) => {
      if (kind === 'begin') blobs += 1;
    },
    readBlob: (key, body, texts, limits) =>
      readBlob(key, body, clean.knows(key) ? skipped : texts, limits),
  });
  if (dockerfile !== null) pushText(finder, dockerfile.path, dockerfile.text);
  await inside.settled();
  const texts = await finder.results();
  await clean.remember(reading, inside.unread, texts);
  const sifted = siftInherited(texts, ruleSet.rules, packages);
  const secrets = collectSecrets(sifted.texts, ruleSet.rules);
  const unread = [...reading.unread, ...(context?.unread ?? []), ...inside.unread.sort(byPath)];
  if (secrets.length > MOST_SECRETS) {
    const reason = `${secrets.length} different secrets, of which ${MOST_SECRETS} are told`;
    unread.push({ where: 'image', path: reference, reason });
  }
  return {
    reading,
    context,
    digests,
    secrets: secrets.slice(0, MOST_SECRETS),
    sifted,
    totals: {
      texts: finder.totals.texts + counter.texts,
      bytes: finder.totals.bytes + counter.bytes,
    },
    notes: clean.damaged ? ['the cache of clean layers is damaged and was not used'] : [],
    unread,
    unopened: inside.unopened.sort(byPath),
  };
};
