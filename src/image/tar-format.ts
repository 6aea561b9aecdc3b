/**
 * The fields of one tar header block. Facts from POSIX.1-2017 `pax` (ustar interchange format) and
 * the GNU tar manual, "Basic Tar Format"; where readers disagree, Go's archive/tar decides, since
 * that is what the engines unpack a layer with. Functions take a block as (bytes, offset), so that a
 * walk over small files makes no view per header.
 */

/** Bytes of a tar block. */
export const BLOCK = 512;

const ZEROS = Buffer.alloc(64 * 1024);

/** A tar that does not say what its bytes mean. The message holds no byte of the archive. */
export class TarError extends Error {
  override readonly name = 'TarError';
  /** Where in the uncompressed archive, in bytes from 0. */
  readonly offset: number;

  constructor(what: string, offset: number) {
    super(`${what} (at byte ${offset} of the tar)`);
    this.offset = offset;
  }
}

/** Type flags by name; the values are the bytes of the header. */
export const Flag = {
  oldFile: 0x00,
  file: 0x30,
  hardLink: 0x31,
  symbolicLink: 0x32,
  character: 0x33,
  block: 0x34,
  directory: 0x35,
  fifo: 0x36,
  contiguous: 0x37,
  longLink: 0x4b,
  longName: 0x4c,
  sparse: 0x53,
  sunPax: 0x58,
  globalPax: 0x67,
  pax: 0x78,
} as const;

export type Format = 'v7' | 'ustar' | 'star' | 'gnu';

/** True where the bytes from `from` up to `to` are all zero. */
export function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}

/** As `isZero`, by memory comparison: for runs that may be long. */
export function isZeroRun(bytes: Buffer, from: number, to: number): boolean {
  let at = from;
  while (to - at >= ZEROS.length) {
    if (bytes.compare(ZEROS, 0, ZEROS.length, at, at + ZEROS.length) !== 0) return false;
    at += ZEROS.length;
  }
  return isZero(bytes, at, to);
}

/** Where the run of whole zero blocks that begins at `from` ends. */
export function zeroBlocksEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (
    bytes.length - at >= ZEROS.length &&
    bytes.compare(ZEROS, 0, ZEROS.length, at, at + ZEROS.length) === 0
  ) {
    at += ZEROS.length;
  }
  while (bytes.length - at >= BLOCK && isZero(bytes, at, at + BLOCK)) at += BLOCK;
  return at;
}

/** True where the block's checksum holds, summed unsigned or, as old Sun tars did, signed. */
export function checksumHolds(bytes: Uint8Array, at: number): boolean {
  const stored = readNumber(bytes, at + 148, 8);
  if (!(stored > 0)) return false;
  let sum = 8 * 0x20;
  let high = 0;
  for (let i = at, end = at + 148; i < end; i++) {
    const byte = bytes[i] as number;
    sum += byte;
    high += byte >> 7;
  }
  for (let i = at + 156, end = at + BLOCK; i < end; i++) {
    const byte = bytes[i] as number;
    sum += byte;
    high += byte >> 7;
  }
  return stored === sum || stored === sum - 256 * high;
}

/**
 * A numeric field: octal digits between blanks and NULs, or base-256 where the first bit is set.
 * Gives -1 for a negative number, Infinity above 2^53, NaN for anything that is no number.
 */
export function readNumber(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] as number;
  if ((first & 0x80) !== 0) {
    if ((first & 0x40) !== 0) return -1;
    let value = first & 0x3f;
    for (let i = at + 1; i < at + length; i++) value = value * 256 + (bytes[i] as number);
    return value > Number.MAX_SAFE_INTEGER ? Infinity : value;
  }
  let from = at;
  let to = at + length;
  while (from < to && isBlank(bytes[from] as number)) from++;
  while (from < to && isBlank(bytes[to - 1] as number)) to--;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (digit < 0 || digit > 7) return NaN;
    value = value * 8 + digit;
  }
  return value;
}

/** Which dialect the magic at byte 257 speaks; a v7 header has none. */
export function formatOf(bytes: Uint8Array, at: number): Format {
  const magic = at + 257;
  if (bytes[magic] !== 0x75 || bytes[magic + 1] !== 0x73 || bytes[magic + 2] !== 0x74) return 'v7';
  if (bytes[magic + 3] !== 0x61 || bytes[magic + 4] !== 0x72) return 'v7';
  if (bytes[magic + 5] === 0x20 && bytes[magic + 6] === 0x20) return 'gnu';
  if (bytes[magic + 5] !== 0) return 'v7';
  const star = at + 508;
  return bytes[star] === 0x74 && bytes[star + 1] === 0x61 && bytes[star + 2] === 0x72
    ? 'star'
    : 'ustar';
}

/** End of the string that begins at `at`: its NUL, or the end of its field. */
export function stringEnd(bytes: Uint8Array, at: number, length: number): number {
  let end = at;
  const limit = at + length;
  while (end < limit && bytes[end] !== 0) end++;
  return end;
}

/** Bytes of the `prefix` field: 155, of which star keeps 24 for times; none outside ustar. */
export function prefixLength(format: Format): number {
  return format === 'ustar' ? 155 : format === 'star' ? 131 : 0;
}

/** Prefix and name of a header block whose prefix is not empty, joined. */
export function prefixedName(bytes: Buffer, at: number, format: Format): Buffer {
  const prefixEnd = stringEnd(bytes, at + 345, prefixLength(format));
  return Buffer.concat([
    bytes.subarray(at + 345, prefixEnd),
    Buffer.from('/'),
    bytes.subarray(at, stringEnd(bytes, at, 100)),
  ]);
}

/**
 * True where the block holds bytes that no field explains: text behind a string's NUL, letters in a
 * number, the target of a link in an entry that is none, anything in the padding. Somebody may have put a secret there, so the block is searched.
 */
export function hasSlack(bytes: Uint8Array, at: number, format: Format): boolean {
  if (hasTail(bytes, at, 100) || hasTail(bytes, at + 157, 100)) return true;
  if (bytes[at + 157] !== 0 && !isLink(bytes[at + 156] as number)) return true;
  if (hasLetters(bytes, at + 100, at + 156)) return true;
  if (format === 'v7') return !isZero(bytes, at + 257, at + BLOCK);
  if (hasTail(bytes, at + 265, 32) || hasTail(bytes, at + 297, 32)) return true;
  if (hasLetters(bytes, at + 329, at + 345)) return true;
  if (format === 'gnu') {
    // Byte 482 says whether more of the sparse map follows: 0 or 1, not a digit.
    return (
      hasLetters(bytes, at + 345, at + 482) ||
      (bytes[at + 482] as number) > 1 ||
      hasLetters(bytes, at + 483, at + BLOCK)
    );
  }
  const prefix = prefixLength(format);
  if (hasTail(bytes, at + 345, prefix)) return true;
  const tail = at + 345 + prefix;
  if (format === 'ustar') return !isZero(bytes, tail, at + BLOCK);
  return hasLetters(bytes, tail, at + 508) || bytes[at + 511] !== 0;
}

/** True where user and group are called `root` or nothing (fields `uname` and `gname`). */
export function isRootOwned(bytes: Uint8Array, at: number): boolean {
  return isRootOrNone(bytes, at + 265) && isRootOrNone(bytes, at + 297);
}

function isRootOrNone(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === 0) return true;
  return (
    bytes[at] === 0x72 &&
    bytes[at + 1] === 0x6f &&
    bytes[at + 2] === 0x6f &&
    bytes[at + 3] === 0x74 &&
    bytes[at + 4] === 0
  );
}

/** True where a byte is neither an octal digit nor blank nor NUL. */
export function hasLetters(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if ((byte < 0x30 || byte > 0x37) && byte !== 0 && byte !== 0x20) return true;
  }
  return false;
}

function hasTail(bytes: Uint8Array, at: number, length: number): boolean {
  return !isZero(bytes, stringEnd(bytes, at, length), at + length);
}

function isLink(flag: number): boolean {
  return flag === Flag.hardLink || flag === Flag.symbolicLink;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0;
}
