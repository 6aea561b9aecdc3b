/** The policy as a user meets it: files in the working directory, the built command line. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, dockgate, key, report, Workshop } from './engine.ts';

const described = existsSync(cli) ? describe : describe.skip;
const workshop = new Workshop();
afterAll(() => workshop.clean());

const secret = key('openai-project-key', 51);
const rootfs = workshop.write({ 'app/.env': `OPENAI_API_KEY=${secret}\n` });
const reference = `dir:${rootfs}`;

const desk = (files: Record<string, string> = {}): string => workshop.write(files);

described('the policy', () => {
  test('lets a finding pass by fingerprint, says why, and keeps it in the report', () => {
    const cwd = desk();
    const [finding] = report([reference], cwd).report.findings;
    const allowed = dockgate(
      ['allow', finding?.fingerprint ?? '', '--reason', 'a sample of ours'],
      { cwd },
    );
    expect(allowed.exit).toBe(0);
    const scan = report([reference], cwd);
    expect([scan.exit, scan.report.verdict]).toEqual([0, 'clean']);
    expect(scan.report.findings[0]?.suppressed?.reason).toBe('a sample of ours');
    expect(scan.report.policy.file).toBe('.dockgate.yml');
    expect(readFileSync(join(cwd, '.dockgate.yml'), 'utf8')).not.toContain(secret.slice(8, 20));
  });

  test('blocks again once an entry has expired', () => {
    const cwd = desk({
      '.dockgate.yml':
        'allow:\n  - rule: openai-project-key\n    reason: until then\n    expires: 2020-01-01\n',
    });
    const scan = report([reference], cwd);
    expect(scan.exit).toBe(1);
    expect(scan.report.policy.expired).toHaveLength(1);
  });

  test('reports an entry that covers nothing, and fails on it when asked', () => {
    const cwd = desk({
      '.dockgate.yml':
        'allow:\n  - path: app/**\n    reason: fine\n  - path: other/**\n    reason: gone\n',
    });
    const scan = report([reference], cwd);
    expect([scan.exit, scan.report.policy.stale.length]).toEqual([0, 1]);
    expect(report([reference, '--strict-allow'], cwd).exit).toBe(1);
  });

  test('accepts what a baseline holds and blocks what is new', () => {
    const cwd = desk();
    expect(dockgate(['baseline', reference, '--grow'], { cwd }).exit).toBe(0);
    const file = '.dockgate-baseline.json';
    expect(report([reference, '--baseline', file], cwd).exit).toBe(0);
    const more = workshop.write({
      'app/.env': `OPENAI_API_KEY=${secret}\nB=${key('openai-project-key', 52)}\n`,
    });
    expect(report([`dir:${more}`, '--baseline', file], cwd).exit).toBe(1);
  });

  test('finds by a rule of the user, in threads too', () => {
    const cwd = desk({
      '.dockgate.yml':
        'rules:\n  - id: house-token\n    name: our own\n    regex: house_[a-z0-9]{20}\n    keywords: [house_]\n',
    });
    const own = workshop.write({ 'a.txt': 'x house_0a1b2c3d4e5f6g7h8i9j y\n' });
    for (const jobs of ['1', '2']) {
      const scan = report([`dir:${own}`, '--jobs', jobs], cwd);
      expect(scan.report.findings.map((finding) => finding.rule)).toEqual(['house-token']);
    }
  });

  test.each([
    ['fail-on: sometimes\n', /\.dockgate\.yml:1:\d+/],
    ['alow: []\n', /\.dockgate\.yml:1:1.*did you mean.*allow/],
    ['allow:\n  - rule: x-y\n', /reason/],
    ['{', /\.dockgate\.yml:1/],
  ])('names the place of a mistake: %j', (text, message) => {
    const scan = dockgate([reference], { cwd: desk({ '.dockgate.yml': text }) });
    expect([scan.exit, scan.stdout]).toEqual([2, '']);
    expect(scan.stderr).toMatch(message);
    expect(scan.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a policy that is named must be there', () => {
    const scan = dockgate([reference, '--config', 'no-such.yml'], { cwd: desk() });
    expect([scan.exit, scan.stderr]).toEqual([2, expect.stringMatching(/no-such\.yml/)]);
  });

  test('lets a line of the Dockerfile pass that says so', () => {
    const cwd = desk({
      Dockerfile: `FROM scratch\n# dockgate:allow openai-project-key a sample\nENV K=${secret}\n`,
    });
    writeFileSync(join(cwd, 'a'), '');
    const scan = report(
      [`dir:${desk({ a: 'nothing' })}`, '--dockerfile', 'Dockerfile', '--context', desk()],
      cwd,
    );
    expect(scan.report.findings[0]?.suppressed?.reason).toBe('a sample');
    expect(scan.exit).toBe(0);
  });
});
