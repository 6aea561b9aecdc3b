/**
 * Headers in `Packages.db`, rpm's own format (SUSE; lib/backend/ndb/rpmpkg.c). Numbers are little
 * endian: pages of slots first, each slot a package's number and its blocks of 16 bytes.
 */
import type { KeptFile } from './kept-file.ts';

const SLOT = 16;
const BLOCK = 16;
const PAGE = 4096;
/** The file's own header, in the room of two slots. */
const FILE_HEADER = 32;
const BLOB_HEADER = 16;

export const NDB_MAGIC = 'RpmP';

export function* ndbHeaders(file: KeptFile): Generator<Buffer> {
  // Magic, version, generation, pages of slots, the next package's number.
  const head = file.slice(0, FILE_HEADER);
  if (head === null || head.readUInt32LE(4) !== 0) return;
  const end = Math.min(head.readUInt32LE(12) * PAGE, file.length);
  for (let at = FILE_HEADER; at + SLOT <= end; at += SLOT) {
    const slot = file.slice(at, SLOT);
    if (slot?.toString('latin1', 0, 4) !== 'Slot') return;
    const number = slot.readUInt32LE(4);
    const block = slot.readUInt32LE(8);
    if (block === 0) continue;
    // Magic, the package's number, a time, the blob's length.
    const blob = file.slice(block * BLOCK, BLOB_HEADER);
    if (blob?.toString('latin1', 0, 4) !== 'BlbS' || blob.readUInt32LE(4) !== number) continue;
    const length = blob.readUInt32LE(12);
    const header = file.spend(length) ? file.slice(block * BLOCK + BLOB_HEADER, length) : null;
    if (header !== null) yield header;
  }
}
