/**
 * The one pass: context and image are read front to back, what lies inside of files is opened, and
 * all texts are searched on the way.
 */
import { ContextDigests, DigestTap } from './context/digests.ts';
import { Finder } from './detect/finder.ts';
import type { RuleSet } from './detect/ruleset.ts';
import { CountingSink, openCleanLayers } from './finding/clean-layers.ts';
import { collectSecrets, type Secret } from './finding/collect.ts';
import { doubtExamples } from './finding/example-path.ts';
import { siftInherited, type Sifted } from './finding/inherited.ts';
import { readContext, type ReadContext } from './finding/read-context.ts';
import { readBlob } from './image/blob.ts';
import { readImage, type ImageReading } from './image/read.ts';
import type { Unopened, Unread } from './model/ledger.ts';
import type { GateRequest } from './model/request.ts';
import type { TextSink } from './model/text.ts';
import { PackageDatabases } from './packages/databases.ts';
import { joinTold, openInside } from './inside.ts';
import { SharingSink, type Lane } from './share.ts';

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

const sum = (parts: readonly { texts: number; bytes: number }[]): Searched['totals'] =>
  parts.reduce<Searched['totals']>(
    (all, { texts, bytes }) => ({ texts: all.texts + texts, bytes: all.bytes + bytes }),
    { texts: 0, bytes: 0 },
  );

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
  lanes: readonly Lane[],
): Promise<Searched> => {
  const finder = new Finder(ruleSet);
  const { reference, transport, source, dockerfile } = request;
  let blobs = 0;
  request.watch?.(() => ({ ...finder.totals, blobs }));
  const inside = openInside(finder, request);
  const shared = lanes.length === 0 ? inside.sink : new SharingSink(inside.sink, lanes);
  const digests = new ContextDigests();
  // The context first, so that the image's files can be told from it as they go by.
  const context =
    request.context === null
      ? null
      : await readContext(request.context, dockerfile, shared, digests);
  const packages = new PackageDatabases();
  const tapped = (inner: TextSink): TextSink =>
    packages.tap(context === null ? inner : new DigestTap(inner, digests));
  const counter = new CountingSink();
  const [sink, skipped] = [tapped(shared), tapped(counter)];
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
  const finishing = Promise.all(lanes.map((lane) => lane.finish()));
  // Awaited below; a failure of our own comes first.
  finishing.catch(() => undefined);
  await inside.settled();
  const others = await finishing;
  const texts = [...finder.results(), ...others.flatMap((other) => other.texts)];
  const told = joinTold([inside.told(), ...others], request.limits);
  await clean.remember(reading, told.unread, texts);
  const sifted = siftInherited(doubtExamples(texts, ruleSet.rules), ruleSet.rules, packages);
  const secrets = collectSecrets(sifted.texts, ruleSet.rules);
  const unread = [...reading.unread, ...(context?.unread ?? []), ...told.unread];
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
    totals: sum([finder.totals, counter, ...others.map((other) => other.totals)]),
    notes: clean.damaged ? ['the cache of clean layers is damaged and was not used'] : [],
    unread,
    unopened: told.unopened,
  };
};
