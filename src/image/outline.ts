/**
 * What the entries of an archive on disk are, told before any is read: only headers and two small
 * documents are looked at. It is a hint (which layer is which), never a proof: every byte is read and
 * every digest compared afterwards all the same.
 */
import { parseJson } from './json.ts';
import { readConfig, readSaved } from './manifest.ts';
import { cleanPath } from './path.ts';
import { BLOCK, checksumHolds, formatOf, isZero, prefixedName, readNumber } from './tar-format.ts';

/** Gives bytes of the archive; fewer at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

interface Entry {
  offset: number;
  size: number;
}

const MOST_ENTRIES = 20_000;
const LARGEST_DOCUMENT = 4 * 1024 * 1024;

/** Names and places of the entries, up to the first header that is out of the ordinary. */
const listEntries = async (readAt: ReadAt): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>();
  for (let offset = 0; entries.size < MOST_ENTRIES;) {
    const header = Buffer.from(await readAt(offset, BLOCK));
    if (header.length < BLOCK || isZero(header, 0, BLOCK) || !checksumHolds(header, 0)) break;
    const size = readNumber(header, 124, 12);
    if (!(size >= 0)) break;
    const name = cleanPath(prefixedName(header, 0, formatOf(header, 0)).toString('utf8'));
    entries.set(name, { offset: offset + BLOCK, size });
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
};

/**
 * @returns Diff ID by the name of each entry that `manifest.json` calls a layer; empty where the
 *   archive is none of `docker save`, is compressed, or cannot be followed.
 */
export const readOutline = async (readAt: ReadAt): Promise<ReadonlyMap<string, string>> => {
  const entries = await listEntries(readAt);
  const document = async (name: string): Promise<unknown> => {
    const entry = entries.get(cleanPath(name));
    if (entry === undefined || entry.size > LARGEST_DOCUMENT) return null;
    const parsed = parseJson(await readAt(entry.offset, entry.size));
    return parsed.ok ? parsed.value : null;
  };
  const diffIds = new Map<string, string>();
  for (const image of readSaved(await document('manifest.json')) ?? []) {
    const config = image === null ? null : readConfig(await document(image.config));
    if (image === null || config === null) continue;
    image.layers.forEach((name, position) => {
      const diffId = config.diffIds[position];
      if (typeof diffId === 'string') diffIds.set(cleanPath(name), diffId);
    });
  }
  return diffIds;
};
