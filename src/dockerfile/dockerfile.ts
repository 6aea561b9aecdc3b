/**
 * A Dockerfile as the builder reads it: instructions with the lines they stand on, grouped into
 * stages. Lines count from 1, ranges include their last line. Types only.
 */

/** Where a stretch of an instruction's joined text stands in the file. */
export interface Segment {
  /** First character of the stretch in the joined text, from 0. */
  offset: number;
  /** From 1. */
  line: number;
  /** Column of that character in the physical line, in UTF-16 units from 0. */
  column: number;
}

/** An instruction's text with continuations, comments and empty lines removed, as BuildKit joins it. */
export interface Joined {
  text: string;
  segments: Segment[];
}

export interface Flag {
  /** Without the dashes, lower case: `from`. */
  name: string;
  /** Text behind `=`, quotes kept; null for `--link`. */
  value: string | null;
}

export interface Heredoc {
  name: string;
  /** First line of the body; `endLine` is the line of the terminator (of the last line without one). */
  line: number;
  endLine: number;
  /** Body with its newlines, leading tabs removed where `<<-` says so. */
  body: string;
  /** False where the name is quoted: then no variable in the body is expanded. */
  expand: boolean;
}

/** One `name=value` of ARG, ENV or LABEL. */
export interface Property {
  name: string;
  /** As written, quotes and variables kept, continuations removed; null for `ARG NAME`. */
  value: string | null;
  line: number;
  endLine: number;
  /** In UTF-16 units of the first line, from 0. */
  column: number;
}

export interface Instruction {
  /** Upper case; may be a word no builder knows. */
  keyword: string;
  line: number;
  endLine: number;
  /** Position of its stage in `Dockerfile.stages`; null for what stands before the first FROM. */
  stage: number | null;
  flags: Flag[];
  /** What follows keyword and flags, continuations and comments removed, heredoc bodies left out. */
  args: string;
  /** The JSON form's strings; null for the shell form. */
  json: string[] | null;
  heredocs: Heredoc[];
  /** Of ARG, ENV and LABEL; empty for all others. */
  properties: Property[];
  /** What ONBUILD defers; its lines are those of the ONBUILD. */
  trigger: Instruction | null;
  joined: Joined;
}

export interface Stage {
  /** From 0, in order of appearance. */
  index: number;
  /** Lower case, as builders compare names; null without `AS`. */
  name: string | null;
  /** Image or stage name after FROM, as written. */
  base: string;
  /** Index of the stage that `base` names, with global ARG defaults applied; null for an image. */
  parent: number | null;
  from: Instruction;
  /** All of the stage but its FROM. */
  instructions: Instruction[];
}

/** Something a builder would refuse; the rest of the file is read all the same. */
export interface Problem {
  line: number;
  message: string;
}

export interface Dockerfile {
  path: string;
  /** Physical lines without their line ends. */
  lines: string[];
  escape: '\\' | '`';
  /** Value of `# syntax=`; null without one. */
  syntax: string | null;
  /** All, in order, FROM and global ARG included. */
  instructions: Instruction[];
  globalArgs: Instruction[];
  stages: Stage[];
  problems: Problem[];
}
