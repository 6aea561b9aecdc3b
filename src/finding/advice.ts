/** What the Dockerfile and the context tell before anything leaks: sentences for the report. */
import type { BuildContext } from '../model/request.ts';
import type { IgnoreRules } from '../context/ignore.ts';
import { wouldLeak } from '../context/would-leak.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { lintDockerfile } from '../dockerfile/lint.ts';
import { copiesOf } from '../dockerfile/sources.ts';

/**
 * @param paths Files of the context, the ignore file not applied.
 * @returns One sentence for each line to add to the ignore file.
 */
const leaksToCome = (
  dockerfile: Dockerfile,
  context: BuildContext,
  rules: IgnoreRules,
  paths: readonly string[],
): string[] => {
  const stage = dockerfile.stages.at(-1);
  if (stage === undefined) return [];
  const copies = copiesOf(dockerfile, stage)
    .filter((plan) => plan.origin.kind === 'context')
    .map((plan) => ({
      line: plan.instruction.line,
      sources: plan.sources.filter((source) => source.kind === 'path').map((source) => source.text),
      exclude: plan.exclude,
      parents: plan.parents,
    }));
  return wouldLeak({ copies, paths, rules, gitignore: context.gitignore })
    .filter((one) => one.gitIgnored && !one.present)
    .map(
      (one) =>
        `${dockerfile.path}:${one.line} would copy ${one.path} (${one.holds}) from a folder that has it: ` +
        `git ignores it, .dockerignore does not; add ${one.ignoreLine} to .dockerignore`,
    );
};

/** Sentences about what the Dockerfile does with secrets, and about files that a build elsewhere would copy. */
export const adviseOn = (
  dockerfile: Dockerfile,
  context: { folder: BuildContext; rules: IgnoreRules; paths: readonly string[] } | null,
): string[] => [
  ...lintDockerfile(dockerfile).map((one) => `${dockerfile.path}:${one.line} ${one.message}`),
  ...(context === null
    ? []
    : leaksToCome(dockerfile, context.folder, context.rules, context.paths)),
];
