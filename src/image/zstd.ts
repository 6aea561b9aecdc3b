/**
 * Zstandard, frame by frame. Node 24's decoder gives only the first frame of a stream, nothing behind
 * a skippable frame, and (24.19) a clean end where the stream is cut: so the frames are found here,
 * by their headers (RFC 8878, 3.1), and each goes whole into a decoder of its own. zstd:chunked
 * layers are made of thousands of frames, so small ones are decoded in one call.
 */
import * as zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { ENGINE_OPTIONS, OUTPUT, run } from './engine.ts';
import { InflateError } from './inflate-error.ts';
import type { Pull } from './pull.ts';
import { BLOCK_MAXIMUM, readFrameHeader } from './zstd-frame.ts';
import type { FrameHeader } from './zstd-frame.ts';

/** Longest run of blocks that is decoded in one call: 32 blocks of at most 128 KiB each. */
const SMALL_BLOCKS = 32;
/** Small writes are joined up to this many bytes, since each costs a trip to another thread. */
const JOINED = 64 * 1024;

const NOTHING = new Uint8Array(0);

/** See `inflate`. The content of skippable frames is handed over as strays. */
export async function* unzstd(
  source: Pull,
  stray: (bytes: Uint8Array, offset: number) => void,
): AsyncGenerator<Uint8Array> {
  for (;;) {
    const start = source.offset;
    const magic = await source.take(4);
    if (magic.length === 0) return;
    const number = magic.length === 4 ? readUint32(magic, 0) : 0;
    if (number === 0xfd2fb528) {
      yield* readFrame(source, start);
    } else if ((number & 0xfffffff0) >>> 0 === 0x184d2a50) {
      yield* skipFrame(source, stray);
    } else {
      source.putBack(Buffer.from(magic));
      throw new InflateError('zstd', 'what follows the last frame is no frame', start);
    }
  }
}

/** RFC 8878, 3.1.2: four bytes of size, then content that decoders ignore. */
async function* skipFrame(
  source: Pull,
  stray: (bytes: Uint8Array, offset: number) => void,
): AsyncGenerator<Uint8Array> {
  const size = await exactly(source, 4);
  for (let left = readUint32(size, 0); left > 0;) {
    const offset = source.offset;
    const bytes = await source.next(Math.min(left, OUTPUT));
    if (bytes === null) throw new InflateError('zstd', 'a skippable frame is cut short', offset);
    left -= bytes.length;
    stray(bytes, offset);
    yield NOTHING;
  }
}

async function* readFrame(source: Pull, start: number): AsyncGenerator<Uint8Array> {
  const descriptor = Buffer.from(await exactly(source, 1));
  const header = await readFrameHeader(descriptor[0] as number, (count) => exactly(source, count));
  if (typeof header === 'string') throw new InflateError('zstd', header, start);
  const parts: Uint8Array[] = [header.bytes];
  const blocks = new Blocks(source, header);
  while (!blocks.done && blocks.count < SMALL_BLOCKS) {
    for await (const part of blocks.next()) parts.push(Buffer.from(part));
  }
  let produced = 0;
  try {
    const chunks = blocks.done
      ? [decodeWhole(Buffer.concat(parts), blocks, header)]
      : canStream
        ? decodeNative(Buffer.concat(parts), blocks)
        : decodeInScript(Buffer.concat(parts), blocks);
    for await (const bytes of chunks) {
      produced += bytes.length;
      yield bytes;
    }
  } catch (error) {
    throw InflateError.from('zstd', error, source.offset);
  }
  if (header.contentSize !== null && header.contentSize !== produced) {
    throw new InflateError('zstd', 'a frame holds another number of bytes than it says', start);
  }
}

/** Reads a frame's blocks and checksum as they are stored, without decoding them. */
class Blocks {
  readonly #source: Pull;
  readonly #header: FrameHeader;
  count = 0;
  done = false;

  constructor(source: Pull, header: FrameHeader) {
    this.#source = source;
    this.#header = header;
  }

  /** Where the next block begins in the stored stream. */
  get offset(): number {
    return this.#source.offset;
  }

  /** The stored bytes of one block, its header first, and behind the last block the checksum. */
  async *next(): AsyncGenerator<Uint8Array> {
    const head = Buffer.from(await exactly(this.#source, 3));
    const word = head.readUIntLE(0, 3);
    const type = (word >> 1) & 3;
    const size = word >> 3;
    // RFC 8878, 3.1.1.2.2: an RLE block stores one byte, whatever it expands to.
    const stored = type === 1 ? 1 : size;
    if (type === 3 || size > BLOCK_MAXIMUM) {
      throw new InflateError('zstd', 'a block that no encoder makes', this.#source.offset);
    }
    this.count++;
    yield head;
    for (let left = stored; left > 0;) {
      const bytes = await this.#source.next(left);
      if (bytes === null) throw cutShort(this.#source);
      left -= bytes.length;
      yield bytes;
    }
    if ((word & 1) === 0) return;
    this.done = true;
    if (this.#header.checksum) yield await exactly(this.#source, 4);
  }
}

/** Null on Node 20, whose zlib knows no zstd. */
const canStream = typeof zlib.createZstdDecompress === 'function';

function decodeWhole(frame: Buffer, blocks: Blocks, header: FrameHeader): Uint8Array {
  const most = blocks.count * BLOCK_MAXIMUM;
  // fzstd makes room for whatever the header promises.
  if (header.contentSize !== null && header.contentSize > most) {
    throw new InflateError('zstd', 'a frame promises more than its blocks can hold', blocks.offset);
  }
  if (canStream) return zlib.zstdDecompressSync(frame, { maxOutputLength: most });
  // Its one-call `decompress` fills up a frame that is too short.
  const made: Uint8Array[] = [];
  decodeStep(new Decompress((bytes) => made.push(bytes)), frame, true, blocks);
  return Buffer.concat(made);
}

async function* decodeNative(head: Uint8Array, blocks: Blocks): AsyncGenerator<Uint8Array> {
  const engine = zlib.createZstdDecompress(ENGINE_OPTIONS);
  yield* run(engine, async (write) => {
    await write(head);
    let joined: Uint8Array[] = [];
    let length = 0;
    while (!blocks.done && !engine.destroyed) {
      for await (const part of blocks.next()) {
        joined.push(Buffer.from(part));
        length += part.length;
      }
      if (length < JOINED && !blocks.done) continue;
      await write(Buffer.concat(joined));
      joined = [];
      length = 0;
    }
    engine.end();
  });
}

/**
 * Node 20. Block by block, since what one write expands to comes all at once. fzstd does not check
 * a frame's checksum: there a damaged layer is found by its diff ID.
 */
async function* decodeInScript(head: Uint8Array, blocks: Blocks): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  const decoder = new Decompress((bytes) => made.push(bytes));
  decodeStep(decoder, head, false, blocks);
  while (!blocks.done) {
    const parts: Uint8Array[] = [];
    for await (const part of blocks.next()) parts.push(Buffer.from(part));
    decodeStep(decoder, Buffer.concat(parts), blocks.done, blocks);
    yield* made;
    made = [];
  }
}

/** fzstd meets damaged data with errors of any kind, out of bounds among them: all mean the same. */
function decodeStep(
  decoder: Decompress,
  bytes: Buffer | Uint8Array,
  last: boolean,
  blocks: Blocks,
): void {
  try {
    decoder.push(bytes, last);
  } catch {
    throw new InflateError('zstd', 'invalid data', blocks.offset);
  }
}

async function exactly(source: Pull, count: number): Promise<Uint8Array> {
  const bytes = await source.take(count);
  if (bytes.length < count) throw cutShort(source);
  return bytes;
}

function cutShort(source: Pull): InflateError {
  return new InflateError('zstd', 'the stream ends inside a frame', source.offset);
}

function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}
