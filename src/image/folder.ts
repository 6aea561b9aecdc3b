/**
 * Reads a plain folder as if it were the one layer of an image. A folder has no tar, so its layer
 * has no digest that anybody else would compute: it is given the sha256 of a list with one line
 * `<sha256 of the content> <size> <path>` a file, in the order the host walks (sorted), which changes
 * exactly when a file does.
 */
import { createHash } from 'node:crypto';
import type { Image } from '../model/image.ts';
import type { Unread } from '../model/ledger.ts';
import type { FolderEntry } from '../model/source.ts';
import type { TextSink } from '../model/text.ts';
import { Effect, EntryIndexBuilder } from './entry-index.ts';
import type { EntryIndex } from './entry-index.ts';
import { readable } from './layout.ts';
import { READ_LIMITS } from './limits.ts';
import { TarTexts } from './tar-texts.ts';

/** `TextOrigin.blob` of a folder's texts. */
export const FOLDER_KEY = '(folder)';

export interface FolderReading {
  image: Image;
  entries: EntryIndex | null;
  unread: Unread[];
  filesRead: number;
}

/** Reads all entries; one that cannot be read is unread, and the rest goes on. */
export async function readFolder(
  entries: AsyncIterable<FolderEntry>,
  reference: string,
  transport: string,
  sink: TextSink,
): Promise<FolderReading> {
  const list = createHash('sha256');
  const index = new EntryIndexBuilder(READ_LIMITS.indexedPaths);
  const unread: Unread[] = [];
  const texts = new TarTexts(sink, 'layer', '', FOLDER_KEY);
  let size = 0;
  let files = 0;
  for await (const entry of entries) {
    index.add(entry.path, Effect.file);
    const name = Buffer.from(entry.path);
    texts.name(name, 0, name.length);
    texts.settle();
    files++;
    if (entry.open === null) {
      unread.push({ where: 'layer', path: entry.path, reason: entry.reason ?? 'cannot be read' });
      list.update(`unread ${entry.size} ${entry.path}\n`);
      continue;
    }
    const read = await readFile(entry.path, entry.open, sink, (reason) => {
      unread.push({ where: 'layer', path: entry.path, reason });
    });
    size += read.size;
    list.update(`${read.digest} ${read.size} ${entry.path}\n`);
  }
  texts.finish();
  const digest = `sha256:${list.digest('hex')}`;
  const layer = {
    index: 0,
    diffId: digest,
    digest,
    compression: 'none' as const,
    size,
    files,
    createdBy: null,
    base: false,
  };
  return {
    image: {
      reference,
      source: transport,
      digest: null,
      platforms: [],
      layers: [layer],
      attestations: [],
    },
    entries: index.build(),
    unread,
    filesRead: files - unread.length,
  };
}

async function readFile(
  path: string,
  open: () => AsyncIterable<Uint8Array>,
  sink: TextSink,
  failed: (reason: string) => void,
): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const bytes of readable(open, failed)) {
    if (size === 0) sink.begin({ where: 'layer', path, blob: FOLDER_KEY });
    size += bytes.length;
    hash.update(bytes);
    sink.write(bytes);
    const pressure = sink.pressure();
    if (pressure !== null) await pressure;
  }
  if (size > 0) sink.end();
  return { digest: hash.digest('hex'), size };
}
