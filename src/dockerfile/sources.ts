/**
 * What each COPY and ADD takes, with the variables of its stage expanded: from the build context, an
 * earlier stage, an image, a named context, a URL, or a heredoc.
 */
import type { Dockerfile, Instruction, Stage } from './dockerfile.ts';
import { expectedSteps } from './expected.ts';
import { expandPlain, globalValues } from './scope.ts';
import type { Value } from './scope.ts';

export type SourceKind = 'path' | 'url' | 'git' | 'heredoc';

export interface CopySource {
  kind: SourceKind;
  /** Expanded; a path keeps its wildcards. */
  text: string;
  /** False where a build argument or the base image may have changed it. */
  sure: boolean;
}

export type CopyOrigin =
  | { kind: 'context' }
  | { kind: 'stage'; stage: number }
  | { kind: 'image'; name: string }
  | { kind: 'named-context'; name: string };

export interface CopyPlan {
  instruction: Instruction;
  origin: CopyOrigin;
  sources: CopySource[];
  /** Absolute as far as the working directory is known. */
  target: string;
  /** True where the target is a folder for sure: it ends with `/`, or there are several sources. */
  folder: boolean;
  exclude: string[];
  parents: boolean;
}

export interface CopyOptions {
  /** Names of `--build-context`; they go before stages and images of the same name. */
  namedContexts?: string[];
}

/** All COPY and ADD that run when `stage` is built, the lower stages' and triggered ones included. */
export function copiesOf(
  dockerfile: Dockerfile,
  stage: Stage,
  options: CopyOptions = {},
): CopyPlan[] {
  const globals = globalValues(dockerfile.globalArgs, dockerfile.escape);
  return expectedSteps(dockerfile, stage)
    .filter((step) => ['COPY', 'ADD'].includes(step.instruction.keyword))
    .map((step) => {
      const { instruction } = step;
      const words = [...step.words];
      const target = words.pop()?.text ?? '';
      const add = instruction.keyword === 'ADD';
      const flag = (name: string): string[] =>
        instruction.flags.filter((one) => one.name === name).map((one) => one.value ?? 'true');
      const from = flag('from')[0];
      return {
        instruction,
        origin:
          from === undefined
            ? { kind: 'context' }
            : originOf(from, dockerfile, globals, stage, options),
        sources: words.map((word) => ({
          kind: kindOf(word.text, add),
          text: word.text,
          sure: !word.loose.includes(null),
        })),
        target: absolute(step.workdir.text, target),
        folder: target.endsWith('/') || target === '.' || words.length > 1,
        exclude: flag('exclude'),
        parents: flag('parents').some((value) => value !== 'false'),
      };
    });
}

function originOf(
  from: string,
  dockerfile: Dockerfile,
  globals: ReadonlyMap<string, Value>,
  user: Stage,
  options: CopyOptions,
): CopyOrigin {
  const name = expandPlain(from, globals, dockerfile.escape);
  if (options.namedContexts?.includes(name) === true) return { kind: 'named-context', name };
  const earlier = dockerfile.stages.slice(0, user.index);
  const stage =
    earlier.findLast((one) => one.name === name.toLowerCase()) ??
    (/^\d{1,6}$/.test(name) ? earlier[Number(name)] : undefined);
  return stage === undefined ? { kind: 'image', name } : { kind: 'stage', stage: stage.index };
}

function kindOf(text: string, add: boolean): SourceKind {
  if (/^\d*<</.test(text)) return 'heredoc';
  if (!add) return 'path';
  if (/^git@|^git:\/\/|^https?:\/\/[^ ]+\.git(?:#|\?|$)/.test(text)) return 'git';
  return /^https?:\/\//.test(text) ? 'url' : 'path';
}

function absolute(workdir: string, target: string): string {
  const whole = target.startsWith('/') ? target : `${workdir}/${target}`;
  return normalPath(whole, true);
}

/** Removes `.`, `..` and double slashes; `..` never climbs out. Keeps no slash at the end. */
export function normalPath(path: string, rooted: boolean): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return (rooted ? '/' : '') + steps.join('/');
}
