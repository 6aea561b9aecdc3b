/** The built Action under the runner's protocol: inputs, outputs, masks, annotations, summary. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/model/report.ts';
import { key, reasonToSkip, Workshop } from './engine.ts';

const reason = reasonToSkip();
const described = reason === null ? describe : describe.skip;

const action = join(import.meta.dirname, '..', '..', 'dist', 'action.js');
const workshop = new Workshop();
afterAll(() => workshop.clean());

interface Step {
  exit: number;
  log: string;
  outputs: Map<string, string>;
  summary: string;
}

/** The file commands' `name<<delimiter` form. */
const parseOutputs = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n\2$/gm)].map((m) => [m[1] ?? '', m[3] ?? '']),
  );

let steps = 0;

/** Runs the Action as a step; `inputs` become INPUT_ variables as the runner makes them. */
const step = (workspace: string, inputs: Record<string, string>): Step => {
  const temp = workshop.write({ output: '', summary: '' });
  const env: Record<string, string> = {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: join(temp, 'output'),
    GITHUB_STEP_SUMMARY: join(temp, 'summary'),
    RUNNER_TEMP: temp,
    STEP: String((steps += 1)),
  };
  for (const [name, value] of Object.entries(inputs)) env[`INPUT_${name.toUpperCase()}`] = value;
  const done = spawnSync(process.execPath, [action], {
    encoding: 'utf8',
    cwd: workspace,
    env: { ...process.env, ...env },
  });
  return {
    exit: done.status ?? -1,
    log: done.stdout + done.stderr,
    outputs: parseOutputs(readFileSync(join(temp, 'output'), 'utf8')),
    summary: readFileSync(join(temp, 'summary'), 'utf8'),
  };
};

/** `::name key=value,…::data` lines of a log. */
const commands = (log: string): { name: string; properties: string; data: string }[] =>
  [...log.matchAll(/^::([a-z-]+)(?: ([^:]*(?:%3A[^:]*)*))?::(.*)$/gm)].map((m) => ({
    name: m[1] ?? '',
    properties: m[2] ?? '',
    data: m[3] ?? '',
  }));

described('the Action', () => {
  const secret = key('openai-project-key', 31);
  const dockerfile = `FROM scratch\nCOPY busybox /bin/busybox\n\nCOPY .env /app/.env\nENV A=1\n`;

  test('blocks a leaking image with outputs, masks, an annotation on the line, and a summary', () => {
    const workspace = workshop.write({
      Dockerfile: dockerfile,
      '.env': `OPENAI_API_KEY=${secret}\n`,
    });
    const image = workshop.build(workspace, 'buildkit');
    const done = step(workspace, { image, dockerfile: 'Dockerfile', context: '' });
    expect(done.exit).toBe(1);
    expect(done.outputs.get('verdict')).toBe('blocked');
    expect(done.outputs.get('findings')).toBe('1');
    expect(done.outputs.get('image-id')).toMatch(/^sha256:[0-9a-f]{64}$/);
    const issued = commands(done.log);
    expect(issued.filter((one) => one.name === 'add-mask').map((one) => one.data)).toContain(
      secret,
    );
    const errors = issued.filter((one) => one.name === 'error' && one.properties !== '');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.properties).toContain('file=Dockerfile');
    expect(errors[0]?.properties).toContain('line=4');
    expect(done.summary).toContain('app/.env');
    // Only the masks, which the runner swallows, hold the secret.
    const rest = done.log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    expect(rest.join('\n')).not.toContain(secret);
    expect(done.summary).not.toContain(secret);
    const told = JSON.parse(readFileSync(done.outputs.get('report') ?? '', 'utf8')) as Report;
    expect(told.findings[0]?.places[0]).toMatchObject({ where: 'layer', path: 'app/.env' });
  });

  test('passes a clean image', () => {
    const workspace = workshop.write({ Dockerfile: dockerfile, '.env': 'MODE=1\n' });
    const image = workshop.build(workspace, 'buildkit');
    const done = step(workspace, { image });
    expect([done.exit, done.outputs.get('verdict'), done.outputs.get('findings')]).toEqual([
      0,
      'clean',
      '0',
    ]);
    expect(commands(done.log)).toEqual([]);
  });

  describe('given the secrets of the job', () => {
    const value = `Kz8/${randomBytes(12).toString('base64')}+9&`;
    const build = (): { workspace: string; image: string } => {
      const workspace = workshop.write({
        Dockerfile: dockerfile,
        '.env': `a ${Buffer.from(`svc:${value}`).toString('base64')}\nb ${encodeURIComponent(value)}\n`,
      });
      return { workspace, image: workshop.build(workspace, 'buildkit') };
    };

    test.each<[string, (token: string) => string]>([
      [
        'as JSON',
        (token) =>
          JSON.stringify({ DEPLOY: value, REGION: 'us-east-1', github_token: token }, null, 2),
      ],
      ['as lines', () => `${value}\nREGION=production`],
    ])('%s, finds a value in its encodings once, and prints none', (_name, given) => {
      const { workspace, image } = build();
      const token = key('github-app-token', 8);
      const done = step(workspace, { image, known: 'auto', secrets: given(token) });
      expect([done.exit, done.outputs.get('findings')]).toEqual([1, '1']);
      const told = JSON.parse(readFileSync(done.outputs.get('report') ?? '', 'utf8')) as Report;
      expect(told.findings[0]).toMatchObject({
        rule: 'known-value',
        confidence: 'certain',
        details: ['encoding: base64', 'encoding: percent'],
      });
      expect(told.findings[0]?.places.map(({ line }) => line)).toEqual([1, 2]);
      expect(told.notes.join()).toMatch(/Not searched for as known values:.* REGION \(/);
      expect(told.notes.join()).not.toContain('INPUT_SECRETS');
      const lines = done.log.split('\n');
      const masks = lines.filter((line) => line.startsWith('::add-mask::')).join('\n');
      // A workflow command has its percent signs escaped.
      expect(masks).toContain(value.replaceAll('%', '%25'));
      expect(masks.includes(token)).toBe(given(token).includes(token));
      const said = lines.filter((line) => !line.startsWith('::add-mask::')).join('\n');
      const all = said + done.summary + JSON.stringify(told);
      for (const part of [value, encodeURIComponent(value), token, 'us-east-1', 'production']) {
        expect(all).not.toContain(part);
      }
    });

    test('says what is wrong with them without a word of them', () => {
      const workspace = workshop.write({});
      const done = step(workspace, { image: 'a:1', secrets: `{"DEPLOY": ${value}}` });
      expect([done.exit, done.outputs.get('verdict')]).toEqual([2, 'incomplete']);
      expect(done.log).toContain('toJSON(secrets)');
      expect(done.log).not.toContain(value);
    });
  });

  test('says what is wrong with its inputs', () => {
    const workspace = workshop.write({});
    const done = step(workspace, { image: 'a:1', 'fail-on': 'everything' });
    expect([done.exit, done.outputs.get('verdict')]).toEqual([2, 'incomplete']);
    expect(
      commands(done.log)
        .map((one) => one.data)
        .join(),
    ).toMatch(/fail-on "everything": must be certain/);
    const none = step(workspace, {});
    expect(none.exit).toBe(2);
    expect(none.log).toMatch(/image/);
  });

  test('does not print a mask outside the runner', () => {
    const workspace = workshop.write({ '.env': `OPENAI_API_KEY=${secret}\n` });
    writeFileSync(join(workspace, 'a'), '');
    const done = spawnSync(process.execPath, [action], {
      encoding: 'utf8',
      cwd: workspace,
      env: { PATH: process.env['PATH'], INPUT_IMAGE: `dir:${workspace}`, RUNNER_TEMP: workspace },
    });
    expect(done.status).toBe(1);
    expect(done.stdout).not.toContain(secret);
  });
});
