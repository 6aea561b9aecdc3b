/** The header of a Zstandard frame (RFC 8878, 3.1.1.1), as far as a splitter of frames needs it. */

/** Bytes of a block at most (RFC 8878, 3.1.1.2.4). */
export const BLOCK_MAXIMUM = 128 * 1024;

/** Decoders refuse larger windows unless told (zstd's ZSTD_WINDOWLOG_LIMIT_DEFAULT, 27). */
const WINDOW_MAXIMUM = 2 ** 27;

const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

export interface FrameHeader {
  /** As stored, magic number included. */
  bytes: Buffer;
  /** Bytes of the uncompressed frame; null where the header does not tell. */
  contentSize: number | null;
  checksum: boolean;
}

/**
 * Reads what follows the descriptor byte; `take` gives exactly so many bytes or throws. Gives a
 * sentence where the frame is one that cannot be decoded here.
 */
export async function readFrameHeader(
  descriptor: number,
  take: (count: number) => Promise<Uint8Array>,
): Promise<FrameHeader | string> {
  const single = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const windowBytes = single ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number;
  const sizeBytes = sizeFlag === 0 ? (single ? 1 : 0) : 1 << sizeFlag;
  if ((descriptor & 0x08) !== 0) return 'a frame with a reserved bit set';
  const fields = Buffer.from(await take(windowBytes + dictionaryBytes + sizeBytes));
  const dictionary = dictionaryBytes === 0 ? 0 : fields.readUIntLE(windowBytes, dictionaryBytes);
  if (dictionary !== 0) return 'a frame that needs a dictionary';
  const contentSize = sizeBytes === 0 ? null : readSize(fields.subarray(-sizeBytes));
  const window = single ? (contentSize ?? 0) : windowSize(fields[0] as number);
  if (window > WINDOW_MAXIMUM) return 'a frame whose window is larger than 128 MiB';
  if (contentSize !== null && contentSize > Number.MAX_SAFE_INTEGER) {
    return 'a frame of an impossible size';
  }
  return {
    bytes: Buffer.concat([MAGIC, Buffer.from([descriptor]), fields]),
    contentSize,
    checksum: (descriptor & 0x04) !== 0,
  };
}

/** RFC 8878, 3.1.1.1.2: mantissa and exponent. */
function windowSize(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}

/** RFC 8878, 3.1.1.1.4: a field of two bytes counts from 256. */
function readSize(bytes: Buffer): number {
  if (bytes.length === 8) return Number(bytes.readBigUInt64LE(0));
  return bytes.readUIntLE(0, bytes.length) + (bytes.length === 2 ? 256 : 0);
}
