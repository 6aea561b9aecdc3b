/**
 * What the Dockerfile says of a blamed line, for entries that speak of instructions and stages. A blame
 * may name one line of a long RUN; an entry may name its first, or its text.
 */
import type { InstructionRef } from '../model/finding.ts';

/** A Dockerfile as far as it matters here; `dockerfile/` reads it. Lines from 1. */
export interface InstructionLines {
  path: string;
  instructions: readonly { line: number; endLine: number; stage: number | null }[];
  /** In order; names in lower case, null without `AS`. */
  stages: readonly { name: string | null }[];
}

export interface InstructionFact {
  /** The whole instruction, from 1, the last line included. */
  line: number;
  endLine: number;
  /** On one line, continuations joined, secrets redacted. */
  text: string;
  /** Null before the first FROM. */
  stage: { name: string | null; index: number } | null;
}

/** Gives the instruction that holds a blamed line; null where it is not known. */
export type InstructionFacts = (ref: InstructionRef) => InstructionFact | null;

/** Facts where there is no Dockerfile. */
export const NO_INSTRUCTIONS: InstructionFacts = () => null;

/**
 * @param lines The Dockerfile's, with every secret already redacted.
 */
export function instructionFacts(
  dockerfile: InstructionLines,
  lines: readonly string[],
): InstructionFacts {
  return ({ file, line }) => {
    if (file !== dockerfile.path) return null;
    const found = dockerfile.instructions.find((one) => one.line <= line && line <= one.endLine);
    if (found === undefined) return null;
    const own = lines.slice(found.line - 1, found.endLine);
    const text = own
      .filter((one, at) => at === 0 || !/^\s*#/.test(one))
      .map((one) => one.replace(/[\\`]\s*$/, ''))
      .join(' ');
    const stage = found.stage === null ? undefined : dockerfile.stages[found.stage];
    return {
      line: found.line,
      endLine: found.endLine,
      text,
      stage: stage === undefined ? null : { name: stage.name, index: found.stage ?? 0 },
    };
  };
}
