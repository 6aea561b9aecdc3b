/**
 * examples/workflow.yml through a workflow runner (nektos/act, on the host itself): the real engine
 * builds, the built Action gates, and the log, the annotations, the summary and the outputs are read
 * as the runner took them. On a pull request it talks to a server that plays GitHub.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { GitHubServer } from '../pull-request/github-server.ts';
import { reasonToSkip, Workshop } from './engine.ts';

const root = join(import.meta.dirname, '..', '..');

/** The runner on PATH, or installed from the Go module proxy; null where neither can be. */
const findAct = (): string | null => {
  if (spawnSync('act', ['--version']).status === 0) return 'act';
  const folder = join(tmpdir(), 'dockgate-act');
  const path = join(folder, 'act');
  if (existsSync(path)) return path;
  const installed = spawnSync('go', ['install', 'github.com/nektos/act@latest'], {
    env: { ...process.env, GOBIN: folder },
    stdio: 'ignore',
    timeout: 600_000,
  });
  return installed.status === 0 ? path : null;
};

const engine = process.env['DOCKGATE_SLOW'] ? reasonToSkip() : 'a slow test';
const act = engine === null ? findAct() : null;
const reason = engine ?? (act === null ? 'no act, and go cannot install it' : null);
if (reason !== null) console.warn(`skipped: ${reason}`);
const described = reason === null ? describe : describe.skip;

/** One line of act's log in JSON. */
interface Line {
  msg?: string;
  raw?: string;
  raw_output?: boolean;
  step?: string;
  stepResult?: string;
  jobResult?: string;
  command?: string;
  name?: string;
  arg?: string;
  content?: string;
  kvPairs?: Record<string, string>;
}

interface Run {
  exit: number | null;
  lines: Line[];
  /** What the steps printed, commands left out. */
  log: string;
  outputs: Map<string, string>;
  summary: string;
}

const workshop = new Workshop();
const server = new GitHubServer();
let url = '';
let repository = '';

/** A repository with nothing in it but what the workflow uses. */
beforeAll(async () => {
  url = await server.start();
  if (reason !== null) return;
  repository = workshop.write({ 'package.json': '{"type":"module"}\n' });
  for (const name of ['action.yml', 'dist', 'examples/leaky', 'examples/workflow.yml']) {
    cpSync(join(root, name), join(repository, name), { recursive: true });
  }
  mkdirSync(workshop.path('home'));
  const git = (...args: string[]): string =>
    workshop.run('git', ['-C', repository, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args]);
  git('init', '-q', '-b', 'main');
  git('remote', 'add', 'origin', 'https://github.com/o/r.git');
  git('add', '.');
  git('commit', '-q', '-m', 'all');
}, 600_000);

afterAll(async () => {
  await server.stop();
  spawnSync('docker', ['image', 'rm', '-f', 'dockgate-example:workflow']);
  workshop.clean();
});

const run = async (event: string, args: string[]): Promise<Run> => {
  const child = spawn(
    act ?? '',
    [event, '-P', 'ubuntu-latest=-self-hosted', '-W', 'examples/workflow.yml', '--json', ...args],
    {
      cwd: repository,
      env: {
        ...process.env,
        HOME: workshop.path('home'),
        // The Action wants the runner's own version of Node, where the optional package brought it.
        PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
      },
    },
  );
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  const exit = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
  return {
    exit,
    lines,
    log: lines
      .filter((line) => line.raw_output)
      .map(({ msg }) => msg)
      .join(''),
    outputs: new Map(
      lines
        .filter(({ command }) => command === 'set-output')
        .map(({ name, arg }) => [name ?? '', arg ?? '']),
    ),
    summary: lines
      .filter(({ command }) => command === 'summary')
      .map(({ content }) => content)
      .join(''),
  };
};

const resultOf = ({ lines }: Run, step: string): string | undefined =>
  lines.find((line) => line.step === step && line.stepResult !== undefined)?.stepResult;

described('examples/workflow.yml', () => {
  test('is stopped by the gate, with log, annotation, summary and outputs', async () => {
    const done = await run('push', []);
    expect(done.exit).toBe(1);
    expect(resultOf(done, 'Build')).toBe('success');
    expect(resultOf(done, 'Gate')).toBe('failure');
    // Nothing is pushed; what tells of the gate runs.
    expect(resultOf(done, 'Push')).toBeUndefined();
    expect(done.log).not.toContain('would run here');
    expect(resultOf(done, 'What the gate said')).toBe('success');

    expect(done.outputs.get('verdict')).toBe('blocked');
    expect(done.outputs.get('findings')).toBe('1');
    const id = spawnSync(
      'docker',
      ['image', 'inspect', '-f', '{{.Id}}', 'dockgate-example:workflow'],
      {
        encoding: 'utf8',
      },
    ).stdout.trim();
    expect(done.outputs.get('image-id')).toBe(id);
    expect(done.log).toContain(`verdict=blocked findings=1 image-id=${id}`);

    const errors = done.lines.filter(({ command }) => command === 'error');
    expect(errors.map(({ kvPairs }) => [kvPairs?.['file'], kvPairs?.['line']])).toEqual([
      ['examples/leaky/Dockerfile', '10'],
      [undefined, undefined],
    ]);
    expect(errors[0]?.arg).toContain('overwritten in a later layer: it is still in the image');
    expect(done.summary).toMatch(/^<h2>🛑 Blocked: 1 secret in dockgate-example:workflow/);
    expect(done.summary).toContain('examples/leaky/Dockerfile:10');
    expect(done.summary).toMatch(/<pre>[^]*█/);

    // The one line with the secret is the mask, which the runner swallows.
    const [mask] = done.lines.filter(({ command }) => command === 'add-mask');
    const secret = mask?.arg ?? '';
    expect(secret).toMatch(/^sk-proj-/);
    for (const line of done.lines) {
      if (line.command !== 'add-mask') expect(JSON.stringify(line)).not.toContain(secret);
    }
  }, 300_000);

  test('reviews a pull request', async () => {
    server.files = [
      {
        filename: 'examples/leaky/Dockerfile',
        patch:
          '@@ -9,2 +9,3 @@\n # Takes everything, the .env with the OpenAI key too.\n+COPY . /app/\n # Only hides the key: it stays in the layer above.',
      },
    ];
    const event = workshop.path('event.json');
    const pull = { number: 7, head: { sha: server.head, repo: { full_name: 'o/r' } } };
    writeFileSync(event, JSON.stringify({ pull_request: pull }));
    const done = await run('pull_request', [
      ...['-e', event, '-s', 'GITHUB_TOKEN=token-of-the-test'],
      ...['--env', `GITHUB_API_URL=${url}`, '--env', `GITHUB_GRAPHQL_URL=${url}/graphql`],
    ]);
    expect(resultOf(done, 'Gate')).toBe('failure');
    expect(server.invalid).toEqual([]);
    expect(done.summary).toContain('A review was posted with 1 comment.');
    expect(server.comments).toEqual([
      expect.objectContaining({ path: 'examples/leaky/Dockerfile', line: 10 }),
    ]);
  }, 300_000);
});
