/**
 * Risks that the Dockerfile itself shows, whatever the image holds: a variable named like a secret
 * that is given a value in the file, and a secret mount whose command writes the secret out.
 */
import type { Dockerfile, Instruction } from './dockerfile.ts';
import { positionOf } from './logical.ts';
import { meansSecret } from './secret-names.ts';
import { unquote } from './words.ts';

export interface LintFinding {
  /** From 1. */
  line: number;
  endLine: number;
  kind: 'secret-variable' | 'secret-argument' | 'leaked-mount';
  /** Names only, no value. */
  message: string;
}

/** In order of lines. */
export function lintDockerfile(dockerfile: Dockerfile): LintFinding[] {
  const found = dockerfile.instructions.flatMap((instruction) => {
    const inner = instruction.trigger ?? instruction;
    if (inner.keyword === 'ARG' || inner.keyword === 'ENV') return lintVariables(inner, dockerfile);
    return inner.keyword === 'RUN' ? lintMounts(inner, dockerfile.escape) : [];
  });
  return found.sort((a, b) => a.line - b.line);
}

function lintVariables(instruction: Instruction, dockerfile: Dockerfile): LintFinding[] {
  return instruction.properties
    .filter((one) => meansSecret(one.name))
    .flatMap((one): LintFinding[] => {
      const value = one.value === null ? '' : unquote(one.value, dockerfile.escape);
      const place = { line: one.line, endLine: one.endLine };
      const name = one.name;
      if (instruction.keyword === 'ENV' && value !== '') {
        const message = `ENV ${name} stays in the image's config, where everyone who pulls it can read it`;
        return [{ ...place, kind: 'secret-variable', message }];
      }
      if (instruction.keyword === 'ARG') {
        const message =
          value === ''
            ? `a value passed for ARG ${name} stays in the image's history`
            : `ARG ${name} has a default, which stands in the Dockerfile and in the image's history`;
        return [{ ...place, kind: 'secret-argument', message }];
      }
      return [];
    });
}

interface Mount {
  id: string;
  /** File that the command reads. */
  target: string;
  /** Variable that holds it; null without `env=`. */
  env: string | null;
}

/** Secret mounts of a RUN (docs.docker.com, Dockerfile reference, RUN --mount=type=secret). */
export function secretMounts(instruction: Instruction): Mount[] {
  return instruction.flags
    .filter((flag) => flag.name === 'mount')
    .flatMap((flag) => {
      const options = new Map(
        unquote(flag.value ?? '', '\\')
          .split(',')
          .map((option): [string, string] => {
            const at = option.indexOf('=');
            return at < 0 ? [option, ''] : [option.slice(0, at), option.slice(at + 1)];
          }),
      );
      if (options.get('type') !== 'secret') return [];
      const given = options.get('target') ?? options.get('dst') ?? options.get('destination');
      const id = options.get('id') ?? given?.split('/').at(-1) ?? '';
      return [{ id, target: given ?? `/run/secrets/${id}`, env: options.get('env') ?? null }];
    });
}

function lintMounts(instruction: Instruction, escape: string): LintFinding[] {
  const mounts = secretMounts(instruction);
  if (mounts.length === 0) return [];
  const texts = [
    {
      text: instruction.joined.text,
      lineAt: (at: number) => positionOf(instruction.joined, at).line,
    },
    ...instruction.heredocs.map((heredoc) => ({
      text: heredoc.body,
      lineAt: (at: number) => heredoc.line + heredoc.body.slice(0, at).split('\n').length - 1,
    })),
  ];
  const found: LintFinding[] = [];
  for (const { text, lineAt } of texts) {
    for (const command of commandsOf(text, escape)) {
      const mount = mounts.find((one) => leaks(command.text, one));
      if (mount === undefined) continue;
      const line = lineAt(command.offset);
      const endLine = lineAt(command.offset + command.text.length - 1);
      const message = `this command writes the secret ${mount.id} to a file, which then lies in the layer`;
      found.push({ line, endLine, kind: 'leaked-mount', message });
    }
  }
  return found;
}

/** Commands between `;`, `&&`, `||` and line ends; a pipe stays in one. */
function commandsOf(text: string, escape: string): { text: string; offset: number }[] {
  const found: { text: string; offset: number }[] = [];
  let start = 0;
  let quote = '';
  for (let at = 0; at <= text.length; at++) {
    const char = text[at] ?? '\n';
    if (char === escape && quote !== "'") at++;
    else if (quote !== '' && at < text.length) quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (
      char === ';' ||
      char === '\n' ||
      text.startsWith('&&', at) ||
      text.startsWith('||', at)
    ) {
      const part = text.slice(start, at);
      const blank = part.length - part.trimStart().length;
      if (part.trim() !== '') found.push({ text: part.trim(), offset: start + blank });
      start = at + (char === ';' || char === '\n' ? 1 : 2);
      at = start - 1;
    }
  }
  return found;
}

/** Redirections to these keep nothing. */
const NOWHERE = /^(?:\/dev\/(?:null|stdout|stderr|fd\/\d+|shm\/.*)|&\d|\/tmp\/\.?$|\/run\/)/;

function leaks(command: string, mount: Mount): boolean {
  const names =
    mount.env === null ? [mount.target] : [mount.target, `$${mount.env}`, `\${${mount.env}`];
  const uses = names.some((name) => command.includes(name));
  if (!uses) return false;
  if (/(?:^|\s)(?:cp|mv|install|ln|rsync|dd)\s/.test(command) && command.includes(mount.target)) {
    return !/\s(?:\/dev\/(?:null|stdout))\s*$/.test(command);
  }
  const prints =
    /(?:^|[\s|(])(?:cat|echo|printf|tee|base64|head|tail|sed|awk|tr|envsubst|export|env)(?:\s|$)/;
  // What a substitution prints goes to the command around it, and that one decides.
  const outer = command.replace(/\$\([^()]*\)/g, ' ');
  if (!prints.test(outer)) return false;
  if (/\|\s*(?:sudo\s+)?tee\s/.test(command)) return !/tee\s+(?:-a\s+)?\/dev\//.test(command);
  for (const target of command.matchAll(/(?<![<=\d-])(?:1|&)?>{1,2}\|?\s*(["']?[^\s;|&"']+)/g)) {
    if (!NOWHERE.test((target[1] as string).replace(/^["']/, ''))) return true;
  }
  return false;
}
