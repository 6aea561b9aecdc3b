/** Writes reports to where the user asked for them: the only files that dockgate writes. */
import { writeFile } from 'node:fs/promises';
import { GateError } from '../model/error.ts';
import { reasonOf } from './files.ts';

/**
 * Writes a report, readable by its owner alone: it tells where to look for secrets.
 * @throws GateError where it cannot be written.
 */
export const writeReport = async (path: string, text: string): Promise<void> => {
  try {
    await writeFile(path, text, { mode: 0o600 });
  } catch (error) {
    const reason = reasonOf(error).replace('no permission to read it', 'no permission to write it');
    const folder = /no such file/.test(reason) ? 'its folder does not exist' : reason;
    throw new GateError(`cannot write the report to ${path}: ${folder}`);
  }
};
