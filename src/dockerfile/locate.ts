/** Finds the line of an instruction that holds a text or speaks of a path. */
import type { Instruction } from './dockerfile.ts';
import { positionOf } from './logical.ts';

export interface Spot {
  /** From 1. */
  line: number;
}

/** The line where `text` begins, also where a continuation splits it; null where it is not there. */
export function lineHolding(instruction: Instruction, text: string): Spot | null {
  if (text === '') return null;
  const at = instruction.joined.text.indexOf(text);
  if (at >= 0) return { line: positionOf(instruction.joined, at).line };
  for (const heredoc of instruction.heredocs) {
    const inside = heredoc.body.indexOf(text);
    if (inside >= 0) return { line: heredoc.line + count(heredoc.body.slice(0, inside), '\n') };
  }
  return null;
}

/** `line` itself where it is one of the instruction's, else its first. */
export function lineNaming(instruction: Instruction, line: number): number {
  return line >= instruction.line && line <= instruction.endLine ? line : instruction.line;
}

/**
 * The line of a RUN that speaks of a file: by its whole path, then its name with its folder, then
 * its name, then the command known to write such a file. The last mention counts, since a file is
 * written as the end of its line (`… > .npmrc`).
 */
export function lineWriting(instruction: Instruction, path: string): Spot | null {
  const steps = path.split('/').filter((step) => step !== '');
  const name = steps.at(-1) ?? '';
  const wanted = [`/${steps.join('/')}`, steps.slice(-2).join('/'), name];
  for (const text of wanted) {
    const found = text.length < 2 ? null : lastLineHolding(instruction, text);
    if (found !== null) return found;
  }
  for (const [file, command] of WRITERS) {
    if (!file.test(path)) continue;
    for (const text of command) {
      const found = lineHolding(instruction, text);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Commands that write a file without naming it. */
const WRITERS: [RegExp, string[]][] = [
  [/\/\.npmrc$/, ['npm config set', 'npm set', 'npm login', 'pnpm config set', 'pnpm set']],
  [/\/\.yarnrc(?:\.yml)?$/, ['yarn config set', 'yarn login']],
  [/\/\.git\/|\/\.gitconfig$|\/\.git-credentials$/, ['git clone', 'git config', 'git remote']],
  [/\/\.docker\/config\.json$/, ['docker login']],
  [/\/\.config\/pip\/|\/pip\.conf$/, ['pip config', 'pip3 config']],
  [/\/\.aws\//, ['aws configure']],
  [/\/\.config\/gcloud\//, ['gcloud auth', 'gcloud config']],
  [/\/\.config\/gh\//, ['gh auth']],
  [/\/\.netrc$/, ['.netrc', 'machine ']],
  [/\/auth\.json$/, ['composer config', 'podman login', 'buildah login', 'skopeo login']],
  [/\/\.nuget\/|\/NuGet\.Config$/i, ['nuget sources', 'dotnet nuget']],
  [/\/\.cargo\/credentials/, ['cargo login']],
  [/\/\.gem\/credentials|\/\.bundle\/config/, ['bundle config', 'gem ']],
  [/\/\.cache\/huggingface\/|\/\.huggingface\//, ['huggingface-cli login', 'hf auth login']],
  [/\/\.kube\/config$/, ['kubectl config', 'update-kubeconfig']],
  [/\/\.config\/pypoetry\//, ['poetry config']],
];

/** Which of `names` stands with `=` nearest before `secret` in a history text; null where none does. */
export function nameBefore(written: string, secret: string, names: string[]): string | null {
  const at = secret === '' ? -1 : written.indexOf(secret);
  if (at < 0) return null;
  let best: string | null = null;
  let nearest = -1;
  for (const name of names) {
    const found = lastNamed(written.slice(0, at), name);
    if (found > nearest) {
      nearest = found;
      best = name;
    }
  }
  return best;
}

/** Position of `name=` with nothing but a blank before it, or -1. */
function lastNamed(text: string, name: string): number {
  for (let at = text.lastIndexOf(`${name}=`); at >= 0; at = text.lastIndexOf(`${name}=`, at - 1)) {
    if (at === 0 || text[at - 1] === ' ') return at;
    if (at === 0) break;
  }
  return -1;
}

function lastLineHolding(instruction: Instruction, text: string): Spot | null {
  for (const heredoc of instruction.heredocs.toReversed()) {
    const inside = heredoc.body.lastIndexOf(text);
    if (inside >= 0) return { line: heredoc.line + count(heredoc.body.slice(0, inside), '\n') };
  }
  const at = instruction.joined.text.lastIndexOf(text);
  return at < 0 ? null : { line: positionOf(instruction.joined, at).line };
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}
