/** Where a variable of a Dockerfile is defined. */
import type { Dockerfile, Instruction, Property } from './dockerfile.ts';
import { stageChain } from './expected.ts';

export interface Definition {
  instruction: Instruction;
  property: Property;
}

/** Names of the variables that a text uses, in order, each once; `${#NAME}` uses it too. */
export function variablesIn(text: string): string[] {
  const names = [...text.matchAll(/\$(?:\{[#!]?)?([A-Za-z_][A-Za-z0-9_]*)/g)].map(
    (one) => one[1] as string,
  );
  return [...new Set(names)];
}

/**
 * The last ARG or ENV that defines `name` before `user` and is in scope there.
 *
 * @param user null to take the first ARG of any stage, then the global ones
 */
export function findDefinition(
  dockerfile: Dockerfile,
  name: string,
  user: Instruction | null,
): Definition | null {
  const scope = user === null ? dockerfile.instructions : inScope(dockerfile, user).toReversed();
  let fallback: Definition | null = null;
  for (const instruction of scope) {
    if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') continue;
    const property = instruction.properties.find((one) => one.name === name);
    if (property === undefined) continue;
    if (user !== null || (instruction.stage !== null && instruction.keyword === 'ARG')) {
      return { instruction, property };
    }
    fallback ??= { instruction, property };
  }
  return fallback;
}

/** Names of the ARGs that RUN's history may tell. */
export function argumentsInScope(dockerfile: Dockerfile, user: Instruction): string[] {
  const names = inScope(dockerfile, user)
    .filter((one) => one.keyword === 'ARG')
    .flatMap((one) => one.properties.map((property) => property.name));
  return [...new Set(names)];
}

function inScope(dockerfile: Dockerfile, user: Instruction): Instruction[] {
  const stage = user.stage === null ? undefined : dockerfile.stages[user.stage];
  if (stage === undefined) return dockerfile.globalArgs;
  const chain = stageChain(dockerfile, stage).flatMap((one) => one.instructions);
  return [...dockerfile.globalArgs, ...chain].filter((one) => one.line < user.line);
}
