/** The fields of a zip archive's records (PKWARE APPNOTE 6.3.10, section 4.3). */

export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;

/** Methods (4.4.5) that can be opened here. */
export const Method = { stored: 0, deflated: 8, bzip2: 12, zstd: 93, xz: 95 } as const;

export interface LocalHeader {
  flags: number;
  method: number;
  packed: number;
  size: number;
  nameLength: number;
  extraLength: number;
}

/** Bytes of a local header before the name. */
export const LOCAL_BYTES = 30;
/** Bytes of a central header before the name. */
export const CENTRAL_BYTES = 46;

/** Reads the fixed part of a local header; null where no writer would write such a one. */
export function readLocal(bytes: Buffer): LocalHeader | null {
  if (bytes.length < LOCAL_BYTES || bytes.readUInt32LE(0) !== LOCAL) return null;
  const version = bytes.readUInt16LE(4) & 0xff;
  const header = {
    flags: bytes.readUInt16LE(6),
    method: bytes.readUInt16LE(8),
    packed: bytes.readUInt32LE(18),
    size: bytes.readUInt32LE(22),
    nameLength: bytes.readUInt16LE(26),
    extraLength: bytes.readUInt16LE(28),
  };
  if (version > 100 || header.method > 99 || header.nameLength > 4096) return null;
  return header;
}

/** Looks up the real sizes in the zip64 field (4.5.3), which holds only those that did not fit. */
export function applyZip64(extra: Buffer, header: { packed: number; size: number }): boolean {
  const field = extraField(extra, 1);
  if (field === null) return false;
  let at = 0;
  for (const key of ['size', 'packed'] as const) {
    if (header[key] !== 0xffffffff || at + 8 > field.length) continue;
    header[key] = Number(field.readBigUInt64LE(at));
    at += 8;
  }
  return true;
}

export interface CentralHeader {
  name: string;
  /** Of the local header; as written, so counted from wherever the writer began to count. */
  offset: number;
}

/** Reads a central header; `bytes` holds its fixed part, name and extra. */
export function readCentral(bytes: Buffer): CentralHeader {
  const nameLength = bytes.readUInt16LE(28);
  const extraLength = bytes.readUInt16LE(30);
  const name = bytes.toString('utf8', CENTRAL_BYTES, CENTRAL_BYTES + nameLength);
  let offset = bytes.readUInt32LE(42);
  if (offset === 0xffffffff) {
    const from = CENTRAL_BYTES + nameLength;
    const field = extraField(bytes.subarray(from, from + extraLength), 1);
    const skip = [24, 20].filter((at) => bytes.readUInt32LE(at) === 0xffffffff).length * 8;
    if (field !== null && field.length >= skip + 8) offset = Number(field.readBigUInt64LE(skip));
  }
  return { name, offset };
}

/** 4.5.1: an extra is a list of fields, each led by its number and its length. */
function extraField(extra: Buffer, number: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === number) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}
