/** Collects the allowances that stand beside what they speak of, in the Dockerfile and in context files. */
import type { FolderEntry } from '../model/source.ts';
import { readInPlace, type InPlaceAllow } from '../policy/in-place.ts';
import { redactLines } from '../policy/redact.ts';

const linesOf = async (file: FolderEntry): Promise<string[]> => {
  const parts: Buffer[] = [];
  for await (const bytes of file.open?.() ?? []) parts.push(Buffer.from(bytes));
  return Buffer.concat(parts).toString('utf8').split(/\r?\n/);
};

/**
 * @param frames The Dockerfiles' lines, redacted.
 * @param mentions Context files that speak of allowances.
 */
export const collectInPlace = async (
  frames: ReadonlyMap<string, readonly string[]>,
  mentions: readonly FolderEntry[],
  secrets: readonly Uint8Array[],
): Promise<{ allows: InPlaceAllow[]; problems: string[] }> => {
  const allows: InPlaceAllow[] = [];
  const problems: string[] = [];
  const take = (read: { allows: InPlaceAllow[]; problems: string[] }): void => {
    allows.push(...read.allows);
    problems.push(...read.problems);
  };
  for (const [path, lines] of frames) take(readInPlace(path, 'dockerfile', lines));
  for (const file of mentions) {
    take(readInPlace(file.path, 'context', redactLines(await linesOf(file), secrets)));
  }
  return { allows, problems };
};
