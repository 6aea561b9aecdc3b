/**
 * Which instruction made which history entry. The target stage's instructions are aligned with the
 * tail of the history (Needleman-Wunsch with a free gap in front, where the base image's entries
 * are); what cannot be aligned is said to be unknown, never guessed in silence.
 */
import { GateError } from '../model/error.ts';
import type { Certainty } from '../model/finding.ts';
import type { HistoryEntry } from '../model/image.ts';
import type { Dockerfile, Instruction, Stage } from './dockerfile.ts';
import { expectedSteps, stageChain } from './expected.ts';
import type { Expected } from './expected.ts';
import { likeness } from './likeness.ts';
import { alignSequences } from './sequence.ts';
import { readStep } from './spelling.ts';
import type { Step } from './spelling.ts';

export interface EntryOrigin {
  /** `HistoryEntry.index`. */
  index: number;
  /** `base`: the image named by FROM brought it. `unknown`: nothing fits. */
  kind: 'instruction' | 'base' | 'unknown';
  /** What ran; for an ONBUILD of the base image the FROM that set it off. Null unless `instruction`. */
  instruction: Instruction | null;
  /** Null unless `instruction`. */
  certainty: Certainty | null;
  /** True for what an ONBUILD deferred, of an earlier stage or of the base image. */
  triggered: boolean;
  /**
   * All instructions whose files this entry's layer may hold: its own, or many where a builder
   * merged layers (`--squash`, buildah without `--layers`); empty where the entry makes no layer.
   */
  layerOf: Instruction[];
}

export interface HistoryAlignment {
  /** False where the image was not built from this Dockerfile; then every entry is `unknown`. */
  belongs: boolean;
  /** The stage that was built; null where the Dockerfile does not belong. */
  target: Stage | null;
  squashed: boolean;
  /** One for each history entry, in order. */
  entries: EntryOrigin[];
  /** A sentence for the user where something is not as it should be. */
  note: string | null;
}

export interface AlignOptions {
  /** `--target`: name or number of a stage. Without it all stages are tried, the last one first. */
  target?: string;
}

interface Candidate {
  stage: Stage;
  expected: Expected[];
  /** For each expected instruction the position of its step, or -1. */
  steps: number[];
  score: number;
  /** Share of the expected instructions that were found, by weight, 0 to 1. */
  share: number;
}

const LAYER_MAKERS = new Set(['RUN', 'COPY', 'ADD']);
/** From which share on the Dockerfile belongs to the image. */
const BELONGS = 0.5;

/** @throws GateError where `target` names no stage */
export function alignHistory(
  dockerfile: Dockerfile,
  history: HistoryEntry[],
  options: AlignOptions = {},
): HistoryAlignment {
  const steps = history.map(readStep);
  const best = bestCandidate(dockerfile, steps, options.target);
  const squashed = steps.some((step) => step.squash) || hasMergedLayer(history, steps);
  if (best === null || best.share < BELONGS) {
    return {
      belongs: false,
      target: null,
      squashed,
      entries: history.map((entry) => origin(entry.index, 'unknown')),
      note: `${dockerfile.path} does not belong to this image: its history tells other instructions`,
    };
  }
  const entries = history.map((entry) => origin(entry.index, 'unknown'));
  fillMatched(entries, best, steps);
  fillBase(entries, best, steps, dockerfile);
  fillLayers(entries, history, steps);
  const note = squashed
    ? 'the layers of this image were merged, so a file is tied to its instruction by its path only'
    : null;
  return { belongs: true, target: best.stage, squashed, entries, note };
}

function origin(index: number, kind: EntryOrigin['kind']): EntryOrigin {
  return { index, kind, instruction: null, certainty: null, triggered: false, layerOf: [] };
}

/** @throws GateError where no stage has this name or number */
export function findStage(dockerfile: Dockerfile, target: string): Stage {
  const stage =
    dockerfile.stages.findLast((one) => one.name === target.toLowerCase()) ??
    (/^\d+$/.test(target) ? dockerfile.stages[Number(target)] : undefined);
  if (stage !== undefined) return stage;
  const names = dockerfile.stages.flatMap((one) => one.name ?? []).join(', ') || 'none';
  throw new GateError(
    `${dockerfile.path} has no stage ${JSON.stringify(target)} (named stages: ${names}); ` +
      'give --target as it was given to the build',
  );
}

function bestCandidate(
  dockerfile: Dockerfile,
  steps: Step[],
  target: string | undefined,
): Candidate | null {
  const stages =
    target === undefined ? dockerfile.stages.toReversed() : [findStage(dockerfile, target)];
  let best: Candidate | null = null;
  for (const stage of stages.slice(0, MOST_STAGES)) {
    const candidate = align(stage, expectedSteps(dockerfile, stage), steps);
    if (best === null || candidate.score > best.score) best = candidate;
    if (best.share === 1 && best.stage.index === dockerfile.stages.length - 1) break;
  }
  return best;
}

/** Stages that are tried when none is named. */
const MOST_STAGES = 20;

function align(stage: Stage, expected: Expected[], steps: Step[]): Candidate {
  const { pairs, score } = alignSequences(
    expected.length,
    steps.length,
    (left, right) => {
      const one = expected[left] as Expected;
      return WORTH[likeness(steps[right] as Step, one)] * weight(one);
    },
    (left) =>
      (expected[left] as Expected).optional ? 0 : MISSING * weight(expected[left] as Expected),
    (right) => ((steps[right] as Step).squash ? 0 : EXTRA),
  );
  let found = 0;
  let whole = 0;
  for (const [at, one] of expected.entries()) {
    const step = steps[pairs[at] as number];
    if (one.optional && step === undefined) continue;
    whole += weight(one);
    if (step !== undefined && likeness(step, one) !== 'similar') found += weight(one);
  }
  const share = whole === 0 ? 1 : found / whole;
  return { stage, expected, steps: pairs, score, share };
}

const WORTH = { same: 20, fits: 15, similar: 4, none: -1000 };
const MISSING = -6;
const EXTRA = -8;

/** CMD and EXPOSE look alike in many images; RUN, COPY and ADD do not. */
function weight(expected: Expected): number {
  return LAYER_MAKERS.has(expected.instruction.keyword) ? 1 : 0.5;
}

function fillMatched(entries: EntryOrigin[], best: Candidate, steps: Step[]): void {
  const used = best.steps.filter((at) => at >= 0);
  const first = Math.min(...used, steps.length);
  const extra = steps.filter((step, at) => at > first && !used.includes(at) && !step.squash);
  const missing = best.expected.some((one, at) => (best.steps[at] as number) < 0 && !one.optional);
  const whole = extra.length === 0 && !missing;
  for (const [at, one] of best.expected.entries()) {
    const place = best.steps[at] as number;
    const entry = entries[place];
    if (entry === undefined) continue;
    const close = likeness(steps[place] as Step, one) !== 'similar';
    entry.kind = 'instruction';
    entry.instruction = one.instruction;
    entry.certainty = close ? (whole ? 'exact' : 'aligned') : 'guessed';
    entry.triggered = isTrigger(one.instruction, best.expected);
  }
}

function isTrigger(instruction: Instruction, expected: Expected[]): boolean {
  return expected.some((one) => one.instruction.trigger === instruction);
}

/** What lies before the first entry of the Dockerfile's own. */
function fillBase(
  entries: EntryOrigin[],
  best: Candidate,
  steps: Step[],
  dockerfile: Dockerfile,
): void {
  const root = stageChain(dockerfile, best.stage)[0] as Stage;
  if (root.base.toLowerCase() === 'scratch') return;
  const used = best.steps.filter((at) => at >= 0);
  const first = used.length === 0 ? steps.length : Math.min(...used);
  const firstFound = best.steps.findIndex((at) => at >= 0);
  const missing = best.expected
    .slice(0, Math.max(firstFound, 0))
    .filter((one) => !one.optional).length;
  const deferred = new Set<string>();
  for (let at = 0; at < first; at++) {
    const entry = entries[at] as EntryOrigin;
    const step = steps[at] as Step;
    const text = `${step.keyword} ${step.text}`;
    if (step.keyword === 'ONBUILD') deferred.add(step.text);
    entry.kind = at < first - missing ? 'base' : 'unknown';
    if (matchesDeferred(deferred, text, step)) {
      entry.kind = 'instruction';
      entry.instruction = root.from;
      entry.certainty = 'aligned';
      entry.triggered = true;
    }
  }
}

function matchesDeferred(deferred: ReadonlySet<string>, text: string, step: Step): boolean {
  if (deferred.size === 0) return false;
  if (deferred.has(text)) return true;
  for (const one of deferred) {
    const space = one.indexOf(' ');
    if (one.slice(0, space).toUpperCase() !== step.keyword) continue;
    const args = one.slice(space + 1).trim();
    if (step.text.endsWith(` ${step.keyword === 'RUN' ? args : (args.split(' ').at(-1) ?? '')}`)) {
      return true;
    }
  }
  return false;
}

/** A layer on an entry that makes none, after COPY entries without one: buildah without `--layers`. */
function hasMergedLayer(history: HistoryEntry[], steps: Step[]): boolean {
  return history.some(
    (entry, at) => entry.empty && ['COPY', 'ADD'].includes(steps[at]?.keyword ?? ''),
  );
}

function fillLayers(entries: EntryOrigin[], history: HistoryEntry[], steps: Step[]): void {
  let waiting: Instruction[] = [];
  for (const [at, entry] of entries.entries()) {
    const keyword = steps[at]?.keyword ?? null;
    const own = entry.instruction;
    if (history[at]?.empty === true) {
      if (own !== null && LAYER_MAKERS.has(keyword ?? '')) waiting.push(own);
      continue;
    }
    const makes = LAYER_MAKERS.has(keyword ?? '') || keyword === 'WORKDIR';
    const merged = !makes || waiting.some((one) => one.keyword === 'COPY' || one.keyword === 'ADD');
    entry.layerOf = [...(merged ? waiting : []), ...(own === null ? [] : [own])];
    waiting = [];
  }
}
