/** Reads an OCI layout folder: every file is a blob, read one after the other. */
import type { SourceFile } from '../model/source.ts';
import type { BlobWork, Reading } from './archive.ts';
import { Blobs } from './blobs.ts';
import { codeOf } from './inflate-error.ts';
import { cleanPath } from './path.ts';

/** Reads all files; one that cannot be read to its end is a problem, and the rest goes on. */
export async function readLayout(
  files: AsyncIterable<SourceFile>,
  work: BlobWork,
): Promise<Reading> {
  const { limits, read, sink, watch } = work;
  const blobs = new Blobs();
  const problems: string[] = [];
  for await (const file of files) {
    const name = cleanPath(file.name);
    if (blobs.size >= limits.blobs) {
      problems.push(`holds more than ${limits.blobs} files; the rest was not read`);
      break;
    }
    watch({ kind: 'begin', name, size: file.size });
    let failure: string | null = null;
    const body = readable(file.open, (reason) => (failure = reason));
    const record = await read(name, body, sink, blobs.remaining(limits));
    if (failure !== null) record.unread.push(failure);
    blobs.add(name, record);
    watch({ kind: 'end', name, size: record.size });
  }
  return { blobs, problems };
}

/** The bytes of a file up to where it fails; `failed` is told why, in the system's word for it. */
export async function* readable(
  open: () => AsyncIterable<Uint8Array>,
  failed: (reason: string) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* open();
  } catch (error) {
    const code = codeOf(error);
    if (typeof code !== 'string') throw error;
    failed(`cannot be read (${code})`);
  }
}
