/**
 * Reads a Dockerfile into instructions and stages. `logical.ts` says which lines make an
 * instruction; `dockerfile-ast` reads the inside of each (properties with their ranges, ONBUILD's
 * trigger). Each instruction is handed to it alone, so an oddity in one never shifts the lines of
 * the next. `dockerfile-ast` counts lines from 0, we from 1; it knows no stages, so they are ours.
 */
import { DockerfileParser, Env, Label } from 'dockerfile-ast';
import type { Instruction as AstInstruction } from 'dockerfile-ast';
import { GateError } from '../model/error.ts';
import type {
  Dockerfile,
  Flag,
  Instruction,
  Joined,
  Problem,
  Property,
  Stage,
} from './dockerfile.ts';
import { readDirectives } from './directives.ts';
import { logicalLines, physicalLines, positionOf } from './logical.ts';
import type { LogicalLine } from './logical.ts';
import { expandPlain, globalValues } from './scope.ts';
import type { Value } from './scope.ts';
import { quotedWords, unquote } from './words.ts';

/** In UTF-16 units. BuildKit itself refuses lines of more than 64 KiB; nobody writes this much. */
export const LONGEST_DOCKERFILE = 1 << 20;

const KNOWN = new Set(
  (
    'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL ' +
    'STOPSIGNAL USER VOLUME WORKDIR'
  ).split(' '),
);
const WITH_PROPERTIES = new Set(['ENV', 'LABEL']);
const WITH_FLAGS = new Set(['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN']);
const WITH_JSON = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME']);

/**
 * What a builder would refuse is listed in `problems` and the rest is read all the same.
 *
 * @param path as it is shown to the user
 * @throws GateError where the text is no Dockerfile at all: too long, or binary
 */
export function parseDockerfile(path: string, text: string): Dockerfile {
  if (text.length > LONGEST_DOCKERFILE) {
    throw new GateError(
      `${path} is too long to be a Dockerfile (${text.length} characters, at most ` +
        `${LONGEST_DOCKERFILE} are read); name the right file with --file`,
    );
  }
  const lines = physicalLines(text);
  const binary = lines.findIndex((line) => line.includes('\0'));
  if (binary >= 0) {
    throw new GateError(
      `${path}:${binary + 1} holds a NUL byte, so it is no Dockerfile; name the right file with --file`,
    );
  }
  const { escape, syntax, next } = readDirectives(lines);
  const problems: Problem[] = [];
  const instructions = logicalLines(lines, next, escape, problems).map((logical) =>
    readInstruction(logical, lines, escape, problems),
  );
  const { globalArgs, stages } = readStages(instructions, escape, problems);
  problems.sort((a, b) => a.line - b.line);
  return { path, lines, escape, syntax, instructions, globalArgs, stages, problems };
}

function readInstruction(
  logical: LogicalLine,
  lines: string[],
  escape: '\\' | '`',
  problems: Problem[],
): Instruction {
  const instruction = readHead(logical.joined, logical, 0, escape);
  if (!KNOWN.has(instruction.keyword)) {
    problems.push({ line: logical.line, message: 'no builder knows this instruction' });
  }
  const inner = instruction.trigger ?? instruction;
  if (inner.keyword === 'ARG') inner.properties = readArguments(inner, escape);
  else if (WITH_PROPERTIES.has(inner.keyword)) {
    const source = lines.slice(logical.line - 1, logical.endLine).join('\n');
    inner.properties = readProperties(source, logical.line, escape, problems);
  }
  return instruction;
}

/** Keyword, flags and arguments of the joined text from `offset` on. */
function readHead(
  joined: Joined,
  logical: LogicalLine,
  offset: number,
  escape: string,
): Instruction {
  const text = joined.text.slice(offset).trimStart();
  const keyword = (/^\S*/.exec(text) as RegExpExecArray)[0];
  const upper = keyword.toUpperCase();
  const rest = text.slice(keyword.length).trim();
  const { flags, args } = WITH_FLAGS.has(upper)
    ? readFlags(rest, escape)
    : { flags: [], args: rest };
  const after = joined.text.length - text.length + keyword.length;
  const trigger =
    upper === 'ONBUILD' && offset === 0 && rest !== ''
      ? readHead(joined, logical, after, escape)
      : null;
  return {
    keyword: upper,
    line: logical.line,
    endLine: logical.endLine,
    stage: null,
    flags,
    args,
    json: WITH_JSON.has(upper) ? readJson(args) : null,
    heredocs: logical.heredocs,
    properties: [],
    trigger,
    joined,
  };
}

function readFlags(rest: string, escape: string): { flags: Flag[]; args: string } {
  const flags: Flag[] = [];
  for (const word of quotedWords(rest, escape)) {
    if (!word.text.startsWith('--')) return { flags, args: rest.slice(word.offset) };
    if (word.text === '--') return { flags, args: rest.slice(word.offset + 2).trimStart() };
    const equals = word.text.indexOf('=');
    const name = word.text.slice(2, equals < 0 ? undefined : equals).toLowerCase();
    flags.push({ name, value: equals < 0 ? null : word.text.slice(equals + 1) });
  }
  return { flags, args: '' };
}

/** A JSON array of strings, or null: anything else is the shell form, as for the builders. */
function readJson(args: string): string[] | null {
  if (!args.startsWith('[')) return null;
  try {
    const value: unknown = JSON.parse(args);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
  } catch {
    return null;
  }
}

/** ARG takes several names, each with or without a value; `dockerfile-ast` knows one without. */
function readArguments(instruction: Instruction, escape: string): Property[] {
  const first = instruction.joined.text.trimEnd().length - instruction.args.length;
  return quotedWords(instruction.args, escape).map(({ text, offset }) => {
    const from = positionOf(instruction.joined, first + offset);
    const to = positionOf(instruction.joined, first + offset + text.length - 1);
    const equals = text.indexOf('=');
    return {
      name: unquote(equals < 0 ? text : text.slice(0, equals), escape),
      value: equals < 0 ? null : text.slice(equals + 1),
      line: from.line,
      endLine: to.line,
      column: from.column,
    };
  });
}

function readProperties(
  source: string,
  firstLine: number,
  escape: '\\' | '`',
  problems: Problem[],
): Property[] {
  const head = escape === '`' ? '# escape=`\n' : '';
  const shift = firstLine - (head === '' ? 0 : 1);
  const text = head + source;
  try {
    const ast: AstInstruction[] = DockerfileParser.parse(text).getInstructions();
    const first = ast[0];
    const outer =
      first !== undefined && 'getTriggerInstruction' in first
        ? (first as { getTriggerInstruction(): AstInstruction | null }).getTriggerInstruction()
        : first;
    if (!(outer instanceof Env || outer instanceof Label)) return [];
    const lines = text.split('\n');
    return outer.getProperties().map((property) => {
      const range = property.getRange();
      const value = property.getValueRange();
      return {
        name: property.getName(),
        value: value === null ? null : unfold(lines, value.start, value.end, escape),
        line: range.start.line + shift,
        endLine: range.end.line + shift,
        column: range.start.character,
      };
    });
  } catch {
    problems.push({ line: firstLine, message: 'its names and values could not be read' });
    return [];
  }
}

interface Point {
  line: number;
  character: number;
}

/** The text between two points without continuations and comments. */
function unfold(lines: string[], start: Point, end: Point, escape: string): string {
  const part = lines.slice(start.line, end.line + 1);
  const last = part.length - 1;
  part[last] = (part[last] ?? '').slice(0, end.character);
  part[0] = (part[0] ?? '').slice(start.character);
  return logicalLines(['x \\'.replace('\\', escape), ...part], 0, escape, [])
    .map((logical) => logical.joined.text)
    .join('')
    .slice(2);
}

function readStages(
  instructions: Instruction[],
  escape: string,
  problems: Problem[],
): { globalArgs: Instruction[]; stages: Stage[] } {
  const globalArgs: Instruction[] = [];
  const stages: Stage[] = [];
  let globals: ReadonlyMap<string, Value> = new Map();
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      if (stages.length === 0) globals = globalValues(globalArgs, escape);
      stages.push(readStage(instruction, stages, globals, escape));
    } else if (stages.length > 0) {
      stages.at(-1)?.instructions.push(instruction);
    } else if (instruction.keyword === 'ARG') globalArgs.push(instruction);
    else problems.push({ line: instruction.line, message: 'it stands before the first FROM' });
    const stage = stages.length === 0 ? null : stages.length - 1;
    instruction.stage = stage;
    if (instruction.trigger !== null) instruction.trigger.stage = stage;
  }
  if (stages.length === 0) problems.push({ line: 1, message: 'there is no FROM' });
  return { globalArgs, stages };
}

function readStage(
  from: Instruction,
  earlier: Stage[],
  globals: ReadonlyMap<string, Value>,
  escape: string,
): Stage {
  const words = quotedWords(from.args, escape).map((word) => unquote(word.text, escape));
  const base = words[0] ?? '';
  const name = words[1]?.toLowerCase() === 'as' ? (words[2]?.toLowerCase() ?? null) : null;
  const image = expandPlain(base, globals, escape).toLowerCase();
  const parent = earlier.findLast((stage) => stage.name === image)?.index ?? null;
  return { index: earlier.length, name, base, parent, from, instructions: [] };
}
