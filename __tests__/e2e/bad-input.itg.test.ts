/** What cannot be worked with: one clear line on standard error, exit 2, nothing else written. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cli, dockgate, key, reasonToSkip, report, Workshop } from './engine.ts';

const reason = existsSync(cli) ? null : 'dist/cli.js is not built';
const described = reason === null ? describe : describe.skip;
const withEngine = reasonToSkip() === null ? test : test.skip;

const workshop = new Workshop();
afterAll(() => workshop.clean());

const refuses = (args: string[], message: RegExp, env: Record<string, string> = {}): void => {
  const scan = dockgate(args, { env });
  expect(scan.stderr).toMatch(message);
  expect(scan.stderr).toMatch(/^dockgate: [^\n]*\n$/);
  expect([scan.exit, scan.stdout]).toEqual([2, '']);
};

const archive = (): string => {
  const path = workshop.path('image.tar');
  if (!existsSync(path)) {
    const image = workshop.build(
      workshop.write({
        Dockerfile: 'FROM scratch\nCOPY . /\n',
        'a.txt': 'nothing\n'.repeat(5000),
        'b.env': `K=${key('openai-project-key', 21)}\n`,
      }),
      'classic',
    );
    workshop.run('docker', ['save', '-o', path, image]);
  }
  return path;
};

/** A changed copy of the archive. */
const changed = (name: string, change: (bytes: Buffer) => Buffer): string => {
  const path = workshop.path(name);
  writeFileSync(path, change(readFileSync(archive())));
  return `docker-archive:${path}`;
};

described('bad usage', () => {
  test.each([
    [[], /name an image to scan/],
    [['a', 'b'], /"b" is one too many/],
    [['--no-such-option', 'a'], /--no-such-option/],
    [['--format', 'xml', 'a'], /--format "xml": must be text, json/],
    [['--fail-on', 'maybe', 'a'], /--fail-on "maybe": must be certain, likely, possible/],
    [['--jobs', '0', 'a'], /--jobs "0"/],
    [['--engine', 'rkt', 'a'], /--engine "rkt"/],
    [['docker-archive:/no/such/file'], /\/no\/such\/file.*no such file/],
    [['oci:/no/such/folder'], /no such folder/],
    [['dir:/no/such/folder'], /no such folder/],
    [['dir:'], /names nothing/],
    [['docker://example.org/a'], /does not read registries/],
    [['a b'], /is no image reference/],
    [['./x', '--dockerfile', '/no/such/Dockerfile'], /is no image reference|Dockerfile/],
    [['dir:/etc/hostname'], /no such folder/],
  ])('%j', (args, message) => {
    refuses(args, message);
  });

  test('--help and --version are no mistakes', () => {
    expect(dockgate(['--help'])).toMatchObject({ exit: 0, stderr: '' });
    expect(dockgate(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

described('an engine that does not serve', () => {
  withEngine('has no such image', () => {
    refuses(
      ['dockgate-no-such-image:1'],
      /no image "dockgate-no-such-image:1" in the local engine/,
    );
  });

  withEngine('is not running', () => {
    refuses(['a:1'], /engine does not answer/, { DOCKER_HOST: 'unix:///no/such/socket' });
  });

  test('is not installed', () => {
    refuses(['a:1'], /no command "docker" on PATH/, { PATH: '/no/such/folder' });
  });
});

described('an archive that is none', () => {
  test('is no tar', () => {
    const path = workshop.path('noise');
    writeFileSync(path, 'this is no archive at all');
    refuses([`docker-archive:${path}`], /is no tar archive/);
  });

  test('is empty', () => {
    const path = workshop.path('empty');
    writeFileSync(path, '');
    refuses([`docker-archive:${path}`], /is empty/);
  });

  test('is a tar without an image', () => {
    const path = workshop.path('plain.tar');
    workshop.run('tar', ['cf', path, '-C', workshop.write({ 'a.txt': 'a' }), '.']);
    refuses([`docker-archive:${path}`], /holds no manifest.json and no index.json/);
  });
});

described('an archive that is damaged', () => {
  withEngine('is whole before it is damaged', () => {
    expect(report([`docker-archive:${archive()}`]).exit).toBe(1);
  });

  withEngine('ends in the middle', () => {
    const reference = changed('half.tar', (bytes) => bytes.subarray(0, bytes.length / 2));
    const scan = dockgate([reference, '--format', 'json']);
    expect(scan.exit).toBe(2);
  });

  withEngine('has a layer with another digest', () => {
    const reference = changed('flipped.tar', (bytes) => {
      const copy = Buffer.from(bytes);
      const at = copy.indexOf('nothing\nnothing\n');
      copy.write('NOTHING', at);
      return copy;
    });
    const scan = report([reference]);
    expect(scan.exit).toBe(2);
    expect(scan.report.verdict).toBe('incomplete');
    expect(scan.report.ledger.unread.map((one) => one.reason).join()).toMatch(/digest|diff/i);
    expect(scan.report.findings).toHaveLength(1);
  });

  withEngine('has a manifest that does not parse', () => {
    const reference = changed('manifest.tar', (bytes) => {
      const copy = Buffer.from(bytes);
      copy.write('!{"Config"', copy.indexOf('[{"Config"'));
      return copy;
    });
    const scan = dockgate([reference]);
    expect(scan.exit).toBe(2);
    expect(scan.stderr + scan.stdout).toMatch(/manifest\.json/);
  });
});

described('hostile names', () => {
  test('are shown, and are no commands to a terminal or a runner', () => {
    const secret = key('openai-project-key', 22);
    const name = 'a\n::error::owned\n##[error]x\u001b[31mred';
    const folder = workshop.write({ [name]: `K=${secret}\n` });
    const text = dockgate([`dir:${folder}`]);
    expect(text.exit).toBe(1);
    for (const out of [text.stdout, dockgate([`dir:${folder}`, '--format', 'json']).stdout]) {
      expect(out).not.toMatch(/^\s*::error/m);
      expect(out).not.toContain('##[error]');
      expect(out).not.toContain('\u001b[31m');
      expect(out).toContain('owned');
    }
  });
});
