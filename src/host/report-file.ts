/** Writes reports to where the user asked for them. */
import { writeFile } from 'node:fs/promises';
import { GateError } from '../model/error.ts';

/** What stood in the way, by the code of the file system's error. */
const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'its folder does not exist'],
  ['ENOTDIR', 'its folder is a file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'no permission to write there'],
  ['EPERM', 'no permission to write there'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'no room is left on the device'],
]);

/**
 * Writes a report, readable by its owner alone: it tells where to look for secrets.
 * @throws GateError where it cannot be written.
 */
export const writeReport = async (path: string, text: string): Promise<void> => {
  try {
    await writeFile(path, text, { mode: 0o600 });
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    throw new GateError(
      `cannot write the report to ${path}: ${REASONS.get(code) ?? String(error)}`,
    );
  }
};
