/** The spelling of buildah (and so of podman): random builds, their history read with `buildah inspect`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkImage } from './check-build.ts';
import type { BuiltImage } from './engine.ts';
import { randomBuild } from './random-dockerfile.ts';
import type { RandomBuild } from './random-dockerfile.ts';

const works = spawnSync('buildah', ['--version'], { stdio: 'ignore' }).status === 0;

function buildWithBuildah(build: RandomBuild): BuiltImage {
  const folder = mkdtempSync(join(tmpdir(), 'dockgate-buildah-'));
  const storage = [
    '--root',
    join(folder, 'root'),
    '--runroot',
    join(folder, 'run'),
    '--storage-driver',
    'vfs',
  ];
  const context = join(folder, 'context');
  const run = (args: string[], tries = 4): string => {
    const done = spawnSync('buildah', [...storage, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    // Debian's runtime trips over itself on a busy machine ("sealing memfd copy: Device or resource busy").
    if (done.status !== 0 && tries > 1 && done.stderr.includes('memfd'))
      return run(args, tries - 1);
    if (done.status !== 0) throw new Error(`buildah: ${(done.stdout + done.stderr).slice(-2000)}`);
    return done.stdout;
  };
  try {
    const files = {
      ...build.context,
      Dockerfile: build.dockerfile,
      busybox: readFileSync('/bin/busybox'),
    };
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(context, name)), { recursive: true });
      writeFileSync(join(context, name), content, { mode: name === 'busybox' ? 0o755 : 0o644 });
    }
    const args = Object.entries(build.buildArgs).flatMap(([name, value]) => [
      '--build-arg',
      `${name}=${value}`,
    ]);
    if (build.target !== null) args.push('--target', build.target);
    run([
      'bud',
      '--isolation',
      'chroot',
      '--layers',
      ...args,
      '-t',
      'probe',
      '-f',
      join(context, 'Dockerfile'),
      context,
    ]);
    const told = JSON.parse(run(['inspect', '--type', 'image', 'probe'])) as {
      OCIv1: {
        config: { Env?: string[]; Labels?: Record<string, string> };
        history: { created_by?: string; comment?: string; empty_layer?: boolean }[];
      };
    };
    let layer = 0;
    const history = told.OCIv1.history.map((entry, index) => {
      const empty = entry.empty_layer === true;
      return {
        index,
        createdBy: entry.created_by ?? '',
        comment: entry.comment ?? '',
        empty,
        layer: empty ? null : layer++,
      };
    });
    return {
      history,
      env: told.OCIv1.config.Env ?? [],
      labels: told.OCIv1.config.Labels ?? {},
      saved: Buffer.alloc(0),
      files: [],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

(works ? describe : describe.skip)('random Dockerfiles, built by buildah', () => {
  test('each marker in the history leads to its line', () => {
    let places = 0;
    for (const build of fc.sample(randomBuild, { numRuns: 4, seed: 11 })) {
      // buildah tells stage names apart by case, unlike the others.
      const dockerfile = build.dockerfile.replace(/ AS S(\d)$/gm, ' AS s$1');
      const tally = checkImage(
        { ...build, dockerfile },
        buildWithBuildah({ ...build, dockerfile }),
      );
      expect(tally.wrong).toEqual([]);
      places += tally.places;
    }
    expect(places).toBeGreaterThan(4);
  }, 240_000);
});
