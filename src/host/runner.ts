/**
 * GitHub's runner: inputs, masks, annotations, summary, outputs. Workflow commands are issued by
 * @actions/core alone, which escapes them.
 */
import * as core from '@actions/core';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engines } from './engine.ts';
import { oneOf, parseFailOn, type Options } from './arguments.ts';

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

/**
 * The step's inputs as options.
 * @throws GateError for a value that does not exist, Error for a missing one.
 */
export const readInputs = (): Options => {
  const failOn = input('fail-on');
  return {
    reference: core.getInput('image', { required: true }),
    dockerfile: input('dockerfile'),
    context: input('context'),
    config: input('config'),
    metadata: null,
    target: input('target'),
    engine: oneOf('engine', input('engine') ?? 'docker', engines),
    format: 'text',
    html: input('html-file'),
    sarif: input('sarif-file'),
    jobs: null,
    cacheDir: input('cache-dir'),
    failOn: failOn === null ? null : parseFailOn('fail-on', failOn),
    debug: core.isDebug(),
  };
};

/** The `metadata` input: JSON itself, not a file. */
export const readMetadataInput = (): string | null => input('metadata');

/** Masking a shorter value would garble the log. */
const SHORTEST_MASK = 6;

/** Asks the runner to mask a secret; elsewhere the command would print it. */
export const mask = (secret: string): void => {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return;
  for (const line of new Set([secret, ...secret.split(/\r?\n/)])) {
    if (line.trim().length >= SHORTEST_MASK) core.setSecret(line);
  }
};

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

/** Writes the report into the runner's temporary folder. @returns Its path. */
export const saveReport = async (json: string): Promise<string> => {
  const path = join(process.env['RUNNER_TEMP'] ?? tmpdir(), `dockgate-${process.pid}.json`);
  await writeFile(path, json, { mode: 0o600 });
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
