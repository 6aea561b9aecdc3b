/**
 * The gate, top to bottom: read the image, find, place, explain, judge. Everything it needs from the
 * machine comes in the request; what goes out holds no secret.
 */
import { applyPolicy, staleFails, type Applied } from './policy/apply.ts';
import type { PolicyInForce } from './policy/in-force.ts';
import { instructionFacts, NO_INSTRUCTIONS } from './policy/instruction-facts.ts';
import { judgeReport } from './policy/verdict.ts';
import { hideWhole, redactLines } from './policy/redact.ts';
import { adviseOn } from './finding/advice.ts';
import { explain, type Explanation } from './finding/explain.ts';
import { markBaseLayers, viewPlatforms, type PlatformView } from './finding/view.ts';
import { collectInPlace } from './finding/in-place.ts';
import { byWeight } from './finding/order.ts';
import type { ReadContext } from './finding/read-context.ts';
import { searchImage, type Searched } from './search-image.ts';
import { startLanes } from './share.ts';
import { knownValueRules } from './detect/known-values.ts';
import { compileRules } from './detect/ruleset.ts';
import type { TabledRules } from './detect/tables.ts';
import { GateError } from './model/error.ts';
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

/** What draws the report, beside what was found. */
interface Drawing {
  request: GateRequest;
  force: PolicyInForce;
  searched: Searched;
  applied: Applied;
  secrets: readonly Uint8Array[];
  notes: readonly string[];
  started: number;
}

const draw = ({ request, force, searched, applied, secrets, notes, started }: Drawing): Report => {
  const { image, layersRead, filesRead } = searched.reading;
  const hidden = <T extends { path: string }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, path: hideWhole(one.path, secrets) }));
  const ledger = {
    layersRead,
    filesRead,
    textsRead: searched.totals.texts,
    bytesRead: searched.totals.bytes,
    unread: hidden(searched.unread),
    unopened: hidden(searched.unopened),
    inheritedDropped: searched.sifted.dropped,
    duration: Math.floor((performance.now() - started) / 1000),
  };
  const created = redactLines(
    image.layers.map((layer) => layer.createdBy ?? ''),
    secrets,
  );
  const judged = judgeReport(applied.findings, ledger, force.failOn);
  const stale = judged === 'clean' && staleFails(force.policy, force.strictAllow, applied);
  return {
    schemaVersion: 1,
    verdict: stale ? 'blocked' : judged,
    image: {
      reference: request.reference,
      source: image.source,
      imageId: image.platforms[0]?.imageId ?? null,
      digest: image.digest,
      platforms: image.platforms,
      layers: image.layers.map((layer, at) => ({
        ...layer,
        createdBy: layer.createdBy === null ? null : (created[at] ?? ''),
      })),
    },
    findings: applied.findings,
    ledger,
    policy: {
      file: force.policy?.files[0] ?? null,
      stale: applied.stale,
      expired: applied.expired,
    },
    notes: redactLines(notes, secrets),
  };
};

/**
 * @param builtIn The rules that come with the program; the request's are the same, changed or more.
 * @throws GateError where the image, the Dockerfile or the request cannot be worked with.
 */
export const runGate = async (
  request: GateRequest,
  force: PolicyInForce,
  builtIn: TabledRules,
): Promise<GateResult> => {
  const started = performance.now();
  const known = knownValueRules(request.known);
  const ruleSet = compileRules(
    known.rules.length === 0 ? request.rules : [...request.rules, ...known.rules],
    builtIn,
  );
  const metadata = parseMetadata(request.metadata);
  const lanes = startLanes(request, ruleSet, builtIn);
  try {
    const searched = await searchImage(request, ruleSet, lanes);
    const { reading, context, digests } = searched;
    const { dockerfile, target } = request;
    const views = viewPlatforms(reading.image, dockerfile, target, metadata, digests);
    markBaseLayers(reading.image, views);
    const secrets = searched.secrets.flatMap((secret) => secret.spellings);
    const run: Explanation = {
      image: reading.image,
      views,
      entries: reading.entries,
      blobs: reading.blobs,
      digests,
      isPackaged: searched.sifted.isPackaged,
      secrets,
      ignoreFile: request.context?.ignore ?? null,
    };
    const findings = searched.secrets.map((secret) => explain(secret, run)).sort(byWeight);
    for (const secret of secrets) request.onSecret?.(Buffer.from(secret).toString('utf8'));
    const frames = new Map<string, string[]>();
    if (dockerfile !== null) {
      frames.set(dockerfile.path, redactLines(dockerfile.text.split(/\r?\n/), secrets));
    }
    const inPlace = await collectInPlace(frames, context?.mentions ?? [], secrets);
    const parsed = views[0]?.input?.dockerfile;
    const applied = applyPolicy(findings, {
      policy: force.policy,
      baseline: force.baseline,
      inPlace: inPlace.allows,
      instructions:
        parsed === undefined
          ? NO_INSTRUCTIONS
          : instructionFacts(parsed, frames.get(parsed.path) ?? []),
      today: force.today,
    });
    const notes = [
      ...request.notes,
      ...known.notes,
      ...searched.notes,
      ...force.notes,
      ...inPlace.problems,
      ...applied.notes,
      ...notesOf(views, context),
    ];
    const report = draw({ request, force, searched, applied, secrets, notes, started });
    return { report, frames };
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
};
