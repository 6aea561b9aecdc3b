/**
 * A package's header as rpm keeps it in its database (rpm.org, "RPM V4 Package format", section
 * "Header", without the intro's magic; "RPM Tags", section "File info").
 */
import type { Listed } from '../listing.ts';

const Tag = {
  license: 1014,
  digests: 1035,
  flags: 1037,
  dirIndexes: 1116,
  baseNames: 1117,
  dirNames: 1118,
  digestAlgorithm: 5011,
} as const;

const wanted: ReadonlySet<number> = new Set(Object.values(Tag));

/** Types of values: numbers of 32 bits, a string, strings; each string ends with a zero byte. */
const INT32 = 4;
const STRING = 6;
const STRINGS = 8;

/** Before the index, the count of its entries and the bytes of the values; an entry has 16 bytes. */
const INTRO = 8;
const ENTRY = 16;

/** RPMFILE_GHOST: the package names the file and does not bring it. */
const GHOST = 1 << 6;

/** RFC 4880 section 9.4, as far as the digests are at hand; without the tag rpm takes MD5. */
const algorithms: Readonly<Record<number, { algorithm: Listed['algorithm']; length: number }>> = {
  1: { algorithm: 'md5', length: 32 },
  2: { algorithm: 'sha1', length: 40 },
  8: { algorithm: 'sha256', length: 64 },
};
const MD5 = 1;

/** PATH_MAX of Linux: a longer path is none of a file. */
const LONGEST_PATH = 4096;

/** An unmodified file of a package that not everybody can read proves nothing about its secrets. */
const isPrivate = /proprietary|commercial|confidential|private|all rights reserved|unlicensed/i;

interface Entry {
  tag: number;
  type: number;
  count: number;
  value: Buffer;
}

/** More files than any package has. */
const MOST_VALUES = 1 << 20;

/** The bytes of a value; null where the header has not all of them. */
const valueOf = (store: Buffer, type: number, from: number, count: number): Buffer | null => {
  if (from > store.length || count > MOST_VALUES) return null;
  let end = from;
  if (type === INT32) end += 4 * count;
  else if (type === STRING || type === STRINGS) {
    for (let i = 0; i < count; i += 1) {
      end = store.indexOf(0, end) + 1;
      if (end === 0) return null;
    }
  } else return null;
  return end > store.length ? null : store.subarray(from, end);
};

/** The tags that are read here. One that comes again (changed as it was installed) counts last. */
const entriesOf = (header: Buffer): Map<number, Entry> => {
  const entries = new Map<number, Entry>();
  if (header.length < INTRO) return entries;
  const start = INTRO + header.readUInt32BE(0) * ENTRY;
  if (start > header.length) return entries;
  const places = new Map<number, number>();
  for (let at = INTRO; at < start; at += ENTRY) {
    const tag = header.readUInt32BE(at);
    if (wanted.has(tag)) places.set(tag, at);
  }
  const store = header.subarray(start, start + header.readUInt32BE(4));
  for (const [tag, at] of places) {
    const [type, from, count] = [4, 8, 12].map((field) => header.readUInt32BE(at + field)) as [
      number,
      number,
      number,
    ];
    const value = valueOf(store, type, from, count);
    if (value !== null) entries.set(tag, { tag, type, count, value });
  }
  return entries;
};

/**
 * The same header with nothing but what tells its files; null where it tells of none, or would grow
 * (values that share their bytes).
 */
export const condenseHeader = (header: Buffer): Buffer | null => {
  const entries = entriesOf(header);
  if (!entries.has(Tag.digests) || !entries.has(Tag.baseNames)) return null;
  const index: number[] = [];
  let size = 0;
  for (const { tag, type, count, value } of entries.values()) {
    index.push(tag, type, size, count);
    size += value.length;
  }
  const head = Buffer.alloc(INTRO + 4 * index.length);
  if (head.length + size > header.length) return null;
  [entries.size, size, ...index].forEach((number, at) => head.writeUInt32BE(number, 4 * at));
  return Buffer.concat([head, ...[...entries.values()].map(({ value }) => value)]);
};

const stringsOf = (entry: Entry | undefined): string[] =>
  entry === undefined || entry.type === INT32
    ? []
    : entry.value.toString('utf8').split('\0', entry.count);

const numberOf = (entry: Entry | undefined, at: number): number | null =>
  entry?.type === INT32 && at < entry.count ? entry.value.readUInt32BE(4 * at) : null;

/** The files that a package brought, with their digests. */
export function* readRpmHeader(header: Buffer): Generator<Listed> {
  const entries = entriesOf(header);
  const kind = algorithms[numberOf(entries.get(Tag.digestAlgorithm), 0) ?? MD5];
  const [licence = ''] = stringsOf(entries.get(Tag.license));
  if (kind === undefined || isPrivate.test(licence)) return;
  const digests = stringsOf(entries.get(Tag.digests));
  const folders = stringsOf(entries.get(Tag.dirNames));
  for (const [at, name] of stringsOf(entries.get(Tag.baseNames)).entries()) {
    // Folders, links and devices have an empty digest.
    const digest = digests[at];
    const folder = folders[numberOf(entries.get(Tag.dirIndexes), at) ?? -1];
    if (digest === undefined || digest.length !== kind.length || folder === undefined) continue;
    if (((numberOf(entries.get(Tag.flags), at) ?? 0) & GHOST) !== 0) continue;
    if (folder.length + name.length > LONGEST_PATH) continue;
    yield { path: `${folder}${name}`.replace(/^\//, ''), algorithm: kind.algorithm, digest };
  }
}
