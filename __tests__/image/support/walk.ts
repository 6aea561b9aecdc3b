/** Walks a tar and keeps what the handler was told, chunk edges taken out. */
import { TarWalker } from '../../../src/image/tar.ts';
import type { TarLimits } from '../../../src/image/tar.ts';

export interface Seen {
  path: string;
  link: string;
  flag: string;
  size: number;
  body: string;
  pax: string | null;
}

export interface Walked {
  entries: Seen[];
  names: string[];
  /** Runs of stray bytes by their offset, joined where they touch. */
  strays: [number, string][];
  problems: string[];
}

/** Bytes are shown as latin1. `cuts` are the offsets at which the archive is cut into chunks. */
export function walk(archive: Uint8Array, cuts: number[] = [], limits?: TarLimits): Walked {
  const walked: Walked = { entries: [], names: [], strays: [], problems: [] };
  let open: Seen | null = null;
  const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  const walker = new TarWalker(
    {
      entry: ({ path, link, flag, size, pax }) => {
        if (open !== null) throw new Error('an entry begins inside another');
        open = {
          path,
          link,
          flag: String.fromCharCode(flag),
          size,
          body: '',
          pax: pax === null ? null : latin1(pax),
        };
        walked.entries.push(open);
      },
      body: (bytes) => {
        if (open === null) throw new Error('a body without an entry');
        open.body += latin1(bytes);
      },
      entryEnd: () => {
        if (open === null) throw new Error('the end of no entry');
        open = null;
      },
      name: (bytes, from, to) => walked.names.push(latin1(bytes.subarray(from, to))),
      stray: (bytes, offset) => {
        const last = walked.strays.at(-1);
        if (last !== undefined && last[0] + last[1].length === offset) last[1] += latin1(bytes);
        else walked.strays.push([offset, latin1(bytes)]);
      },
      problem: (error) => walked.problems.push(error.message),
    },
    limits,
  );
  let from = 0;
  for (const cut of [...cuts, archive.length]) {
    walker.push(archive.slice(from, cut));
    from = cut;
  }
  walker.finish();
  if (open !== null) throw new Error('an entry never ends');
  return walked;
}
