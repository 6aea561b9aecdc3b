/**
 * Opens zip archives of any size front to back, by the local headers. Readers that trust the central
 * directory never see an entry that it leaves out; here whatever has a local header is read, and the
 * directory, which comes last, is only asked whether it names something that was not: such data lie
 * inside another entry, and that is told.
 */
import { FormatError } from './budget.ts';
import { decompress } from './decompress.ts';
import { inflateRaw } from './deflate.ts';
import type { Nested } from './nested.ts';
import { skipTo } from './signature.ts';
import {
  CENTRAL,
  CENTRAL_BYTES,
  LOCAL,
  LOCAL_BYTES,
  Method,
  applyZip64,
  readCentral,
  readLocal,
} from './zip-format.ts';
import type { LocalHeader } from './zip-format.ts';
import { Pull } from '../image/pull.ts';

/** `prefixed`: the archive may begin anywhere, and may not be there at all. Throws LimitError. */
export async function openZip(source: Pull, nested: Nested, prefixed: boolean): Promise<void> {
  await new ZipReader(source, nested, prefixed).run();
}

class ZipReader {
  readonly #source: Pull;
  readonly #nested: Nested;
  readonly #prefixed: boolean;
  /** Where local headers were seen; the directory must name no other. */
  readonly #seen = new Set<number>();
  #start = -1;
  #listed = 0;
  #hidden = 0;

  constructor(source: Pull, nested: Nested, prefixed: boolean) {
    this.#source = source;
    this.#nested = nested;
    this.#prefixed = prefixed;
  }

  async run(): Promise<void> {
    const step = (): void => this.#nested.budget.step();
    while (await skipTo(this.#source, isRecord, step)) {
      const head = await this.#source.peek(CENTRAL_BYTES);
      const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
      if (bytes.readUInt32LE(0) === CENTRAL) await this.#directoryEntry(bytes);
      else await this.#localEntry(bytes);
    }
    const nested = this.#nested;
    if (this.#hidden > 0 && (this.#seen.size > 0 || !this.#prefixed)) {
      nested.unread(null, `its directory names ${this.#hidden} entries inside of other entries`);
    }
    if (this.#listed === 0 && this.#seen.size > 0) {
      nested.unopened(null, 'the zip archive is cut short: it has no directory');
    } else if (this.#seen.size === 0 && this.#listed === 0 && !this.#prefixed) {
      if (this.#source.offset > 22)
        nested.unopened(null, 'no entry of the zip archive can be read');
    }
  }

  async #localEntry(head: Buffer): Promise<void> {
    const source = this.#source;
    const header = readLocal(head);
    if (header === null) {
      await source.take(4);
      return;
    }
    const offset = source.offset;
    await source.take(LOCAL_BYTES);
    const names = Buffer.from(await source.take(header.nameLength + header.extraLength));
    const name = names.toString('utf8', 0, header.nameLength);
    if (this.#prefixed && /[\0-\x1f]|^$/.test(name)) return;
    this.#seen.add(offset);
    if (this.#start < 0) this.#start = offset;
    const long = applyZip64(names.subarray(header.nameLength), header);
    await this.#readData(name, header, long);
  }

  async #readData(name: string, header: LocalHeader, long: boolean): Promise<void> {
    const source = this.#source;
    const nested = this.#nested;
    const untold = (header.flags & 8) !== 0 && header.packed === 0;
    const from = source.offset;
    const known = untold ? Number.MAX_SAFE_INTEGER : header.packed;
    try {
      if ((header.flags & 1) !== 0) throw new FormatError('it is encrypted');
      if (header.method === Method.stored && untold) await this.#storedUntold(name, long);
      else if (known > 0) await this.#copy(name, this.#plain(header.method, known));
    } catch (error) {
      nested.end();
      if (!(error instanceof FormatError)) throw error;
      nested.budget.entry();
      nested.unopened(name, error.message);
    }
    if (!untold) await this.#skip(known - (source.offset - from));
    await nested.room();
  }

  async #copy(name: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const nested = this.#nested;
    nested.open(name);
    for await (const bytes of pieces) {
      nested.write(bytes);
      await nested.room();
    }
    nested.end();
  }

  #plain(method: number, known: number): AsyncIterable<Uint8Array> {
    const source = this.#source;
    switch (method) {
      case Method.stored:
        return bounded(source, known);
      case Method.deflated:
        return inflateRaw(source, known);
      case Method.bzip2:
        return decompress('bzip2', this.#part(known));
      case Method.zstd:
        return decompress('zstd', this.#part(known));
      case Method.xz:
        return decompress('xz', this.#part(known));
      default:
        throw new FormatError(`it is packed by method ${method}, which is not known here`);
    }
  }

  #part(known: number): Pull {
    return new Pull(bounded(this.#source, known));
  }

  /** Stored, and its size comes behind it: it ends where a descriptor tells the bytes it spans. */
  async #storedUntold(name: string, long: boolean): Promise<void> {
    const source = this.#source;
    const nested = this.#nested;
    nested.open(name);
    const from = source.offset;
    for (;;) {
      const bytes = await source.next();
      if (bytes === null) break;
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const at = chunk.indexOf('PK\x07\x08', 0, 'latin1');
      nested.write(at < 0 ? bytes : bytes.subarray(0, at));
      await nested.room();
      if (at < 0) continue;
      source.putBack(bytes.subarray(at));
      const size = source.offset - from;
      const record = Buffer.from(await source.peek(long ? 24 : 16));
      const told = record.length < 16 ? -1 : record.readUInt32LE(8);
      if (told === size % 2 ** 32) break;
      nested.write(await source.take(4));
    }
    nested.end();
  }

  async #skip(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      const bytes = await this.#source.next(left);
      if (bytes === null) return;
      left -= bytes.length;
      this.#nested.budget.step();
    }
  }

  async #directoryEntry(head: Buffer): Promise<void> {
    const source = this.#source;
    if (head.length < CENTRAL_BYTES) {
      await source.take(4);
      return;
    }
    const length = CENTRAL_BYTES + head.readUInt16LE(28) + head.readUInt16LE(30);
    const bytes = Buffer.from(await source.take(length));
    if (bytes.length < length) return;
    this.#listed++;
    this.#nested.budget.step();
    const { offset } = readCentral(bytes);
    if (this.#seen.has(offset) || this.#seen.has(offset + Math.max(0, this.#start))) return;
    this.#hidden++;
  }
}

function isRecord(bytes: Buffer, at: number): boolean {
  const word = bytes.readUInt32LE(at);
  return word === LOCAL || word === CENTRAL;
}

async function* bounded(source: Pull, count: number): AsyncGenerator<Uint8Array> {
  for (let left = count; left > 0;) {
    const bytes = await source.next(left);
    if (bytes === null) throw new FormatError('the zip archive is cut short');
    left -= bytes.length;
    yield bytes;
  }
}
