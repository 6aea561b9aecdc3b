/**
 * The change to propose for a finding. Text for a person, and edits of whole lines where a program can
 * make them. An edit is only given when nothing in its new lines is a secret and the edited
 * Dockerfile still reads without a new problem.
 */
import type { Edit, Fix } from '../model/finding.ts';
import {
  REMOVED_LATER,
  atRunTime,
  passValue,
  secretId,
  shortLived,
  variableName,
} from './advice.ts';
import type { Blame } from './cause.ts';
import { applyEdits, separateEdits } from './edits.ts';
import { fixCopiedFile } from './fix-copy.ts';
import { fixVariable } from './fix-variable.ts';
import { parseDockerfile } from './parse.ts';
import { mountFlag } from './proposal.ts';
import type { FixInput, Proposal } from './proposal.ts';

/** Null where nothing in the Dockerfile is to blame. */
export function proposeFix(blames: Blame[], input: FixInput): Fix | null {
  const proposals: Proposal[] = [];
  const done = new Set<string>();
  for (const blame of blames) {
    const key = `${blame.cause} ${blame.source.line} ${blame.instruction.line} ${blame.name} ${blame.contextFile}`;
    if (done.has(key)) continue;
    done.add(key);
    proposals.push(proposeFor(blame, input));
  }
  if (proposals.length === 0) return null;
  const lines = new Set(proposals.flatMap((proposal) => proposal.lines));
  const identity = shortLived(input.provider, input.category);
  if (identity !== null) lines.add(identity);
  const edits = safeEdits(
    proposals.flatMap((proposal) => proposal.edits),
    input,
  );
  return { text: [...lines].join('\n'), edits };
}

function proposeFor(blame: Blame, input: FixInput): Proposal {
  const name = variableName(blame.name ?? blame.variables[0] ?? input.env[0] ?? 'SECRET');
  const line = blame.sourceLine;
  switch (blame.cause) {
    case 'arg':
    case 'env':
      return fixVariable(blame, input);
    case 'label':
      return {
        lines: [
          `Remove the label on line ${line}: labels are read by everyone who can pull the image.`,
        ],
        edits: [],
      };
    case 'run-literal':
      return {
        lines: [
          `Take the value out of line ${line} and mount it for this one command: ` +
            `RUN ${mountFlag(secretId(name), name, input)} … and use ${input.secretEnv ? `$${name}` : 'the file'} in the command.`,
          passValue([name]),
        ],
        edits: [],
      };
    case 'run-file':
      return fixWrittenFile(blame, name, input);
    case 'copy-context':
      return fixCopiedFile(blame, input);
    case 'copy-stage':
    case 'copy-image':
      return {
        lines: [
          `Copy on line ${line} only the files that the image needs, not the folder around them; what ` +
            'the build needs may stay in the earlier stage.',
        ],
        edits: [],
      };
    case 'copy-heredoc':
      return {
        lines: [
          `Take the value out of the heredoc on line ${line}.`,
          atRunTime(input.env[0] ?? null),
        ],
        edits: [],
      };
    case 'add-archive':
      return {
        lines: [`Leave the file out when the archive of line ${line} is made. ${REMOVED_LATER}`],
        edits: [],
      };
    case 'add-url':
      return {
        lines: [`What line ${line} downloads holds the secret; ask its owner to take it out.`],
        edits: [],
      };
    case 'base-onbuild':
      return {
        lines: [
          `The image named on line ${line} copies from your build context with ONBUILD: keep the file out ` +
            'with .dockerignore, or build on an image without ONBUILD.',
          REMOVED_LATER,
        ],
        edits: [],
      };
    case 'other':
      return {
        lines: [`Take the value out of line ${line}.`, atRunTime(input.env[0] ?? null)],
        edits: [],
      };
  }
}

function fixWrittenFile(blame: Blame, name: string, input: FixInput): Proposal {
  const git =
    blame.instruction.args.includes('git clone') || blame.source.args.includes('git clone');
  const where = blame.sourceLine;
  const advice = git
    ? `git keeps the address with its token in .git/config: on line ${where} clone with ` +
      'RUN --mount=type=ssh, or with a secret mount and git -c http.extraHeader, or remove .git in the same RUN.'
    : `Line ${where} writes the secret into a layer: let the command read it from ` +
      `RUN ${mountFlag(secretId(name), name, input)} and write no file, or mount the file itself with target=.`;
  const stages =
    'Where the file must be written, do it in an earlier stage and COPY --from it only the result.';
  return { lines: [advice, stages, REMOVED_LATER, passValue([name])], edits: [] };
}

/** Edits that cannot be trusted are left out: the text says the same. */
function safeEdits(edits: Edit[], input: FixInput): Edit[] {
  const unique = new Map(edits.map((edit) => [`${edit.file}:${edit.line}:${edit.text}`, edit]));
  const separate = separateEdits([...unique.values()]);
  if (separate === null || separate.some((edit) => input.holdsSecret(edit.text))) return [];
  const { dockerfile } = input;
  const own = separate.filter((edit) => edit.file === dockerfile.path);
  if (own.length > 0) {
    const edited = parseDockerfile(dockerfile.path, applyEdits(dockerfile.lines.join('\n'), own));
    if (edited.problems.length > dockerfile.problems.length) return [];
    if (edited.stages.length !== dockerfile.stages.length) return [];
  }
  return separate;
}
