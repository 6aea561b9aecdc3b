/** Files and folders of this machine as streams. Nothing here ever writes, and no link is followed. */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { lstat, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError } from '../model/error.ts';
import type { FolderEntry, SourceFile } from '../model/source.ts';

const CHUNK = 256 * 1024;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** What an error of the file system means, in words. */
export const reasonOf = (error: unknown): string => {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read it';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
      return 'it is no folder';
    case 'ELOOP':
      return 'it is a symbolic link';
    default:
      return error instanceof Error ? error.message : String(error);
  }
};

/** @throws GateError naming the file. */
export const readText = async (path: string, what: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new GateError(`cannot read ${what} ${path}: ${reasonOf(error)}`);
  }
};

export const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

export const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Chunks of an open file in one buffer, each valid until the next is asked for; closes the file. */
function* chunksOf(file: number, buffer: Uint8Array): Generator<Uint8Array> {
  try {
    for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer)) {
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * A file's bytes, each chunk valid until the next is asked for. Read at once and not in another thread:
 * the system reads ahead by itself, and to wake a thread for each chunk costs more than the copy.
 * @throws GateError naming the file.
 */
export async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* chunksOf(openSync(path, 'r'), new Uint8Array(CHUNK));
  } catch (error) {
    if (codeOf(error) === '') throw error;
    throw new GateError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

/**
 * @returns A function that gives bytes from anywhere in a file, fewer at its end.
 */
export const readerAt =
  (path: string) =>
  async (offset: number, length: number): Promise<Uint8Array> => {
    const file = await open(path);
    try {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  };

const shared = new Uint8Array(CHUNK);

/**
 * A file's bytes in the shared buffer: much quicker than a stream for tens of thousands of small files.
 * A link or device put in its place is refused.
 */
async function* openSmall(path: string): AsyncGenerator<Uint8Array> {
  yield* chunksOf(
    openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK),
    shared,
  );
}

/** A folder's regular files below `base`, in order of their names. */
export async function* walkFolder(base: string, below = ''): AsyncGenerator<FolderEntry> {
  const folder = join(base, below);
  let children;
  try {
    children = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (below === '') throw new GateError(`cannot read folder ${base}: ${reasonOf(error)}`);
    yield { path: below, size: 0, open: null, reason: reasonOf(error) };
    return;
  }
  children.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const child of children) {
    const path = below === '' ? child.name : `${below}/${child.name}`;
    const full = join(base, path);
    if (child.isDirectory()) {
      yield* walkFolder(base, path);
    } else if (child.isFile()) {
      try {
        const { size } = await lstat(full);
        yield { path, size, open: () => openSmall(full) };
      } catch (error) {
        yield { path, size: 0, open: null, reason: reasonOf(error) };
      }
    }
  }
}

/** All files of an OCI layout folder. @throws GateError when the folder cannot be read. */
export async function* layoutFiles(base: string): AsyncGenerator<SourceFile> {
  for await (const entry of walkFolder(base)) {
    if (entry.open === null) {
      throw new GateError(`cannot read ${join(base, entry.path)}: ${entry.reason ?? 'unreadable'}`);
    }
    yield { name: entry.path, size: entry.size, open: () => openFile(join(base, entry.path)) };
  }
}
