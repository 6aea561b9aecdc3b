/**
 * The gate, top to bottom: read the image, find, place, explain, judge. Everything it needs from the
 * machine comes in the request; what goes out holds no secret.
 */
import { judgeReport } from './policy/verdict.ts';
import { hideWhole, redactLines } from './policy/redact.ts';
import { adviseOn } from './finding/advice.ts';
import { explain, type Explanation } from './finding/explain.ts';
import { markBaseLayers, viewPlatforms, type PlatformView } from './finding/view.ts';
import { byWeight } from './finding/order.ts';
import type { ReadContext } from './finding/read-context.ts';
import { searchImage, type Searched } from './search-image.ts';
import { createLocalSearcher } from './detect/finder.ts';
import { createSearchPool } from './detect/pool.ts';
import { knownValueRules } from './detect/known-values.ts';
import { compileRules } from './detect/ruleset.ts';
import { GateError } from './model/error.ts';
import type { Finding } from './model/finding.ts';
import type { Report } from './model/report.ts';
import type { GateRequest } from './model/request.ts';

/** What a run gives: the report, and the Dockerfiles' lines, redacted, to draw the report with. */
export interface GateResult {
  report: Report;
  frames: ReadonlyMap<string, string[]>;
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

const notesOf = (views: readonly PlatformView[], context: ReadContext | null): string[] => {
  const dockerfile = views[0]?.input?.dockerfile;
  return [
    ...new Set(views.flatMap(({ alignment }) => (alignment?.note ? [alignment.note] : []))),
    ...(dockerfile === undefined ? [] : adviseOn(dockerfile, context)),
  ];
};

const draw = (
  request: GateRequest,
  { reading, context, totals, unread, unopened, sifted }: Searched,
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
    unopened: unopened.map((one) => ({ ...one, path: hideWhole(one.path, secrets) })),
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
    const searched = await searchImage(request, ruleSet, pool ?? createLocalSearcher(ruleSet));
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
