/**
 * Which instruction made a file, and where the file came from: `COPY --from` is followed into its
 * stage, a copy from the context is tied to the context's file by digest.
 */
import type { Certainty } from '../model/finding.ts';
import { causeOf, plainBlame } from './cause.ts';
import type { Blame, BlameInput } from './cause.ts';
import { argumentsInScope, variablesIn } from './definitions.ts';
import type { Instruction, Stage } from './dockerfile.ts';
import { expectedSteps } from './expected.ts';
import { lineHolding, lineWriting } from './locate.ts';
import { copiesOf, normalPath } from './sources.ts';
import type { CopyPlan, CopySource } from './sources.ts';

interface Maker {
  instruction: Instruction;
  certainty: Certainty;
}

interface FileHints {
  secret: string;
  sha256?: string;
  /** The file's path in the build context, where that is known already. */
  context?: string;
  /** Stages that may still be asked; several sources behind several stages would multiply else. */
  budget?: { left: number };
}

const MOST_STAGES_ASKED = 100;

/**
 * @param path absolute in the image
 * @param makers instructions that may have made it; null to ask all of the target stage
 */
export function blameFile(
  path: string,
  makers: Maker[] | null,
  input: BlameInput,
  hints: FileHints,
): Blame | null {
  const target = input.alignment.target ?? input.dockerfile.stages.at(-1);
  if (target === undefined) return null;
  if (makers === null) return blameContextFile(hints.context ?? path.slice(1), target, input);
  const maker = makers.length === 1 ? makers[0] : chooseMaker(path, makers, target, input);
  if (maker === undefined) return null;
  const budget = { left: MOST_STAGES_ASKED };
  const stage = stageOf(maker.instruction, target, input);
  return blameMaker(path, maker, stage, input, { ...hints, budget });
}

/** Who of several made the file: a COPY with this target, a RUN that speaks of it, the last RUN. */
function chooseMaker(
  path: string,
  makers: Maker[],
  target: Stage,
  input: BlameInput,
): Maker | undefined {
  const plans = copiesOf(input.dockerfile, target, input);
  const latest = makers.toReversed();
  return (
    latest.find((maker) => {
      const plan = plans.find((one) => one.instruction === maker.instruction);
      if (plan !== undefined) return originsOf(path, plan).length > 0;
      return maker.instruction.keyword === 'RUN' && lineWriting(maker.instruction, path) !== null;
    }) ?? latest.find((maker) => maker.instruction.keyword === 'RUN')
  );
}

function stageOf(instruction: Instruction, target: Stage, input: BlameInput): Stage {
  return (instruction.stage === null ? null : input.dockerfile.stages[instruction.stage]) ?? target;
}

function blameMaker(
  path: string,
  maker: Maker,
  stage: Stage,
  input: BlameInput,
  hints: FileHints,
): Blame {
  const { instruction, certainty } = maker;
  const keyword = instruction.trigger?.keyword ?? instruction.keyword;
  if (keyword === 'COPY' || keyword === 'ADD') {
    const plan = planOf(instruction, stage, input);
    if (plan !== undefined) return blameCopy(path, plan, certainty, input, hints);
  }
  const found = plainBlame(causeOf(instruction), instruction, certainty);
  if (keyword !== 'RUN') return found;
  const literal = lineHolding(instruction, hints.secret);
  const spot = literal ?? lineWriting(instruction, path);
  found.cause = literal === null ? 'run-file' : 'run-literal';
  if (spot !== null) {
    found.line = found.endLine = found.sourceLine = found.sourceEndLine = spot.line;
  }
  const names = new Set(argumentsInScope(input.dockerfile, instruction));
  const text = [instruction.args, ...instruction.heredocs.map((one) => one.body)].join('\n');
  found.variables = variablesIn(text).filter((name) => names.has(name));
  return found;
}

function planOf(instruction: Instruction, stage: Stage, input: BlameInput): CopyPlan | undefined {
  const same = (plan: CopyPlan): boolean =>
    plan.instruction === instruction || plan.instruction === instruction.trigger;
  const own = copiesOf(input.dockerfile, stage, input).find(same);
  if (own !== undefined) return own;
  const target = input.alignment.target;
  return target === null ? undefined : copiesOf(input.dockerfile, target, input).find(same);
}

function blameCopy(
  path: string,
  plan: CopyPlan,
  certainty: Certainty,
  input: BlameInput,
  hints: FileHints,
): Blame {
  const found = plainBlame('copy-context', plan.instruction, certainty);
  const origins = originsOf(path, plan);
  const heredoc = heredocOf(path, plan);
  if (heredoc !== undefined) {
    found.cause = 'copy-heredoc';
    const spot = lineHolding(plan.instruction, hints.secret);
    found.line = found.sourceLine = spot?.line ?? heredoc.line;
    found.endLine = found.sourceEndLine = spot?.line ?? heredoc.endLine;
    return found;
  }
  if (
    plan.sources.some((one) => one.kind === 'url' || one.kind === 'git') &&
    origins.length === 0
  ) {
    return { ...found, cause: 'add-url' };
  }
  if (plan.origin.kind === 'stage') {
    return followStage(origins, plan.origin.stage, found, input, hints);
  }
  if (plan.origin.kind === 'image') return { ...found, cause: 'copy-image' };
  if (plan.origin.kind === 'named-context') return found;
  return tieToContext(path, origins, plan, found, input, hints);
}

function heredocOf(path: string, plan: CopyPlan): Instruction['heredocs'][number] | undefined {
  const name = path.split('/').at(-1);
  const { heredocs } = plan.instruction;
  const only = heredocs.length === 1 && plan.sources.length === 1 && !plan.folder;
  return only ? heredocs[0] : heredocs.find((one) => one.name === name);
}

function followStage(
  origins: string[],
  index: number,
  found: Blame,
  input: BlameInput,
  hints: FileHints,
): Blame {
  found.cause = 'copy-stage';
  const stage = input.dockerfile.stages[index];
  if (stage === undefined) return found;
  const budget = hints.budget ?? { left: 0 };
  for (const origin of origins) {
    if (budget.left-- <= 0) return found;
    const inner = blameInStage(normalPath(origin, true), stage, input, hints);
    if (inner === null) continue;
    return {
      ...found,
      cause: inner.cause,
      source: inner.source,
      sourceLine: inner.sourceLine,
      sourceEndLine: inner.sourceEndLine,
      sourceCertainty: inner.sourceCertainty,
      contextFile: inner.contextFile,
      contextProven: inner.contextProven,
      variables: inner.variables,
    };
  }
  return found;
}

/** What made a path in a stage that is not in the image: no history tells, so mentions have to. */
function blameInStage(
  path: string,
  stage: Stage,
  input: BlameInput,
  hints: FileHints,
): Blame | null {
  const plans = copiesOf(input.dockerfile, stage, input);
  const steps = expectedSteps(input.dockerfile, stage)
    .map((step) => step.instruction)
    .reverse();
  for (const instruction of steps) {
    if (instruction.keyword === 'RUN') {
      const literal = lineHolding(instruction, hints.secret) !== null;
      if (!literal && lineWriting(instruction, path) === null) continue;
      return blameMaker(path, { instruction, certainty: 'aligned' }, stage, input, hints);
    }
    const plan = plans.find((one) => one.instruction === instruction);
    if (plan === undefined || originsOf(path, plan).length === 0) continue;
    const found = blameCopy(path, plan, 'aligned', input, hints);
    // A folder copied whole may hold the file or not; the context says, where it is known.
    const certain = found.contextFile !== null || found.cause !== 'copy-context';
    if (certain || input.contextFiles === undefined) return found;
  }
  const runs = steps.filter((one) => one.keyword === 'RUN');
  const only = runs.length === 1 ? runs[0] : undefined;
  if (only === undefined) return null;
  return blameMaker(path, { instruction: only, certainty: 'guessed' }, stage, input, hints);
}

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i;

function tieToContext(
  path: string,
  origins: string[],
  plan: CopyPlan,
  found: Blame,
  input: BlameInput,
  hints: FileHints,
): Blame {
  const archive =
    plan.instruction.keyword === 'ADD' && plan.sources.some((one) => ARCHIVE.test(one.text));
  const files = input.contextFiles;
  const exact = origins.filter((one) => files?.has(one) === true);
  const same = exact.find((one) => files?.get(one) === hints.sha256);
  const twin =
    same ?? (hints.sha256 === undefined ? undefined : twinOf(path, plan, files, hints.sha256));
  const named = twin ?? exact[0] ?? (files === undefined ? origins[0] : undefined);
  if (named === undefined && archive) {
    const source = plan.sources.find((one) => ARCHIVE.test(one.text)) as CopySource;
    return { ...found, cause: 'add-archive', contextFile: normalPath(source.text, false) };
  }
  if (archive && twin === undefined && named !== undefined && !exact.includes(named)) {
    return { ...found, cause: 'add-archive', contextFile: contextArchive(plan) };
  }
  return { ...found, contextFile: named ?? null, contextProven: twin !== undefined };
}

function contextArchive(plan: CopyPlan): string {
  const source = plan.sources.find((one) => ARCHIVE.test(one.text));
  return normalPath(source?.text ?? '', false);
}

/** A context file with the same digest and name that a wildcard may have taken. */
function twinOf(
  path: string,
  plan: CopyPlan,
  files: ReadonlyMap<string, string> | undefined,
  sha256: string,
): string | undefined {
  const name = path.split('/').at(-1) as string;
  if (!plan.sources.some((one) => /[*?[]/.test(one.text))) return undefined;
  for (const [file, digest] of files ?? []) {
    if (digest === sha256 && file.split('/').at(-1) === name) return file;
  }
  return undefined;
}

/**
 * Paths that the file may have had where it was copied from, the likeliest first, without a leading
 * slash; empty where this copy cannot have made it.
 */
export function originsOf(path: string, plan: CopyPlan): string[] {
  const found: string[] = [];
  const below = belowOf(path, plan.target);
  if (below === null) return found;
  for (const source of plan.sources) {
    if (source.kind !== 'path') continue;
    const from = normalPath(source.text, false);
    if (below === '') {
      found.push(from);
      continue;
    }
    if (plan.parents) {
      found.push(below);
      continue;
    }
    const [first, ...rest] = below.split('/') as [string, ...string[]];
    const name = from.split('/').at(-1) ?? '';
    const folder = from.split('/').slice(0, -1).join('/');
    if (name === first || /[*?[]/.test(name)) {
      found.push([folder, first, ...rest].filter((step) => step !== '').join('/'));
    }
    if (!/[*?[]/.test(name)) found.push(from === '' ? below : `${from}/${below}`);
  }
  return found;
}

function belowOf(path: string, target: string): string | null {
  const base = target === '/' ? '' : target;
  if (path === target) return '';
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : null;
}

/** A context's file: the copy of the target stage that takes it, if any does. */
function blameContextFile(file: string, target: Stage, input: BlameInput): Blame | null {
  for (const plan of copiesOf(input.dockerfile, target, input).toReversed()) {
    if (plan.origin.kind !== 'context') continue;
    const takes = plan.sources.some((source) => {
      const from = normalPath(source.text, false);
      return (
        source.kind === 'path' && (from === '' || file === from || file.startsWith(`${from}/`))
      );
    });
    if (!takes) continue;
    const found = plainBlame('copy-context', plan.instruction, 'aligned');
    return { ...found, contextFile: file, contextProven: true };
  }
  return null;
}
