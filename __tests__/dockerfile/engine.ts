/**
 * Drives the real container engine for the tests that must not trust anybody's memory of it. The
 * classic builder and BuildKit are both asked; Debian's docker 20.10 has both and needs no buildx.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Parser } from 'tar';
import type { HistoryEntry } from '../../src/model/image.ts';

export type Builder = 'classic' | 'buildkit';

export interface BuiltFile {
  /** Position of its layer, from 0. */
  layer: number;
  path: string;
  content: Buffer;
}

export interface BuiltImage {
  history: HistoryEntry[];
  env: string[];
  labels: Record<string, string>;
  /** What `docker save` wrote; its layers are plain tars. */
  saved: Buffer;
  /** Regular files of at most 64 KiB, lowest layer first. */
  files: BuiltFile[];
}

export interface BuildOptions {
  builder: Builder;
  buildArgs?: Record<string, string>;
  target?: string;
  flags?: string[];
  env?: Record<string, string>;
}

const MOST_BYTES = 64 * 1024;

/** The first docker that answers; null where the machine has none. */
export function findDocker(): string | null {
  const names = ['/usr/bin/docker', 'docker'];
  const works = (name: string): boolean =>
    spawnSync(name, ['version'], { stdio: 'ignore' }).status === 0;
  return names.find(works) ?? null;
}

/** Builds, reads and removes the image. @throws with the builder's last words where it fails */
export async function buildImage(
  docker: string,
  files: Record<string, string | Buffer>,
  options: BuildOptions,
): Promise<BuiltImage> {
  const folder = mkdtempSync(join(tmpdir(), 'dockgate-build-'));
  const tag = `dockgate-test-${process.pid}-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  let ids: string[] = [];
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content, { mode: name === 'busybox' ? 0o755 : 0o644 });
    }
    const args = ['build', '-t', tag, '--no-cache', '--force-rm'];
    for (const [name, value] of Object.entries(options.buildArgs ?? {})) {
      args.push('--build-arg', `${name}=${value}`);
    }
    if (options.target !== undefined) args.push('--target', options.target);
    const built = spawnSync(docker, [...args, ...(options.flags ?? []), folder], {
      env: {
        ...process.env,
        ...options.env,
        DOCKER_BUILDKIT: options.builder === 'buildkit' ? '1' : '0',
      },
      encoding: 'utf8',
    });
    ids = [...built.stdout.matchAll(/^ ---> ([0-9a-f]{12})$/gm)].map((one) => one[1] as string);
    if (built.status !== 0)
      throw new Error(`docker build: ${(built.stdout + built.stderr).slice(-3000)}`);
    const saved = execFileSync(docker, ['save', tag], { maxBuffer: 1 << 30 });
    return await readSaved(saved);
  } finally {
    spawnSync(docker, ['rmi', '-f', tag, ...ids.reverse()], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readSaved(saved: Buffer): Promise<BuiltImage> {
  const entries = await readTar(saved, Number.MAX_SAFE_INTEGER);
  const get = (name: string): Buffer => {
    const entry = entries.find((one) => one.path === name);
    if (entry === undefined) throw new Error(`no ${name} in docker save`);
    if (entry.link === null) return entry.content;
    return get(join(dirname(name), entry.link));
  };
  const manifest = JSON.parse(get('manifest.json').toString()) as {
    Config: string;
    Layers: string[];
  }[];
  const config = JSON.parse(get(manifest[0]?.Config ?? '').toString()) as {
    config: { Env: string[] | null; Labels: Record<string, string> | null };
    history: { created_by?: string; comment?: string; empty_layer?: boolean }[];
  };
  let layer = 0;
  const history = config.history.map((entry, index) => {
    const empty = entry.empty_layer === true;
    const createdBy = entry.created_by ?? '';
    return { index, createdBy, comment: entry.comment ?? '', empty, layer: empty ? null : layer++ };
  });
  const files: BuiltFile[] = [];
  for (const [at, name] of (manifest[0]?.Layers ?? []).entries()) {
    for (const { path, content, link } of await readTar(get(name), MOST_BYTES)) {
      if (link === null) files.push({ layer: at, path, content });
    }
  }
  return {
    history,
    env: config.config.Env ?? [],
    labels: config.config.Labels ?? {},
    saved,
    files,
  };
}

interface TarEntry {
  path: string;
  content: Buffer;
  /** Target of a symlink; null for a regular file. */
  link: string | null;
}

async function readTar(bytes: Buffer, most: number): Promise<TarEntry[]> {
  const found: TarEntry[] = [];
  // A layer without entries is two null blocks, which the parser takes for no tar at all.
  if (bytes.every((byte) => byte === 0)) return found;
  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({
      strict: true,
      onReadEntry: (entry) => {
        const chunks: Buffer[] = [];
        const wanted = entry.type === 'File' || entry.type === 'OldFile';
        entry.on('data', (chunk: Buffer) => {
          if (wanted && entry.size <= most) chunks.push(chunk);
        });
        entry.on('end', () => {
          const link = entry.type === 'SymbolicLink' ? (entry.linkpath ?? '') : null;
          if (link === null && (!wanted || entry.size > most)) return;
          found.push({ path: entry.path, content: Buffer.concat(chunks), link });
        });
      },
    });
    parser.on('end', resolve);
    parser.on('error', reject);
    parser.end(bytes);
  });
  return found;
}
