/**
 * A temporary folder in which the real tools make the files that tests open, and secrets that are
 * new at each run. A tool that is missing on a machine is told by `has`, and its tests are skipped.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'dockgate-content-'));

  /** Writes a file below the folder. */
  file(path: string, content: string | Uint8Array): this {
    const full = join(this.folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
    return this;
  }

  read(path: string): Buffer {
    return readFileSync(join(this.folder, path));
  }

  /** Runs a shell command in the folder and gives what it wrote. Throws where it fails. */
  run(command: string, env: Record<string, string> = {}): Buffer {
    return execFileSync('bash', ['-euo', 'pipefail', '-c', command], {
      cwd: this.folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1024 ** 3,
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** True where all of these commands can be run here. */
export function has(...tools: string[]): boolean {
  return tools.every((tool) => spawnSync('bash', ['-c', `command -v ${tool}`]).status === 0);
}

/** A line of settings with a value that stands nowhere else. */
export function secretLine(name = 'API_KEY'): string {
  return `${name}=${secret()}`;
}

/** A value that stands nowhere else. */
export function secret(): string {
  return `sample-${randomBytes(18).toString('hex')}`;
}

/** The Python here, pyenv's or Debian's, that has all of these modules; null where none has. */
export function pythonWith(...modules: string[]): string | null {
  const code = modules.map((name) => `import ${name}`).join('; ');
  const pythons = ['python3', '/usr/bin/python3'];
  return pythons.find((python) => spawnSync(python, ['-c', code]).status === 0) ?? null;
}

/** Runs a command that needs a package registry; null where that cannot be reached. */
export function fetched(shop: Workshop, command: string): Buffer | null {
  try {
    return shop.run(`timeout 120 ${command}`);
  } catch {
    return null;
  }
}
