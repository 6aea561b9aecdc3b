/** Finds the Dockerfile that nobody named, where the working directory holds exactly one. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DockerfileText } from '../model/request.ts';
import { readText } from './files.ts';

/** Folders below the working directory, and entries looked at. */
const DEPTH = 4;
const ENTRIES = 20_000;

const SKIPPED = new Set(['.git', 'node_modules', 'vendor']);
const NAME =
  /^(?:(?:Dockerfile|Containerfile)(?:\.(?!dockerignore$)[\w-]+)?|[\w.-]+\.Dockerfile)$/i;

/**
 * @param root Where to look; paths are told below it.
 * @returns Null where there is none, more than one, or too much to look at.
 */
export const findDockerfile = async (root = '.'): Promise<DockerfileText | null> => {
  const found: string[] = [];
  let seen = 0;
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      seen += 1;
      if (seen > ENTRIES || found.length > 1) return;
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile() && NAME.test(entry.name)) found.push(path);
      if (entry.isDirectory() && depth < DEPTH && !SKIPPED.has(entry.name)) {
        await walk(path, depth + 1);
      }
    }
  };
  await walk('.', 0);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0 || seen > ENTRIES) return null;
  return { path: only, text: await readText(join(root, only), 'the Dockerfile') };
};
