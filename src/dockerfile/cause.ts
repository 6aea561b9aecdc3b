/** The words of blame: what is asked, what is known, and what comes out. */
import type { Certainty } from '../model/finding.ts';
import type { HistoryEntry } from '../model/image.ts';
import type { Where } from '../model/text.ts';
import type { Dockerfile, Instruction } from './dockerfile.ts';
import type { HistoryAlignment } from './history.ts';
import type { SourceRange } from './provenance.ts';
import type { CopyOptions } from './sources.ts';

export type Cause =
  /** A value in ENV, ARG or LABEL. */
  | 'env'
  | 'arg'
  | 'label'
  /** Written out in a RUN. */
  | 'run-literal'
  /** A file that a RUN wrote. */
  | 'run-file'
  | 'copy-context'
  | 'copy-stage'
  | 'copy-image'
  | 'copy-heredoc'
  | 'add-archive'
  | 'add-url'
  /** What an ONBUILD of the base image did; FROM is to blame. */
  | 'base-onbuild'
  /** CMD, ENTRYPOINT, HEALTHCHECK and the like. */
  | 'other';

export interface BlamePlace {
  where: Where;
  /** As in `Place.path`. */
  path: string;
  /** As in `Place.layer`. */
  layer: number | null;
  /** Line in the text that `path` names, from 1; used for places in the Dockerfile itself. */
  line?: number;
}

export interface BlameInput extends CopyOptions {
  dockerfile: Dockerfile;
  alignment: HistoryAlignment;
  history: HistoryEntry[];
  /** Lines of this very Dockerfile for `Layer.index`, from provenance; it wins over alignment. */
  layerLines?: (layer: number) => SourceRange | null;
  /** sha256 (hex) of each file of the build context, by path. */
  contextFiles?: ReadonlyMap<string, string>;
}

export interface BlameHints {
  /** The secret itself. */
  secret?: Uint8Array;
  /** sha256 (hex) of the layer's file (the outermost one where `path` is nested). */
  sha256?: string;
}

export interface Blame {
  cause: Cause;
  /** What put it into the image. */
  instruction: Instruction;
  certainty: Certainty;
  /** The lines of `instruction` that matter, from 1: a word's, a heredoc line's; all where unknown. */
  line: number;
  endLine: number;
  /** Where it began: a stage's instruction behind `COPY --from`, the ARG behind an ENV; else `instruction`. */
  source: Instruction;
  sourceLine: number;
  sourceEndLine: number;
  sourceCertainty: Certainty;
  /** File of the build context that was copied; null where none is known. */
  contextFile: string | null;
  /** True where the layer's file and the context's have the same digest. */
  contextProven: boolean;
  /** Name in ENV, ARG or LABEL. */
  name: string | null;
  /** Build arguments that the instruction uses. */
  variables: string[];
}

/** A blame with the instruction as its own source. */
export function plainBlame(cause: Cause, instruction: Instruction, certainty: Certainty): Blame {
  const { line, endLine } = instruction;
  return {
    cause,
    instruction,
    certainty,
    line,
    endLine,
    source: instruction,
    sourceLine: line,
    sourceEndLine: endLine,
    sourceCertainty: certainty,
    contextFile: null,
    contextProven: false,
    name: null,
    variables: [],
  };
}

export function causeOf(instruction: Instruction): Cause {
  const keyword = instruction.trigger?.keyword ?? instruction.keyword;
  if (keyword === 'ENV') return 'env';
  if (keyword === 'ARG') return 'arg';
  if (keyword === 'LABEL') return 'label';
  if (keyword === 'RUN') return 'run-literal';
  if (keyword === 'FROM') return 'base-onbuild';
  if (keyword !== 'COPY' && keyword !== 'ADD') return 'other';
  return instruction.heredocs.length > 0 ? 'copy-heredoc' : 'copy-context';
}
