/**
 * Reads .xz files: streams of blocks of LZMA2 chunks (The .xz File Format, version 1.2.1, sections 2
 * and 3). Integrity checks are passed over: whether the file is whole is not the question here.
 */
import { FormatError } from './budget.ts';
import { CHUNK, LzmaDecoder } from './lzma.ts';
import type { Pull } from '../image/pull.ts';

/** Largest window that is unpacked: that of `xz -9`. */
const WINDOW = 64 * 1024 * 1024;
/** Windows of all streams that are open inside one another. */
const WINDOWS = 96 * 1024 * 1024;

/** Shared by all streams of the process, since so is the memory. */
let windows = 0;

/** Bytes of the check behind a block, by the stream's flag (2.1.1.2). */
const CHECKS = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

/** Yields the plain bytes, each piece valid until the next. Throws FormatError. */
export async function* unxz(source: Pull): AsyncGenerator<Uint8Array> {
  for (let streams = 0; ; streams++) {
    const header = await source.take(12);
    if (header.length === 0 && streams > 0) return;
    const magic = Buffer.from(header.subarray(0, 6)).toString('hex');
    if (header.length < 12 || magic !== 'fd377a585a00') {
      // Padding of zeros, or bytes that were searched as they are.
      if (streams > 0) return;
      throw cut();
    }
    const check = CHECKS[(header[7] as number) & 15] as number;
    for (;;) {
      const size = (await exactly(source, 1))[0] as number;
      if (size === 0) break;
      yield* readBlock(source, (size + 1) * 4, check);
    }
    await skipIndex(source);
  }
}

/** Section 3: header, chunks, padding to four bytes, check. */
async function* readBlock(
  source: Pull,
  headerSize: number,
  check: number,
): AsyncGenerator<Uint8Array> {
  const window = windowOf(await exactly(source, headerSize - 1));
  if (window > WINDOW || windows + window > WINDOWS) {
    throw new FormatError('the xz stream wants a larger window than is given here');
  }
  windows += window;
  try {
    const start = source.offset;
    yield* readChunks(source, new LzmaDecoder(window));
    await exactly(source, (-(source.offset - start) & 3) + check);
  } finally {
    windows -= window;
  }
}

/**
 * The LZMA2 window from a block header without its first byte (3.1). Filters for machine code are
 * let be: they change addresses in code, not texts.
 */
function windowOf(header: Uint8Array): number {
  const flags = header[0] as number;
  let at = 1;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = header[at++];
      if (byte === undefined) throw cut();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw cut();
  };
  if ((flags & 0x40) !== 0) number();
  if ((flags & 0x80) !== 0) number();
  let window = 0;
  for (let left = (flags & 3) + 1; left > 0; left--) {
    const id = number();
    const size = number();
    const property = header[at] ?? 0;
    at += size;
    if (id === 0x21) window = windowSize(property);
    else if (id < 4 || id > 0x0b) throw new FormatError('an xz stream with an unknown filter');
  }
  if (window === 0) throw cut();
  return window;
}

/** 5.3.1: the size's two highest bits and their exponent. */
function windowSize(property: number): number {
  if (property > 40) throw cut();
  return property === 40 ? 2 ** 32 - 1 : (2 | (property & 1)) * 2 ** ((property >> 1) + 11);
}

async function* readChunks(source: Pull, decoder: LzmaDecoder): AsyncGenerator<Uint8Array> {
  let ready = false;
  for (let first = true; ; first = false) {
    const control = (await exactly(source, 1))[0] as number;
    if (control === 0) return;
    const reset = control === 1 || control >= 0xe0;
    if (first && !reset) throw cut();
    if (reset) decoder.resetWindow();
    if (control < 0x80) {
      if (control > 2) throw cut();
      const size = uint16(await exactly(source, 2)) + 1;
      yield decoder.copy(await exactly(source, size));
      continue;
    }
    const sizes = await exactly(source, 4);
    const plain = ((control & 0x1f) << 16) + uint16(sizes) + 1;
    const packed = uint16(sizes.subarray(2)) + 1;
    if (control >= 0xc0) {
      decoder.setProperties((await exactly(source, 1))[0] as number);
      ready = true;
    }
    if (!ready || plain > CHUNK) throw cut();
    if (control >= 0xa0) decoder.resetState();
    yield decoder.decode(await exactly(source, packed), plain);
  }
}

/** Section 4: pairs of numbers, padding and a check; then the stream's footer of 12 bytes. */
async function skipIndex(source: Pull): Promise<void> {
  const start = source.offset - 1;
  const number = async (): Promise<number> => {
    let value = 0;
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = (await exactly(source, 1))[0] as number;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw cut();
  };
  for (let left = await number(); left > 0; left--) {
    await number();
    await number();
  }
  await exactly(source, (-(source.offset - start) & 3) + 4 + 12);
}

async function exactly(source: Pull, count: number): Promise<Uint8Array> {
  if (count === 0) return new Uint8Array(0);
  const bytes = await source.take(count);
  if (bytes.length < count) throw cut();
  return bytes;
}

function uint16(bytes: Uint8Array): number {
  return ((bytes[0] as number) << 8) | (bytes[1] as number);
}

function cut(): FormatError {
  return new FormatError('the xz stream is damaged or cut');
}
