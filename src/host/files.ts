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

/**
 * A file's bytes, in two buffers that take turns: one is read into while the other is worked on, so a
 * chunk is valid until the next is asked for.
 * @throws GateError naming the file.
 */
export async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  const failed = (error: unknown): GateError =>
    new GateError(`cannot read ${path}: ${reasonOf(error)}`);
  const file = await open(path).catch((error: unknown) => {
    throw failed(error);
  });
  let [now, next] = [new Uint8Array(CHUNK), new Uint8Array(CHUNK)];
  let pending = file.read(now, 0, CHUNK);
  try {
    for (;;) {
      const { bytesRead } = await pending.catch((error: unknown) => {
        throw failed(error);
      });
      if (bytesRead === 0) return;
      pending = file.read(next, 0, CHUNK);
      // A failure belongs to the turn that awaits it.
      pending.catch(() => undefined);
      yield now.subarray(0, bytesRead);
      [now, next] = [next, now];
    }
  } finally {
    await pending.catch(() => undefined);
    await file.close();
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
 * A file's bytes in one shared buffer, each chunk valid until the next is asked for. Much quicker than
 * a stream for tens of thousands of small files. A link or device put in its place is refused.
 */
async function* openSmall(path: string): AsyncGenerator<Uint8Array> {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    for (let count = readSync(file, shared); count > 0; count = readSync(file, shared)) {
      yield shared.subarray(0, count);
      if (count < CHUNK) return;
    }
  } finally {
    closeSync(file);
  }
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
