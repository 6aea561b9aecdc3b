/** The real engine and the built gate, for the end-to-end tests. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sampleOf } from '../../src/detect/sample.ts';
import type { Report } from '../../src/model/report.ts';
import { rules } from '../../src/rules/index.ts';

const root = join(import.meta.dirname, '..', '..');
export const cli = join(root, 'dist', 'cli.js');
export const busybox = '/bin/busybox';

const succeeds = (command: string, args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;

/** A client that can drive BuildKit: buildx, or one old enough to have it built in. */
const buildkitClient = ['docker', '/usr/bin/docker'].find(
  (client) =>
    succeeds(client, ['buildx', 'version']) ||
    /^(?:Docker version )(?:19|20|2[0-2])\./.test(
      spawnSync(client, ['--version'], { encoding: 'utf8' }).stdout ?? '',
    ),
);

export type Builder = 'classic' | 'buildkit';

const missing = (): string | null => {
  if (!succeeds('docker', ['info'])) return 'no container engine answers';
  if (buildkitClient === undefined) return 'no client for BuildKit';
  if (!existsSync(busybox)) return 'no /bin/busybox (package busybox-static)';
  if (!existsSync(cli)) return 'dist/cli.js is not built';
  return null;
};

/**
 * Why the end-to-end tests cannot run here, or null. CI installs all they need, so there it is an
 * error and no reason to skip.
 */
export const reasonToSkip = (): string | null => {
  const reason = missing();
  if (reason !== null && process.env['CI'] === 'true') throw new Error(`CI lacks: ${reason}`);
  return reason;
};

export const hasTool = (tool: string): boolean => succeeds('sh', ['-c', `command -v ${tool}`]);

/** A folder that is gone at the end of the tests. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'dockgate-e2e-'));
  readonly #images: string[] = [];
  #count = 0;

  /** Writes files below a new folder and gives its path. */
  write(files: Record<string, string>): string {
    const folder = join(this.folder, `context-${this.#count++}`);
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return folder;
  }

  /** Builds a context whose Dockerfile may copy `busybox`; gives the image's name. */
  build(context: string, builder: Builder, args: string[] = []): string {
    cpSync(busybox, join(context, 'busybox'));
    const image = `dockgate-e2e:${process.pid}-${this.#count++}`;
    const client = builder === 'classic' ? 'docker' : (buildkitClient ?? 'docker');
    this.run(client, ['build', '-q', '-t', image, ...args, context], {
      DOCKER_BUILDKIT: builder === 'classic' ? '0' : '1',
    });
    this.#images.push(image);
    return image;
  }

  /** Runs a tool that must succeed. @returns Its standard output. */
  run(command: string, args: string[], env: Record<string, string> = {}): string {
    const done = spawnSync(command, args, {
      encoding: 'utf8',
      cwd: this.folder,
      env: { ...process.env, ...env },
      maxBuffer: 1 << 28,
    });
    if (done.status !== 0) {
      throw new Error(`${command} ${args.join(' ')}: ${done.stderr || String(done.error)}`);
    }
    return done.stdout;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  clean(): void {
    if (this.#images.length > 0) spawnSync('docker', ['image', 'rm', '-f', ...this.#images]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Scan {
  exit: number;
  stdout: string;
  stderr: string;
}

/** Runs the built command line. */
export const dockgate = (
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Scan => {
  const done = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    cwd: options.cwd ?? tmpdir(),
    env: { ...process.env, ...options.env },
    maxBuffer: 1 << 28,
  });
  return { exit: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
};

/** Scans with `--format json`; fails the test where no report comes. */
export const report = (args: string[], cwd?: string): Scan & { report: Report } => {
  const scan = dockgate([...args, '--format', 'json'], cwd === undefined ? {} : { cwd });
  if (scan.stdout === '') throw new Error(`no report, exit ${scan.exit}: ${scan.stderr}`);
  return { ...scan, report: JSON.parse(scan.stdout) as Report };
};

/** A credential of the right form, the same for the same seed, that opens nothing. */
export const key = (id: string, seed: number): string => {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule is called ${id}`);
  return sampleOf(rule, seed).secret;
};
