/** The cache of clean layers as a file in a folder that the user names. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError } from '../model/error.ts';
import type { LayerCache } from '../model/request.ts';
import { isFile, readText, reasonOf } from './files.ts';

const NAME = 'clean-layers.json';

/**
 * @param folder Made where it is not there.
 * @throws GateError when the file is there and cannot be read.
 */
export const openCache = async (folder: string, version: string): Promise<LayerCache> => {
  const path = join(folder, NAME);
  return {
    text: (await isFile(path)) ? await readText(path, 'the cache') : null,
    version,
    save: async (text) => {
      const part = `${path}.${process.pid}`;
      try {
        await mkdir(folder, { recursive: true });
        // Whole or not at all: another run may read at the same time.
        await writeFile(part, text, { mode: 0o600 });
        await rename(part, path);
      } catch (error) {
        throw new GateError(`cannot write the cache ${path}: ${reasonOf(error)}`);
      }
    },
  };
};
