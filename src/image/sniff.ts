/** Tells what a blob is by its first bytes; media types and names are claims and are not asked. */
import { BLOCK, checksumHolds, isZero } from './tar-format.ts';

export type Content = 'empty' | 'gzip' | 'zstd' | 'tar' | 'json' | 'opaque';

/** `head`: the first 512 bytes, or all there are. */
export function sniff(head: Uint8Array): Content {
  if (head.length === 0) return 'empty';
  // RFC 1952, 2.3.1: ID1, ID2.
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (isZstd(head)) return 'zstd';
  // An empty layer is nothing but zero blocks.
  if (head.length >= BLOCK && (isZero(head, 0, BLOCK) || checksumHolds(head, 0))) return 'tar';
  for (const byte of head) {
    if (byte === 0x7b || byte === 0x5b) return 'json';
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return 'opaque';
  }
  return 'opaque';
}

/** RFC 8878, 3.1.1 and 3.1.2: the magic number of a frame or of a skippable frame. */
function isZstd(head: Uint8Array): boolean {
  if (head[0] === 0x28) return head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
  return (
    ((head[0] as number) & 0xf0) === 0x50 &&
    head[1] === 0x2a &&
    head[2] === 0x4d &&
    head[3] === 0x18
  );
}
