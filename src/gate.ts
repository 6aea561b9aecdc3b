/**
 * The gate, top to bottom: read the image, find, place, explain, judge. Everything it needs from the
 * machine comes in the request; what goes out holds no secret.
 */
import { judgeReport } from './policy/verdict.ts';
import { hideWhole, redactLines } from './policy/redact.ts';
import { CountingSink, openCleanLayers } from './finding/clean-layers.ts';
import { adviseOn } from './finding/advice.ts';
import { collectSecrets, type Secret } from './finding/collect.ts';
import { explain, type Explanation } from './finding/explain.ts';
import { markBaseLayers, viewPlatforms, type PlatformView } from './finding/view.ts';
import { siftInherited, type Sifted } from './finding/inherited.ts';
import { byWeight } from './finding/order.ts';
import { readContext, type ReadContext } from './finding/read-context.ts';
import { ContextDigests, DigestTap } from './context/digests.ts';
import { createLocalSearcher, Finder, type BatchSearcher } from './detect/finder.ts';
import { createSearchPool } from './detect/pool.ts';
import { knownValueRules } from './detect/known-values.ts';
import { compileRules, type RuleSet } from './detect/ruleset.ts';
import { readBlob } from './image/blob.ts';
import { readImage, type ImageReading } from './image/read.ts';
import { PackageDatabases } from './packages/databases.ts';
import { GateError } from './model/error.ts';
import type { Finding } from './model/finding.ts';
import type { Unread } from './model/ledger.ts';
import type { Report } from './model/report.ts';
import type { GateRequest } from './model/request.ts';
import type { TextSink } from './model/text.ts';

/** What a run gives: the report, and the Dockerfiles' lines, redacted, to draw the report with. */
export interface GateResult {
  report: Report;
  frames: ReadonlyMap<string, string[]>;
}

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
}

const parseMetadata = (text: string | null): unknown => {
  if (text === null || text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new GateError(
      'the build metadata is no JSON; give the --metadata-file of docker buildx build',
    );
  }
};

/** Reads everything once, front to back, and gives what was found in it. */
export const search = async (
  request: GateRequest,
  ruleSet: RuleSet,
  searcher: BatchSearcher,
): Promise<Searched> => {
  const finder = new Finder(ruleSet, searcher);
  const { reference, transport, source, dockerfile } = request;
  let blobs = 0;
  request.watch?.(() => ({ ...finder.totals, blobs }));
  const digests = new ContextDigests();
  // The context first, so that the image's files can be told from it as they go by.
  const context =
    request.context === null
      ? null
      : await readContext(request.context, dockerfile, finder, digests);
  const packages = new PackageDatabases();
  const tapped = (inner: TextSink): TextSink =>
    packages.tap(context === null ? inner : new DigestTap(inner, digests));
  const counter = new CountingSink();
  const [sink, skipped] = [tapped(finder), tapped(counter)];
  const clean = await openCleanLayers(request, request.known.length > 0);
  const reading = await readImage(source, reference, transport, sink, {
    progress: ({ kind }) => {
      if (kind === 'begin') blobs += 1;
    },
    readBlob: (key, body, texts, limits) =>
      readBlob(key, body, clean.knows(key) ? skipped : texts, limits),
  });
  const unread = [...reading.unread, ...(context?.unread ?? [])];
  if (dockerfile !== null) {
    finder.begin({ where: 'dockerfile', path: dockerfile.path, blob: null });
    finder.write(Buffer.from(dockerfile.text));
    finder.end();
  }
  const texts = await finder.results();
  await clean.remember(reading, texts);
  const sifted = siftInherited(texts, ruleSet.rules, packages);
  const secrets = collectSecrets(sifted.texts, ruleSet.rules);
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
  };
};

const notesOf = (views: readonly PlatformView[], context: ReadContext | null): string[] => {
  const dockerfile = views[0]?.input?.dockerfile;
  return [
    ...new Set(views.flatMap(({ alignment }) => (alignment?.note ? [alignment.note] : []))),
    ...(dockerfile === undefined ? [] : adviseOn(dockerfile, context)),
  ];
};

const draw = (
  request: GateRequest,
  { reading, context, totals, unread, sifted }: Searched,
  findings: Finding[],
  views: readonly PlatformView[],
  secrets: readonly Uint8Array[],
  said: readonly string[],
  started: number,
): Report => {
  const { image } = reading;
  const ledger = {
    layersRead: reading.layersRead,
    filesRead: reading.filesRead,
    textsRead: totals.texts,
    bytesRead: totals.bytes,
    unread: unread.map((one) => ({ ...one, path: hideWhole(one.path, secrets) })),
    unopened: [],
    inheritedDropped: sifted.dropped,
    duration: Math.floor((performance.now() - started) / 1000),
  };
  const created = redactLines(
    image.layers.map((layer) => layer.createdBy ?? ''),
    secrets,
  );
  const notes = redactLines([...said, ...notesOf(views, context)], secrets);
  return {
    schemaVersion: 1,
    verdict: judgeReport(findings, ledger, {
      own: request.failOn,
      inherited: request.failOn,
      unopened: false,
    }),
    image: {
      reference: image.reference,
      source: image.source,
      imageId: image.platforms[0]?.imageId ?? null,
      digest: image.digest,
      platforms: image.platforms,
      layers: image.layers.map((layer, at) => ({
        ...layer,
        createdBy: layer.createdBy === null ? null : (created[at] ?? ''),
      })),
    },
    findings,
    ledger,
    policy: { file: null, stale: [], expired: [] },
    notes,
  };
};

/**
 * @throws GateError where the image, the Dockerfile or the request cannot be worked with.
 */
export const runGate = async (request: GateRequest): Promise<GateResult> => {
  const started = performance.now();
  const known = knownValueRules(request.known);
  const rules = [...request.rules, ...known.rules];
  const ruleSet = compileRules(rules);
  const metadata = parseMetadata(request.metadata);
  const { threads } = request;
  const pool =
    threads === null
      ? null
      : createSearchPool(threads.start, rules, threads.known, ruleSet.margin, threads.count);
  try {
    const searched = await search(request, ruleSet, pool ?? createLocalSearcher(ruleSet));
    const { reading, secrets } = searched;
    const views = viewPlatforms(
      reading.image,
      request.dockerfile,
      request.target,
      metadata,
      searched.digests,
    );
    markBaseLayers(reading.image, views);
    const bytes = secrets.map((secret) => secret.bytes);
    const run: Explanation = {
      image: reading.image,
      views,
      entries: reading.entries,
      blobs: reading.blobs,
      digests: searched.digests,
      isPackaged: searched.sifted.isPackaged,
      secrets: bytes,
      ignoreFile: request.context?.ignore ?? null,
    };
    const findings = secrets.map((secret) => explain(secret, run)).sort(byWeight);
    for (const secret of secrets) request.onSecret?.(Buffer.from(secret.bytes).toString('utf8'));
    const said = [...request.notes, ...known.notes, ...searched.notes];
    const report = draw(request, searched, findings, views, bytes, said, started);
    const { dockerfile } = request;
    const frames = new Map<string, string[]>();
    if (dockerfile !== null) {
      frames.set(dockerfile.path, redactLines(dockerfile.text.split(/\r?\n/), bytes));
    }
    return { report, frames };
  } finally {
    await pool?.close();
  }
};
