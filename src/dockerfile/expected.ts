/**
 * What history a Dockerfile should leave: the instructions of the target stage and of the stages it
 * is built FROM, in the order a builder runs them, each with the values of its variables at that point.
 */
import type { Dockerfile, Instruction, Stage } from './dockerfile.ts';
import { Scope, globalValues, literal, unsure } from './scope.ts';
import type { Value } from './scope.ts';
import { quotedWords } from './words.ts';

export interface Expected {
  /** What ran; the trigger itself for an ONBUILD. */
  instruction: Instruction;
  /** ONBUILD leaves an entry with some builders and none with others. */
  optional: boolean;
  /** Words that can take variables, expanded: sources and target of COPY, `K=V` of ENV, a path. */
  words: Value[];
  shell: string[];
  /** Working directory before it ran. */
  workdir: Value;
}

const DEFAULT_SHELL = ['/bin/sh', '-c'];

/** The stages that make `stage`, the lowest first. */
export function stageChain(dockerfile: Dockerfile, stage: Stage): Stage[] {
  const chain: Stage[] = [];
  for (let at: Stage | undefined = stage; at !== undefined;) {
    chain.unshift(at);
    at = at.parent === null ? undefined : dockerfile.stages[at.parent];
  }
  return chain;
}

export function expectedSteps(dockerfile: Dockerfile, target: Stage): Expected[] {
  const scope = new Scope(
    globalValues(dockerfile.globalArgs, dockerfile.escape),
    dockerfile.escape,
  );
  const found: Expected[] = [];
  const chain = stageChain(dockerfile, target);
  const state = {
    shell: DEFAULT_SHELL,
    workdir: chain[0]?.base === 'scratch' ? literal('/') : unsure('/'),
  };
  const run = (instruction: Instruction, optional: boolean): void => {
    scope.define(instruction);
    const words = wordsOf(instruction, scope, dockerfile.escape);
    found.push({ instruction, optional, words, shell: state.shell, workdir: state.workdir });
    if (instruction.keyword === 'SHELL' && instruction.json !== null)
      state.shell = instruction.json;
    if (instruction.keyword === 'WORKDIR' && words[0] !== undefined) {
      state.workdir = resolve(state.workdir, words[0]);
    }
  };
  let parent: Stage | undefined;
  for (const stage of chain) {
    for (const one of parent?.instructions ?? []) if (one.trigger !== null) run(one.trigger, false);
    for (const one of stage.instructions) run(one, one.keyword === 'ONBUILD');
    parent = stage;
  }
  return found;
}

/** A path as it is after `WORKDIR base`. */
export function resolve(base: Value, path: Value): Value {
  if (path.text.startsWith('/') || /^[a-z]:/i.test(path.text)) return path;
  const slash = base.text.endsWith('/') ? '' : '/';
  const below = path.text.replace(/^(?:\.\/)+|^\.$/, '');
  const relative = below === path.text ? path.loose : [below];
  return { text: base.text + slash + below, loose: [...base.loose, slash, ...relative] };
}

function wordsOf(instruction: Instruction, scope: Scope, escape: string): Value[] {
  switch (instruction.keyword) {
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      return instruction.properties.map((property) => {
        const value =
          property.value === null ? scope.lookup(property.name) : scope.expand(property.value);
        const given = value ?? unsure('');
        const name =
          instruction.keyword === 'LABEL' ? scope.expand(property.name) : literal(property.name);
        return { text: `${name.text}=${given.text}`, loose: [...name.loose, '=', ...given.loose] };
      });
    case 'ADD':
    case 'COPY':
    case 'VOLUME':
      return (
        instruction.json ?? quotedWords(instruction.args, escape).map((word) => word.text)
      ).map((word) => (/^\d*<</.test(word) ? heredocWord(word) : scope.expand(word)));
    case 'USER':
    case 'STOPSIGNAL':
    case 'WORKDIR':
    case 'EXPOSE':
      return [scope.expand(instruction.args)];
    default:
      return [];
  }
}

/** BuildKit's history names a heredoc source without dash and quotes. */
function heredocWord(word: string): Value {
  return literal(`<<${word.replace(/^\d*<<-?/, '').replace(/["']/g, '')}`);
}
