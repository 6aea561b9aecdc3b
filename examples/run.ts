/**
 * Builds examples/leaky with the engine at hand, keys drawn anew, and sends it through the gate:
 * `npm run example`. Ends with the gate's exit code, which is 1.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleOf } from '../src/detect/sample.ts';
import { rules } from '../src/rules/index.ts';

const root = join(import.meta.dirname, '..');
const context = mkdtempSync(join(tmpdir(), 'dockgate-example-'));
const image = 'dockgate-example:leaky';

/** A key of the right form that opens nothing. */
const key = (id: string): string => {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return sampleOf(rule, Date.now()).secret;
};

/** @returns The exit code. */
const run = (command: string, args: string[]): number =>
  spawnSync(command, args, { stdio: 'inherit', cwd: context }).status ?? 2;

try {
  cpSync(join(root, 'examples', 'leaky'), context, { recursive: true });
  writeFileSync(join(context, 'empty.env'), 'OPENAI_API_KEY=\n');
  writeFileSync(join(context, '.env'), `# settings\nOPENAI_API_KEY=${key('openai-project-key')}\n`);
  writeFileSync(join(context, 'server'), '#!/bin/sh\n');
  const npm = key('github-personal-access-token');
  const built = run('docker', ['build', '-q', '-t', image, '--build-arg', `NPM_TOKEN=${npm}`, '.']);
  process.exitCode =
    built === 0
      ? run(process.execPath, [join(root, 'dist', 'cli.js'), image, '--dockerfile', 'Dockerfile'])
      : 2;
} finally {
  spawnSync('docker', ['image', 'rm', '-f', image]);
  rmSync(context, { recursive: true, force: true });
}
