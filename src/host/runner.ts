/**
 * GitHub's runner: inputs, masks, annotations, summary, outputs. Workflow commands are issued by
 * @actions/core alone, which escapes them.
 */
import * as core from '@actions/core';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GateError } from '../model/error.ts';
import type { KnownValue } from '../model/request.ts';
import { oneOf, parseFailOn, type Options } from './arguments.ts';
import { builtImage } from './built-image.ts';
import { engines } from './engine.ts';
import { parseGivenSecrets } from './given-secrets.ts';
import { writeReport } from './report-file.ts';

/** What a reporter says about one instruction; lines from 1. */
export interface RunnerAnnotation {
  level: 'error' | 'warning' | 'notice';
  file: string | null;
  line: number | null;
  endLine: number | null;
  title: string;
  message: string;
}

const input = (name: string): string | null => core.getInput(name) || null;

const readImage = (): string => {
  const image = input('image') ?? builtImage(input('metadata'));
  if (image !== null) return image;
  throw new GateError(
    'no image to scan: give the input `image`, or `metadata: ${{ steps.<build>.outputs.metadata }}` of a build step with tags',
  );
};

/** Masking a shorter value would garble the log. */
const SHORTEST_MASK = 6;

/** Asks the runner to mask a secret; elsewhere the command would print it. */
export const mask = (secret: string): void => {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return;
  for (const line of new Set([secret, ...secret.split(/\r?\n/)])) {
    if (line.trim().length >= SHORTEST_MASK) core.setSecret(line);
  }
};

/**
 * The values to search for, masked before anything is said. They leave the environment, which
 * `known: auto` looks through and which the engine's client inherits.
 */
const readSecrets = (): KnownValue[] => {
  const text = input('secrets') ?? '';
  delete process.env['INPUT_SECRETS'];
  const given = parseGivenSecrets(text);
  for (const { value } of given) mask(Buffer.from(value).toString('utf8'));
  return given;
};

/**
 * The step's inputs as options.
 * @throws GateError for a value that does not exist, and where no image is named.
 */
export const readInputs = (): Options => {
  const failOn = input('fail-on');
  return {
    reference: readImage(),
    dockerfile: input('dockerfile'),
    context: input('context'),
    config: input('config'),
    baseline: input('baseline'),
    strictAllow: false,
    metadata: null,
    target: input('target'),
    engine: oneOf('engine', input('engine') ?? 'docker', engines),
    format: 'text',
    html: input('html-file'),
    sarif: input('sarif-file'),
    jobs: null,
    openContents: true,
    known: {
      env: (input('known') ?? '').split(/[\s,]+/).filter((name) => name !== ''),
      files: [],
      docker: false,
      given: readSecrets(),
    },
    cacheDir: input('cache-dir'),
    failOn: failOn === null ? null : parseFailOn('fail-on', failOn),
    debug: core.isDebug(),
  };
};

/** The `metadata` input: JSON itself, not a file. */
export const readMetadataInput = (): string | null => input('metadata');

const switches = ['auto', 'off'] as const;

/** What to say through GitHub's API, and with which token. */
export interface TalkInputs {
  review: boolean;
  check: boolean;
  /** Null where there is none. */
  token: string | null;
  /** Name of this gate among several; null to make one up. */
  category: string | null;
  /** Whether the policy is taken from the branch that a pull request is to be merged into. */
  policyFromBase: boolean;
}

/** Whose policy judges a pull request: its own, or the base branch's. */
const policyRefs = ['head', 'base'] as const;

/** @throws GateError for a value that does not exist. */
export const readTalkInputs = (): TalkInputs => ({
  review: oneOf('review', input('review') ?? 'auto', switches) === 'auto',
  check: oneOf('check', input('check') ?? 'auto', switches) === 'auto',
  token: input('github-token'),
  category: input('category'),
  policyFromBase: oneOf('policy-ref', input('policy-ref') ?? 'head', policyRefs) === 'base',
});

export const annotate = (annotation: RunnerAnnotation): void => {
  const { level, file, line, endLine, title, message } = annotation;
  core[level](message, {
    title,
    ...(file === null ? {} : { file }),
    ...(line === null ? {} : { startLine: line }),
    ...(endLine === null ? {} : { endLine }),
  });
};

export const writeSummary = async (markdown: string): Promise<void> => {
  if (!process.env['GITHUB_STEP_SUMMARY']) return;
  await core.summary.addRaw(markdown, true).write();
};

/**
 * Writes a report to where the user wants it, else into the runner's temporary folder.
 * @param kind `json`, `sarif`, `html`: the name's end.
 * @returns Its path.
 * @throws GateError where it cannot be written.
 */
export const saveReport = async (
  kind: string,
  text: string,
  wanted: string | null = null,
): Promise<string> => {
  const path =
    wanted ?? join(process.env['RUNNER_TEMP'] ?? tmpdir(), `dockgate-${process.pid}.${kind}`);
  await writeReport(path, text);
  return path;
};

export const setOutputs = (outputs: Record<string, string | number>): void => {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
};

export const log = (text: string): void => core.info(text);

/** @param code The exit code, which is not 0. */
export const fail = (message: string, code: number): void => {
  core.setFailed(message);
  process.exitCode = code;
};
