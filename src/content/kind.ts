/** Tells by a text's first bytes what lies inside of it. Names are claims and are not asked. */
import { BLOCK, checksumHolds } from '../image/tar-format.ts';
import { dataKind } from './data-kind.ts';
import type { DataKind } from './data-kind.ts';

export type Kind =
  | 'gzip'
  | 'zstd'
  | 'xz'
  | 'bzip2'
  | 'zlib'
  | 'zip'
  | 'prefixed-zip'
  | 'tar'
  | 'ar'
  | 'rpm'
  | 'cpio'
  | 'asar'
  | 'git-pack'
  | 'class'
  | 'pyc'
  | 'sqlite'
  | 'pdf'
  | 'json'
  | DataKind
  | 'sorted-table'
  | 'sealed';

/** Bytes of head that `kindOf` wants; fewer only where the text is shorter. */
export const HEAD = 512;

/** Formats that nobody here can open. */
const SEALED: readonly (readonly [string, string])[] = [
  ['377abcaf271c', 'a 7z archive'],
  ['526172211a07', 'a RAR archive'],
  ['4d534346', 'a cabinet file'],
  ['68737173', 'a squashfs image'],
  ['4c5a4950', 'an lzip file'],
  ['04224d18', 'an LZ4 file'],
  ['1f9d90', 'a file of the old compress'],
  ['1fa0', 'a file of the old compress'],
  ['894c5a4f000d0a1a0a', 'an lzop file'],
  ['785c2110', 'an xar archive'],
  ['78617221', 'an xar archive'],
];

/** Their first bytes: asked for nearly every file. */
const SEALED_FIRST = new Set(SEALED.map(([magic]) => parseInt(magic.slice(0, 2), 16)));

/** `head`: the first `HEAD` bytes, or all there are. */
export function kindOf(head: Uint8Array): Kind | null {
  // The largest family first to go: nearly all files of an image are text.
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (bytes.length < 4) return null;
  const word = bytes.readUInt32BE(0);
  return (
    archiveKind(bytes, word) ??
    programKind(bytes, word) ??
    documentKind(bytes, word) ??
    dataKind(bytes, word)
  );
}

function archiveKind(head: Buffer, word: number): Kind | null {
  // RFC 1952, 2.3.1: ID1, ID2, and deflate as the only method.
  if (word >>> 8 === 0x1f8b08) return 'gzip';
  if (word === 0x28b52ffd || (word & 0xf0ffffff) >>> 0 === 0x502a4d18) return 'zstd';
  if (word === 0xfd377a58 && head[4] === 0x5a && head[5] === 0) return 'xz';
  if (word >>> 8 === 0x425a68 && isBzip2(head)) return 'bzip2';
  // APPNOTE 4.3.7, 4.3.16; and 8.5.5 for what once spanned floppies.
  if (word === 0x504b0304 || word === 0x504b0506 || word === 0x504b3030) return 'zip';
  if (word === 0x504b0708) return 'zip';
  if (word === 0x213c6172 && head.toString('latin1', 0, 8) === '!<arch>\n') return 'ar';
  if (word === 0xedabeedb) return 'rpm';
  if (word === 0x30373037 && /^07070[127][0-7a-fA-F]/.test(head.toString('latin1', 0, 7))) {
    return 'cpio';
  }
  if (word >>> 16 === 0xc771 || word >>> 16 === 0x71c7) return isOldCpio(head) ? 'cpio' : null;
  if (word === 0x5041434b && head.length >= 12 && isPack(head)) return 'git-pack';
  if (head.length >= BLOCK && head[0] !== 0 && checksumHolds(head, 0)) return 'tar';
  if (isAsar(head, word)) return 'asar';
  if (isZlib(head, 0)) return 'zlib';
  return sealedAs(head) === null ? null : 'sealed';
}

/** RFC 1950, 2.2: the second byte of a stream of the usual window, by level of compression. */
const ZLIB = new Set([0x01, 0x5e, 0x9c, 0xda]);

/** True where the bytes at `at` are the header of zlib data. */
export function isZlib(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x78 && ZLIB.has(bytes[at + 1] as number);
}

function programKind(head: Buffer, word: number): Kind | null {
  // JVM specification 4.1; fat Mach-O files share the magic number, with a small count in its place.
  if (word === 0xcafebabe) return head.length > 10 && head.readUInt16BE(6) >= 45 ? 'class' : null;
  if (isPyc(head, word)) return 'pyc';
  const script = word >>> 16 === 0x2321;
  if (script || word === 0x7f454c46 || word >>> 16 === 0x4d5a) return 'prefixed-zip';
  return null;
}

function documentKind(head: Buffer, word: number): Kind | null {
  if (word === 0x53514c69 && head.toString('latin1', 0, 16) === 'SQLite format 3\0') {
    return 'sqlite';
  }
  if (word === 0x25504446) return 'pdf';
  // A mark of the order of bytes may stand before it.
  if ((head[0] === 0x7b || word === 0xefbbbf7b) && isJsonOfTexts(head)) return 'json';
  return null;
}

/** A source map or a notebook: their texts are escaped inside of JSON. */
function isJsonOfTexts(head: Buffer): boolean {
  const start = head.toString('latin1', head[0] === 0xef ? 3 : 0, Math.min(head.length, 256));
  if (/^\{\s*"version"\s*:\s*3\b/.test(start)) return true;
  if (/^\{\s*"(?:cells|nbformat|metadata|worksheets)"\s*:/.test(start)) return true;
  return /^\{\s*"(?:file|sourceRoot|sources|mappings|sourcesContent|names|sections|debugId|debug_id|ignoreList|x_\w+)"\s*:/.test(
    start,
  );
}

/** What a sealed file is, for a person. */
export function sealedAs(head: Uint8Array): string | null {
  if (!SEALED_FIRST.has(head[0] as number)) return null;
  const start = Buffer.from(head.subarray(0, 10)).toString('hex');
  for (const [magic, name] of SEALED) if (start.startsWith(magic)) return name;
  return null;
}

function isBzip2(head: Buffer): boolean {
  const level = head[3] as number;
  if (level < 0x31 || level > 0x39) return false;
  const magic = head.toString('hex', 4, 10);
  return magic === '314159265359' || magic === '177245385090';
}

/** cpio(5), old binary format: the name's size must be small and the mode that of a file. */
function isOldCpio(head: Buffer): boolean {
  if (head.length < 26) return false;
  const little = head[0] === 0xc7;
  const name = little ? head.readUInt16LE(20) : head.readUInt16BE(20);
  const mode = (little ? head.readUInt16LE(6) : head.readUInt16BE(6)) & 0o170000;
  const kinds = [0o40000, 0o100000, 0o120000, 0o20000, 0o60000, 0o10000, 0];
  return name > 1 && name <= 4096 && kinds.includes(mode);
}

/** gitformat-pack(5): version 2 or 3, and the number of objects. */
function isPack(head: Buffer): boolean {
  const version = head.readUInt32BE(4);
  return version === 2 || version === 3;
}

/** asar: two Chromium pickles, each led by its size: 4, n + 8, n + 4, length of the JSON, JSON. */
function isAsar(head: Buffer, word: number): boolean {
  if (word !== 0x04000000 || head.length < 18 || head[16] !== 0x7b) return false;
  const outer = head.readUInt32LE(4);
  const inner = head.readUInt32LE(8);
  const json = head.readUInt32LE(12);
  return outer === inner + 4 && json <= inner && inner - json < 8;
}

/** A two-byte number from CPython's list, then CR LF (importlib/_bootstrap_external.py). */
function isPyc(head: Buffer, word: number): boolean {
  if ((word & 0xffff) !== 0x0d0a || head.length < 17) return false;
  const magic = head.readUInt16LE(0);
  const flags = head.readUInt32LE(4);
  // Since 3.7 flags follow; before, a time.
  return (
    (magic >= 3390 && magic < 4200 && flags < 4) ||
    (magic >= 3000 && magic < 3390) ||
    magic === 62211
  );
}
