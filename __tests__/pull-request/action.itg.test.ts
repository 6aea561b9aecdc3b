/**
 * The built Action on a pull request, against a server that plays GitHub: the runner's environment in,
 * a review out, and an exit code that no trouble with the API changes.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { key, reasonToSkip, Workshop } from '../e2e/engine.ts';
import { GitHubServer } from './github-server.ts';

const action = join(import.meta.dirname, '..', '..', 'dist', 'action.js');
const reason = reasonToSkip();
const described = reason === null ? describe : describe.skip;
if (reason !== null) console.warn(`skipped: ${reason}`);

const secret = key('github-personal-access-token', 77);

const before = ['FROM scratch', 'COPY busybox /bin/sh', 'COPY motd /etc/motd', 'CMD ["app"]'];
const after = [
  'FROM scratch',
  'COPY busybox /bin/sh',
  `ENV NPM_TOKEN=${secret}`,
  'RUN echo "//npm.example/:_authToken=$NPM_TOKEN" > /dev/null',
  'COPY motd /etc/motd',
  'CMD ["app"]',
];

const workshop = new Workshop();
let workspace = '';
let image = '';
let server: GitHubServer;
let url = '';

beforeAll(async () => {
  server = new GitHubServer();
  url = await server.start();
  if (reason !== null) return;
  workspace = workshop.write({ Dockerfile: after.join('\n'), motd: 'hello\n' });
  image = workshop.build(workspace, 'buildkit');
  writeFileSync(workshop.path('before'), before.join('\n'));
  const { stdout } = spawnSync(
    'git',
    ['diff', '--no-index', workshop.path('before'), join(workspace, 'Dockerfile')],
    { encoding: 'utf8' },
  );
  const patch = stdout.slice(stdout.indexOf('\n@@') + 1).trimEnd();
  server.files = [{ filename: 'Dockerfile', patch }];
});
afterAll(async () => {
  await server.stop();
  workshop.clean();
});

interface Step {
  exit: number | null;
  log: string;
  outputs: Map<string, string>;
  summary: string;
}

const step = async (inputs: Record<string, string>, fork = false): Promise<Step> => {
  const temp = workshop.write({});
  const file = (name: string, text = ''): string => {
    writeFileSync(join(temp, name), text);
    return join(temp, name);
  };
  const event = {
    pull_request: {
      number: 7,
      head: { sha: server.head, repo: { full_name: fork ? 'other/r' : 'o/r' } },
    },
  };
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: `${url}/`,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event)),
    GITHUB_OUTPUT: file('output'),
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_SHA: 'f'.repeat(40),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
  };
  const all = { image, 'github-token': 'token-of-the-test', ...inputs };
  for (const [name, value] of Object.entries(all)) env[`INPUT_${name.toUpperCase()}`] = value;
  const child = spawn(process.execPath, [action], { cwd: workspace, env });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  const exit = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const outputs = readFileSync(join(temp, 'output'), 'utf8');
  return {
    exit,
    log,
    outputs: new Map(
      [...outputs.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n\2$/gm)].map((m) => [m[1] ?? '', m[3] ?? '']),
    ),
    summary: readFileSync(join(temp, 'summary'), 'utf8'),
  };
};

described('the Action on a pull request', () => {
  test('posts a review with the real fix, and no secret leaves', async () => {
    const done = await step({});
    expect(done.exit).toBe(1);
    expect(server.invalid).toEqual([]);
    expect(done.summary).toContain('A review was posted with');
    expect(server.reviews).toHaveLength(1);
    const suggestions = server.comments
      .filter(({ body }) => body.includes('suggestion\n'))
      .map(({ line, body }) => [line, /```suggestion\n([^]*?)\n```/.exec(body)?.[1]]);
    expect(suggestions).toEqual([
      [3, ''],
      [4, expect.stringMatching(/^RUN --mount=type=secret,id=npm_token\S* .*echo /)],
    ]);
    const sent = JSON.stringify(server.asked.map(({ body }) => body));
    expect(sent).not.toContain(secret);
    expect(done.summary).not.toContain(secret);
    for (const kind of ['report', 'sarif', 'html']) {
      expect(readFileSync(done.outputs.get(kind) ?? '', 'utf8')).not.toContain(secret);
    }
  });

  test('says nothing twice', async () => {
    const posted = server.asked.filter(({ method }) => method !== 'GET').length;
    const done = await step({});
    expect(done.exit).toBe(1);
    expect(server.reviews).toHaveLength(1);
    const queries = server.asked.filter(({ path }) => path === '/graphql').length;
    expect(server.asked.filter(({ method }) => method !== 'GET')).toHaveLength(posted + 1);
    expect(queries).toBe(2);
  });

  test('falls back to annotations and summary where the token of a fork may only read', async () => {
    server.comments = [];
    server.reviews = [];
    server.trouble = ({ method }) =>
      method === 'GET'
        ? undefined
        : { status: 403, message: 'Resource not accessible by integration' };
    const done = await step({}, true);
    server.trouble = () => undefined;
    expect(done.exit).toBe(1);
    expect(done.summary).toMatch(/may not do that[^]*fork may only read/);
    expect(done.log).toMatch(/^::error [^\n]*file=Dockerfile,line=3/m);
    expect(server.reviews).toEqual([]);
  });

  test('keeps its exit code whatever the API answers', async () => {
    server.trouble = () => ({ status: 404, message: 'Not Found' });
    const blocked = await step({});
    const clean = await step({ 'fail-on': 'none' });
    server.trouble = () => undefined;
    expect([blocked.exit, clean.exit]).toEqual([1, 0]);
    expect(blocked.outputs.get('verdict')).toBe('blocked');
  });

  test('asks nothing where it is told not to', async () => {
    server.asked = [];
    const done = await step({ review: 'off', check: 'off' });
    expect(done.exit).toBe(1);
    expect(server.asked).toEqual([]);
    const wrong = await step({ review: 'sometimes' });
    expect(wrong.exit).toBe(2);
    expect(wrong.log).toMatch(/review "sometimes": must be auto, off/);
  });

  test('writes reports where they are wanted, and says where it cannot', async () => {
    const html = workshop.path('report.html');
    const sarif = workshop.path('report.sarif');
    const done = await step({ review: 'off', 'html-file': html, 'sarif-file': sarif });
    expect([done.outputs.get('html'), done.outputs.get('sarif')]).toEqual([html, sarif]);
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/);
    const log = JSON.parse(readFileSync(sarif, 'utf8')) as {
      runs: { automationDetails: object }[];
    };
    expect(log.runs[0]?.automationDetails).toEqual({ id: 'dockgate/dockgate-e2e/' });
    const failed = await step({ review: 'off', 'html-file': workshop.path('no/report.html') });
    expect(failed.exit).toBe(2);
    expect(failed.log).toMatch(/cannot write the report to .*its folder does not exist/);
  });
});
