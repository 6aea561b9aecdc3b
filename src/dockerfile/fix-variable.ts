/**
 * A secret in ARG or ENV: the variable goes, and each RUN that uses it gets a secret mount
 * (docs.docker.com, Dockerfile reference, RUN --mount=type=secret), which leaves no trace.
 */
import type { Edit } from '../model/finding.ts';
import { atRunTime, passValue, secretId, variableName } from './advice.ts';
import type { Blame } from './cause.ts';
import { variablesIn } from './definitions.ts';
import type { Dockerfile, Instruction } from './dockerfile.ts';
import { extendRun, removeProperties } from './edits.ts';
import { mountFlag } from './proposal.ts';
import type { FixInput, Proposal } from './proposal.ts';

export function fixVariable(blame: Blame, input: FixInput): Proposal {
  const { dockerfile } = input;
  const written = namesOf(blame);
  const name = written[0] ?? variableName(input.env[0] ?? 'SECRET');
  const users = runsUsing(dockerfile, written);
  const id = secretId(name);
  const edits: (Edit | null)[] = definitionsOf(dockerfile, written).map((instruction) =>
    removeProperties(dockerfile, instruction, written),
  );
  const mount = mountFlag(id, name, input);
  for (const { run, used } of users) {
    const flags = used
      .map((one) => mountFlag(id, one, input))
      .filter((flag, at, all) => all.indexOf(flag) === at)
      .join(' ');
    const before = input.secretEnv
      ? ''
      : used.map((one) => `export ${one}="$(cat /run/secrets/${id})" && `).join('');
    edits.push(extendRun(dockerfile, run, flags, before));
  }
  const whole = edits.every((edit) => edit !== null) && !usedElsewhere(dockerfile, written);
  const lines = [
    `Remove ${written.join(' and ') || name} from line ${blame.line}` +
      `${blame.source === blame.instruction ? '' : ` and line ${blame.sourceLine}`}: ARG values stay in the ` +
      "image's history, ENV values in its config.",
  ];
  if (users.length > 0) {
    const at = users.map(({ run }) => run.line).join(', ');
    const file = input.secretEnv ? '' : `; the command reads /run/secrets/${id}`;
    lines.push(`Give it to the RUN on line ${at} alone: RUN ${mount} …${file}.`, passValue([name]));
    if (input.secretEnv) {
      lines.push('env= needs Dockerfile syntax 1.10 or newer (# syntax=docker/dockerfile:1).');
    }
  }
  if (blame.cause === 'env' || users.length === 0) lines.push(atRunTime(name));
  return { lines, edits: whole ? edits.filter((edit) => edit !== null) : [] };
}

/** The variable, and the ARG it takes its value from. */
function namesOf(blame: Blame): string[] {
  const behind =
    blame.source === blame.instruction
      ? []
      : blame.source.properties
          .map((one) => one.name)
          .filter((one) => blame.variables.includes(one));
  return [...new Set([...(blame.name === null ? [] : [blame.name]), ...behind])];
}

function definitionsOf(dockerfile: Dockerfile, names: string[]): Instruction[] {
  return dockerfile.instructions.filter((instruction) => {
    const inner = instruction.trigger ?? instruction;
    const defines = inner.keyword === 'ARG' || inner.keyword === 'ENV';
    return defines && inner.properties.some((property) => names.includes(property.name));
  });
}

function runsUsing(
  dockerfile: Dockerfile,
  names: string[],
): { run: Instruction; used: string[] }[] {
  return dockerfile.instructions.flatMap((instruction) => {
    const inner = instruction.trigger ?? instruction;
    if (inner.keyword !== 'RUN') return [];
    const text = [inner.args, ...inner.heredocs.map((one) => one.body)].join('\n');
    const used = variablesIn(text).filter((one) => names.includes(one));
    return used.length === 0 ? [] : [{ run: instruction, used }];
  });
}

/** True where COPY, LABEL, another ENV … uses the variable: taking it away would break that. */
function usedElsewhere(dockerfile: Dockerfile, names: string[]): boolean {
  return dockerfile.instructions.some((instruction) => {
    const inner = instruction.trigger ?? instruction;
    if (inner.keyword === 'RUN' || inner.keyword === 'CMD' || inner.keyword === 'ENTRYPOINT') {
      return false;
    }
    const text =
      inner.properties.length === 0
        ? [inner.args, ...inner.flags.map((one) => one.value ?? '')].join(' ')
        : inner.properties
            .filter((one) => !names.includes(one.name))
            .map((one) => one.value ?? '')
            .join(' ');
    return variablesIn(text).some((one) => names.includes(one));
  });
}
