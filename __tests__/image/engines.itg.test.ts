/** Images made by real tools: docker (both builders), skopeo, umoci, buildah, GNU tar. */
import { execFileSync, spawn } from 'node:child_process';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ImageSource } from '../../src/model/source.ts';
import { hiddenBy } from '../../src/image/hidden.ts';
import type { ImageReading } from '../../src/image/read.ts';
import { read } from './support/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockgate-itg-'));
const tag = `dockgate-itg-${process.pid}`;
const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString();

const archive = (name: string): ImageSource => ({
  kind: 'archive',
  open: () => createReadStream(join(folder, name)),
});

const layout = (name: string): ImageSource => ({
  kind: 'layout',
  files: async function* () {
    const root = join(folder, name);
    for (const path of (readdirSync(root, { recursive: true }) as string[]).sort()) {
      const { size } = statSync(join(root, path));
      if (statSync(join(root, path)).isFile()) {
        yield { name: path, size, open: () => createReadStream(join(root, path)) };
      }
    }
  },
});

/** Made at run time, so that no scanner takes it for a leak in this file. */
const secret = `seed-${Math.random().toString(36).slice(2)}-${process.pid}`;

beforeAll(() => {
  const context = join(folder, 'context');
  mkdirSync(join(context, 'conf'), { recursive: true });
  writeFileSync(join(context, 'conf', 'key.txt'), `value ${secret}\n`);
  writeFileSync(join(context, 'app'), Buffer.alloc(3_000_000, 'application '));
  const lines = [
    'FROM scratch',
    'ARG TOKEN',
    'COPY conf /conf',
    'COPY app /app',
    'COPY app /conf/key.txt',
    'LABEL token=$TOKEN',
    'CMD ["/app"]',
  ];
  writeFileSync(join(context, 'Dockerfile'), `${lines.join('\n')}\n`);
  for (const kit of ['0', '1']) {
    execFileSync(
      '/usr/bin/docker',
      ['build', '-q', '--build-arg', `TOKEN=arg-${secret}`, '-t', `${tag}:${kit}`, context],
      {
        env: { ...process.env, DOCKER_BUILDKIT: kit },
        stdio: 'pipe',
      },
    );
    run('/usr/bin/docker', 'save', '-o', join(folder, `save${kit}.tar`), `${tag}:${kit}`);
  }
  for (const format of ['gzip', 'zstd', 'zstd:chunked']) {
    run(
      'skopeo',
      'copy',
      '-q',
      'docker-archive:save1.tar',
      `oci:${format.replace(':', '-')}:latest`,
      '--dest-compress-format',
      format,
    );
  }
  run('skopeo', 'copy', '-q', 'oci:zstd:latest', 'oci-archive:oci.tar:latest');
  run('skopeo', 'copy', '-q', 'oci:gzip:latest', 'docker-archive:skopeo.tar:x:latest');
}, 120_000);

afterAll(() => {
  for (const kit of ['0', '1']) run('/usr/bin/docker', 'rmi', '-f', `${tag}:${kit}`);
  rmSync(folder, { recursive: true, force: true });
});

/** What must hold of the image above, whoever packed it. */
function checkImage(reading: Awaited<ReturnType<typeof read>>): void {
  expect(reading.unread).toEqual([]);
  expect(reading.image.platforms).toHaveLength(1);
  const [platform] = reading.image.platforms as [ImageReading['image']['platforms'][0]];
  expect(platform.layers).toEqual([0, 1, 2]);
  expect(reading.image.layers.map(({ createdBy }) => createdBy?.includes('COPY'))).toEqual([
    true,
    true,
    true,
  ]);
  expect(reading.layersRead).toBe(3);
  const keys = reading.texts.texts.filter(({ origin }) => origin.path === 'conf/key.txt');
  expect(keys.map(({ bytes }) => bytes.length).sort((a, b) => a - b)).toEqual([
    secret.length + 7,
    3_000_000,
  ]);
  expect(reading.texts.holds(`value ${secret}\n`)).toBe(true);
  expect(reading.texts.texts.filter(({ bytes }) => bytes.length === 3_000_000)).toHaveLength(2);
  expect(reading.texts.text('/config/Labels/token')).toBe(`token=arg-${secret}`);
  expect(hiddenBy(reading.entries, platform.layers, 0, 'conf/key.txt')).toBe('overwritten');
  expect(hiddenBy(reading.entries, platform.layers, 1, 'app')).toBeNull();
}

const plain = new Map<string, string[]>();

test.each(['save0.tar', 'save1.tar', 'skopeo.tar', 'oci.tar'])('archive %s', async (name) => {
  const reading = await read(archive(name));
  checkImage(reading);
  plain.set(
    name,
    reading.image.layers.map(({ diffId }) => diffId),
  );
});

test.each(['gzip', 'zstd', 'zstd-chunked'])('layout with %s layers', async (name) => {
  const reading = await read(layout(name));
  checkImage(reading);
  expect(reading.image.layers.map(({ compression }) => compression)).toEqual(
    Array(3).fill(name.split('-')[0]),
  );
  expect(reading.image.layers.map(({ diffId }) => diffId)).toEqual(plain.get('save1.tar'));
});

test('docker save on a pipe', async () => {
  const child = spawn('/usr/bin/docker', ['save', `${tag}:1`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  checkImage(await read({ kind: 'archive', open: () => child.stdout }));
});

test.each(['gzip', 'zstd'])('an archive packed once more by %s', async (tool) => {
  run('bash', '-c', `${tool} -c < save1.tar > save1.tar.${tool}`);
  checkImage(await read(archive(`save1.tar.${tool}`)));
});

test('an image that umoci added a layer to, with whiteouts', async () => {
  run(
    'bash',
    '-c',
    'cp -r gzip umoci && mkdir bundle && umoci unpack --rootless --image umoci:latest bundle && rm bundle/rootfs/conf/key.txt && echo new > bundle/rootfs/new && umoci repack --image umoci:latest bundle && umoci gc --layout umoci',
  );
  const reading = await read(layout('umoci'));
  expect(reading.unread).toEqual([]);
  const layers = reading.image.platforms[0]?.layers ?? [];
  expect(layers).toHaveLength(4);
  expect(reading.texts.text('new')).toBe('new\n');
  expect(hiddenBy(reading.entries, layers, 2, 'conf/key.txt')).toBe('deleted');
});

test('a multi-platform index by buildah', async () => {
  const storage = [
    '--root',
    join(folder, 'storage'),
    '--runroot',
    join(folder, 'run'),
    '--storage-driver',
    'vfs',
  ];
  const buildah = (...args: string[]): string => run('buildah', ...storage, ...args);
  buildah('manifest', 'create', 'many');
  for (const arch of ['amd64', 'arm64']) {
    writeFileSync(join(folder, 'context', 'arch'), `made for ${arch}`);
    writeFileSync(
      join(folder, 'context', 'Platform'),
      'FROM scratch\nCOPY conf /conf\nCOPY arch /arch\n',
    );
    buildah(
      'build',
      '-q',
      '--isolation',
      'chroot',
      '--layers',
      '--timestamp',
      '0',
      '--arch',
      arch,
      '--manifest',
      'many',
      '-f',
      'context/Platform',
      'context',
    );
  }
  buildah('manifest', 'push', '--all', '-q', 'many', 'oci:many:latest');
  const reading = await read(layout('many'));
  expect(reading.unread).toEqual([]);
  expect(reading.image.platforms.map(({ platform }) => platform)).toEqual([
    'linux/amd64',
    'linux/arm64',
  ]);
  for (const arch of ['amd64', 'arm64']) expect(reading.texts.holds(`made for ${arch}`)).toBe(true);
  expect(reading.image.digest).toMatch(/^sha256:/);
}, 120_000);
