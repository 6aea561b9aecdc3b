/**
 * A secret file that COPY or ADD took from the build context: keep it out with `.dockerignore`, or
 * mount it for the one RUN that needs it.
 */
import type { Edit } from '../model/finding.ts';
import { CHECKOUT, REMOVED_LATER, atRunTime, passFile, secretId } from './advice.ts';
import type { Blame } from './cause.ts';
import type { Dockerfile, Instruction } from './dockerfile.ts';
import { extendRun, removeInstruction } from './edits.ts';
import { stageChain } from './expected.ts';
import type { FixInput, Proposal } from './proposal.ts';
import { normalPath } from './sources.ts';
import { quotedWords, unquote } from './words.ts';

export function fixCopiedFile(blame: Blame, input: FixInput): Proposal {
  const file = blame.contextFile;
  const copy = blame.source;
  if (file === null) {
    return {
      lines: [
        `Let line ${copy.line} copy only what the image needs, and keep the file out with .dockerignore.`,
      ],
      edits: [],
    };
  }
  if (/(?:^|\/)\.git\//.test(file)) return fixGitFolder(file, copy, input);
  const named = sourcesOf(copy, input.dockerfile).some((source) => source === file);
  return named ? fixNamedFile(file, copy, input) : fixTakenFile(file, copy, input);
}

function fixGitFolder(file: string, copy: Instruction, input: FixInput): Proposal {
  const folder = file.slice(0, file.lastIndexOf('.git/') + 4);
  return {
    lines: [
      `Keep the repository's folder out of the build context: add ${ignoreLine(folder)} to .dockerignore ` +
        `(line ${copy.line} copies it).`,
      CHECKOUT,
    ],
    edits: ignoreEdits([ignoreLine(folder)], input),
  };
}

/** A folder was copied and took the file along. */
function fixTakenFile(file: string, copy: Instruction, input: FixInput): Proposal {
  const line = ignoreLine(file);
  const lines = [
    `Keep it out of the build context: add ${line} to .dockerignore, since line ${copy.line} copies all that lies there.`,
    REMOVED_LATER,
  ];
  if (/(?:^|\/)\.env/.test(file)) lines.push(atRunTime(null));
  else lines.push(passFile(secretId(baseName(file)), file));
  return { lines, edits: ignoreEdits([line], input) };
}

/** The file was named, so some command wants it. */
function fixNamedFile(file: string, copy: Instruction, input: FixInput): Proposal {
  const { dockerfile } = input;
  const id = secretId(baseName(file));
  const target = targetOf(copy, file, dockerfile);
  const mount = `--mount=type=secret,id=${id}${target === null ? '' : `,target=${target}`}`;
  const lines = [
    `Do not copy ${file} (line ${copy.line}); mount it for the command that needs it: RUN ${mount} …`,
    REMOVED_LATER,
    passFile(id, file),
  ];
  const line = ignoreLine(file);
  lines.push(`Add ${line} to .dockerignore as well.`);
  const edits = mountEdits(copy, file, mount, target, dockerfile);
  return { lines, edits: edits === null ? [] : [...edits, ...ignoreEdits([line], input)] };
}

/** Null where the change is not plain: several sources, no RUN behind, a deletion among commands. */
function mountEdits(
  copy: Instruction,
  file: string,
  mount: string,
  target: string | null,
  dockerfile: Dockerfile,
): Edit[] | null {
  if (target === null || copy.trigger !== null || sourcesOf(copy, dockerfile).length !== 1)
    return null;
  const stage = copy.stage === null ? undefined : dockerfile.stages[copy.stage];
  const runs = (stage?.instructions ?? []).filter(
    (one) => one.keyword === 'RUN' && one.line > copy.line,
  );
  const name = baseName(file);
  const removals = runs.filter(
    (run) => /(?:^|[\s;&|])rm\s/.test(run.args) && run.args.includes(name),
  );
  const plain = removals.filter((run) => /^rm(?:\s+-\w+)*\s+\S+$/.test(run.args.trim()));
  const user = runs.find((run) => !plain.includes(run));
  if (user === undefined || plain.length !== removals.length) return null;
  const extended = extendRun(dockerfile, user, mount, '');
  if (extended === null) return null;
  return [
    removeInstruction(dockerfile, copy),
    extended,
    ...plain.map((run) => removeInstruction(dockerfile, run)),
  ];
}

function wordsOf(copy: Instruction, dockerfile: Dockerfile): string[] {
  const inner = copy.trigger ?? copy;
  return (
    inner.json ??
    quotedWords(inner.args, dockerfile.escape).map((word) => unquote(word.text, dockerfile.escape))
  );
}

function sourcesOf(copy: Instruction, dockerfile: Dockerfile): string[] {
  return wordsOf(copy, dockerfile)
    .slice(0, -1)
    .map((source) => normalPath(source, false));
}

/** Absolute path where a mount puts it; null where a working directory or variable is unknown. */
function targetOf(copy: Instruction, file: string, dockerfile: Dockerfile): string | null {
  const written = wordsOf(copy, dockerfile).at(-1) ?? '';
  const stage = copy.stage === null ? undefined : dockerfile.stages[copy.stage];
  const chain = stage === undefined ? [] : stageChain(dockerfile, stage);
  const workdirs = chain
    .flatMap((one) => one.instructions)
    .filter((one) => one.keyword === 'WORKDIR' && one.line < copy.line)
    .map((one) => one.args.trim());
  // Without a leading slash the path hangs on the base image's own working directory.
  const start = chain[0]?.base === 'scratch' ? '/' : '.';
  const whole = [...workdirs, written].reduce(joinPath, start);
  if (!whole.startsWith('/') || whole.includes('$')) return null;
  const folder = written.endsWith('/') || written === '.' || written.endsWith('/.');
  return normalPath(folder ? `${whole}/${baseName(file)}` : whole, true);
}

function joinPath(base: string, path: string): string {
  return path.startsWith('/') ? path : `${base}/${path}`;
}

/** A line of `.dockerignore` that keeps one path out, and the same name in every folder below. */
export function ignoreLine(path: string): string {
  const quoted = path.replace(/[\\*?[\]]/g, '\\$&').replace(/^(?=[!#])/, '\\');
  return path.includes('/') ? quoted : `**/${quoted}`;
}

/** Appends lines to the ignore file; none where there is no such file to edit. */
export function ignoreEdits(added: string[], input: Pick<FixInput, 'ignoreFile'>): Edit[] {
  if (input.ignoreFile === null) return [];
  const { path, text } = input.ignoreFile;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const last = lines.pop() ?? '';
  const line = lines.length + 1;
  return [
    {
      file: path,
      line,
      endLine: line,
      text: [last, ...added].filter((one, at) => at > 0 || one !== '').join('\n'),
    },
  ];
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? path;
}
