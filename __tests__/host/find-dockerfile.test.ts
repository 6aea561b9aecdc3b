import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findDockerfile } from '../../src/host/find-dockerfile.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockgate-find-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
const tree = (...paths: string[]): string => {
  const root = join(folder, String((count += 1)));
  mkdirSync(root);
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `FROM ${path}`);
  }
  return root;
};

describe('findDockerfile', () => {
  test.each([
    ['docker/Dockerfile'],
    ['app.Dockerfile'],
    ['build/Dockerfile.prod'],
    ['Containerfile'],
    ['a/b/c/d/dockerfile'],
  ])('finds the only one: %s', async (path) => {
    expect(await findDockerfile(tree('src/main.ts', path))).toEqual({
      path,
      text: `FROM ${path}`,
    });
  });

  test.each([
    ['none', ['README.md']],
    ['two', ['api/Dockerfile', 'web/Dockerfile']],
    ['one that is too deep', ['a/b/c/d/e/Dockerfile']],
    ['one of a dependency', ['node_modules/a/Dockerfile', '.git/Dockerfile']],
    ['an ignore file alone', ['Dockerfile.dockerignore']],
    ['a text about one', ['Dockerfile.notes/readme', 'my-Dockerfile']],
  ])('guesses nothing from %s', async (_, paths) => {
    expect(await findDockerfile(tree(...paths))).toBeNull();
  });

  test('follows no link', async () => {
    const root = tree('README.md');
    symlinkSync('/etc/hostname', join(root, 'Dockerfile'));
    symlinkSync('..', join(root, 'up'));
    expect(await findDockerfile(root)).toBeNull();
  });
});
