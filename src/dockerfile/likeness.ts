/**
 * How well a history entry fits an instruction. `same`: the texts are equal once both are spelt
 * alike. `fits`: equal but for what cannot be known (a build argument's value, the sources behind
 * `file:<digest>`). `similar`: same instruction, most words shared. No look is more than linear.
 */
import type { Expected } from './expected.ts';
import { resolve } from './expected.ts';
import type { Value } from './scope.ts';
import { goQuotedList, portSet } from './spelling.ts';
import type { Step } from './spelling.ts';

export type Likeness = 'same' | 'fits' | 'similar' | 'none';

/** Share of common words from which two texts are similar. */
const SIMILAR = 0.6;
/** Words of each text that are compared. */
const MOST_WORDS = 256;
/** Classic builder and buildah name sources by digest: `COPY --chown=1:2file:<sha256> in /app`. */
const HASHED = /(?:(?:file|dir|multi):)?[0-9a-f]{64} in ([^]*)$/;
const SHELL_PREFIX = /(?:^|\s)\S*(?:sh|cmd|cmd\.exe|powershell|pwsh)(?:\s+[-/]\S+)*$/;

export function likeness(step: Step, expected: Expected): Likeness {
  const { keyword, args } = expected.instruction;
  if (step.keyword !== keyword) return 'none';
  if (keyword === 'RUN') return likeRun(step.text, expected);
  if (step.text === args.trim()) return 'same';
  switch (keyword) {
    case 'COPY':
    case 'ADD':
      return likeCopy(step.text, expected);
    case 'ARG':
      return likeArg(step.text, expected);
    case 'EXPOSE':
      return like(portSet(step.text), portSet(expected.words[0]?.text ?? ''), null, step, expected);
    case 'WORKDIR':
      return likeWorkdir(step, expected);
    case 'VOLUME': {
      const paths = joinValues(expected.words);
      return like(step.text, `[${paths.text}]`, ['[', ...paths.loose, ']'], step, expected);
    }
    case 'CMD':
    case 'ENTRYPOINT':
      return likeCommand(step, expected);
    case 'SHELL':
      return like(
        step.text,
        `[${expected.instruction.json?.join(' ') ?? args}]`,
        null,
        step,
        expected,
      );
    case 'HEALTHCHECK':
      return likeHealthcheck(step, expected);
    default: {
      const words = joinValues(expected.words);
      return like(step.text, words.text, words.loose, step, expected);
    }
  }
}

function like(
  text: string,
  wanted: string,
  loose: Value['loose'] | null,
  step: Step,
  expected: Expected,
): Likeness {
  if (text === wanted) return 'same';
  if (loose?.includes(null) === true && fitsLoosely(text, loose)) return 'fits';
  return similar(step.text, expected.instruction.args);
}

function likeRun(text: string, expected: Expected): Likeness {
  const { args, json, heredocs } = expected.instruction;
  const only = heredocs.length === 1 && /^\d*<<\S+$/.test(args) ? heredocs[0] : undefined;
  const full = [args, ...heredocs.map((one) => one.body + one.name)].join('\n');
  const spellings = [
    only === undefined ? full : only.body,
    ...(only === undefined ? [] : [`/dev/pipes/${only.name}`]),
    ...(json === null ? [] : [json.join(' ')]),
  ];
  const written = text.trimEnd();
  for (const spelling of spellings) {
    const command = spelling.trim();
    if (command === '' || !written.endsWith(command)) continue;
    const before = written.slice(0, written.length - command.length).trimEnd();
    if (before === '' || before.endsWith(expected.shell.join(' '))) return 'same';
    if (/^--\S+$/.test(before.slice(before.lastIndexOf(' ') + 1))) return 'same';
    if (json !== null && before.startsWith('|')) return 'same';
    if (SHELL_PREFIX.test(before.slice(-200))) return 'fits';
  }
  return similar(text, full);
}

function likeCopy(text: string, expected: Expected): Likeness {
  const hashed = HASHED.exec(text);
  const target = expected.words.at(-1);
  if (target === undefined) return 'none';
  if (hashed !== null) {
    const seen = (hashed[1] as string).trim();
    const whole = resolve(expected.workdir, target);
    const raw = expected.instruction.args.trimEnd();
    if (seen === target.text || seen === whole.text || raw.endsWith(` ${seen}`)) return 'fits';
    return fitsLoosely(seen, target.loose) && target.loose.some((one) => one !== null)
      ? 'fits'
      : 'none';
  }
  const words = joinValues(expected.words);
  const seen = text.replace(/^(?:--\S+ +)+/, '');
  if (seen === words.text || seen === expected.instruction.args.trim()) return 'same';
  if (words.loose.includes(null) && fitsLoosely(seen, words.loose)) return 'fits';
  return similar(seen, words.text);
}

/** buildah names all arguments so far and no value: `ARG A TOKEN`. */
function likeArg(text: string, expected: Expected): Likeness {
  const names = expected.instruction.properties.map((property) => property.name);
  const words = joinValues(expected.words);
  if (text === words.text || text === names.join(' ')) return 'same';
  const last = names.at(-1);
  if (last === undefined) return 'none';
  if (names.length > 1) return names.every((name) => text.includes(name)) ? 'fits' : 'none';
  return text.startsWith(`${last}=`) || text.endsWith(` ${last}`) ? 'fits' : 'none';
}

function likeWorkdir(step: Step, expected: Expected): Likeness {
  const path = expected.words[0];
  if (path === undefined) return 'none';
  const whole = resolve(expected.workdir, path);
  const bare = (text: string): string => (text.length > 1 ? text.replace(/\/$/, '') : text);
  if (bare(step.text) === bare(path.text) || bare(step.text) === bare(whole.text)) return 'same';
  return whole.loose.includes(null) && fitsLoosely(bare(step.text), whole.loose) ? 'fits' : 'none';
}

function likeCommand(step: Step, expected: Expected): Likeness {
  const { json, args } = expected.instruction;
  const words = json ?? [...expected.shell, args];
  if (step.text === goQuotedList(words)) return 'same';
  const tail = `${JSON.stringify(json === null ? args : (json.at(-1) ?? ''))}]`;
  if (json === null && step.text.endsWith(tail)) return 'fits';
  return similar(step.text, args);
}

function likeHealthcheck(step: Step, expected: Expected): Likeness {
  const args = expected.instruction.args;
  if (/^none\b/i.test(args)) return step.text.includes('NONE') ? 'same' : 'none';
  const command = args.replace(/^cmd\s+/i, '').trim();
  if (step.text.endsWith(args) || step.text.includes(JSON.stringify(command))) return 'same';
  return similar(step.text, args);
}

function joinValues(values: Value[]): Value {
  const loose = values.flatMap((value, at) => (at === 0 ? value.loose : [' ', ...value.loose]));
  return { text: values.map((value) => value.text).join(' '), loose };
}

/** Whether the pieces occur one after another, anchored at both ends; null matches any text. */
export function fitsLoosely(text: string, pieces: (string | null)[]): boolean {
  const merged: (string | null)[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece === null ? last !== null || merged.length === 0 : typeof last !== 'string') {
      merged.push(piece);
    } else if (piece !== null) merged[merged.length - 1] = `${last}${piece}`;
  }
  let at = 0;
  for (const [index, piece] of merged.entries()) {
    if (piece === null) continue;
    const last = index === merged.length - 1;
    const found = last && index > 0 ? text.length - piece.length : text.indexOf(piece, at);
    if (found < at || (index === 0 && found !== 0) || !text.startsWith(piece, found)) return false;
    at = found + piece.length;
  }
  return at === text.length || merged.at(-1) === null;
}

function similar(left: string, right: string): Likeness {
  const a = new Set(left.slice(0, 8192).split(/[\s="']+/, MOST_WORDS));
  const b = new Set(right.slice(0, 8192).split(/[\s="']+/, MOST_WORDS));
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return (2 * common) / (a.size + b.size) >= SIMILAR ? 'similar' : 'none';
}
