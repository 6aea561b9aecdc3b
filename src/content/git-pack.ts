/**
 * Reads a git pack front to back without its index (gitformat-pack, "pack-*.pack files"): every
 * object it holds, reachable or not, each once. Deltas are resolved against bases that are kept
 * within a bound; what is larger, or whose base is gone, is told.
 */
import { FormatError } from './budget.ts';
import { stream } from './decompress.ts';
import { applyDelta } from './git-delta.ts';
import type { Repositories } from './git-names.ts';
import { objectId, pushObject } from './git-object.ts';
import type { GitType } from './git-object.ts';
import { inflateSmall } from './inflate-small.ts';
import type { Nested } from './nested.ts';
import * as zlib from 'node:zlib';
import { ENGINE_OPTIONS } from '../image/engine.ts';
import type { Pull } from '../image/pull.ts';

const TYPES: Record<number, GitType> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };
const OFFSET_DELTA = 6;
const REFERENCE_DELTA = 7;

/** Objects up to this many bytes can be a base, or be made of a delta. */
const OBJECT = 8 * 1024 * 1024;
/** Stored bytes of an object that are tried in one call. */
const AHEAD = 16 * 1024;

interface Kept {
  type: GitType;
  bytes: Buffer;
}

/** `room`: bytes of bases to keep. Throws FormatError, LimitError. */
export async function openPack(
  source: Pull,
  nested: Nested,
  repositories: Repositories,
  room: number,
): Promise<void> {
  const head = Buffer.from(await source.take(12));
  const reader = new PackReader(source, nested, repositories, room);
  await reader.run(head.readUInt32BE(8));
}

class PackReader {
  readonly #source: Pull;
  readonly #nested: Nested;
  readonly #repositories: Repositories;
  /** Bases by the offset of their header, the least recently used first. */
  readonly #kept = new Map<number, Kept>();
  readonly #offsets = new Map<string, number>();
  #room: number;
  #orphans = 0;
  readonly #origin: number;

  constructor(source: Pull, nested: Nested, repositories: Repositories, room: number) {
    this.#source = source;
    this.#nested = nested;
    this.#repositories = repositories;
    this.#room = room;
    this.#origin = source.offset - 12;
  }

  async run(objects: number): Promise<void> {
    for (let i = 0; i < objects; i++) {
      this.#nested.budget.step();
      await this.#object();
      await this.#nested.room();
    }
    if (this.#orphans > 0) {
      const reason = `${this.#orphans} git objects are deltas whose base is missing or too large to keep`;
      this.#nested.unopened(null, `${reason}; what they add to it was searched`);
    }
  }

  async #object(): Promise<void> {
    const offset = this.#source.offset - this.#origin;
    let byte = await this.#byte();
    const kind = (byte >> 4) & 7;
    let size = byte & 15;
    for (let shift = 4; (byte & 0x80) !== 0; shift += 7) {
      byte = await this.#byte();
      size += (byte & 0x7f) * 2 ** shift;
      if (shift > 46) throw damaged();
    }
    const type = TYPES[kind];
    if (type !== undefined) {
      if (size > OBJECT) return this.#large(type, size);
      this.#keep(offset, type, await this.#inflate(size));
      return;
    }
    let base: number | undefined;
    if (kind === OFFSET_DELTA) base = offset - (await this.#distance());
    else if (kind === REFERENCE_DELTA) {
      base = this.#offsets.get(Buffer.from(await this.#source.take(20)).toString('hex'));
    } else throw damaged();
    if (size > OBJECT) return this.#large('blob', size);
    this.#resolve(offset, base, await this.#inflate(size));
  }

  #resolve(offset: number, at: number | undefined, delta: Buffer): void {
    const base = at === undefined ? undefined : this.#kept.get(at);
    const bytes = base === undefined ? null : applyDelta(base.bytes, delta, OBJECT);
    if (base === undefined || bytes === null) {
      this.#orphans++;
      this.#nested.text(`delta-at-${offset}`, delta);
      return;
    }
    this.#kept.delete(at as number);
    this.#kept.set(at as number, base);
    this.#keep(offset, base.type, bytes);
  }

  #keep(offset: number, type: GitType, bytes: Buffer): void {
    pushObject(this.#nested, this.#repositories, type, bytes);
    this.#kept.set(offset, { type, bytes });
    this.#room -= bytes.length;
    // Objects are named by id only in packs that another repository completes, which are small.
    if (this.#offsets.size < 10_000) this.#offsets.set(objectId(type, bytes), offset);
    for (const [old, kept] of this.#kept) {
      if (this.#room >= 0) break;
      this.#kept.delete(old);
      this.#room += kept.bytes.length;
    }
  }

  /** Too large to keep: it goes by under its offset, since its id is known only at its end. */
  async #large(type: GitType, size: number): Promise<void> {
    const nested = this.#nested;
    nested.open(`${type}-at-${this.#source.offset - this.#origin}`);
    let length = 0;
    for await (const bytes of this.#engine()) {
      length += bytes.length;
      nested.write(bytes);
      await nested.room();
    }
    nested.end();
    if (length !== size) throw damaged();
  }

  async #inflate(size: number): Promise<Buffer> {
    const head = await this.#source.take(Math.min(AHEAD, size + 1024));
    const small = inflateSmall(head, 2, size);
    if (small !== null && small.used + 4 <= head.length) {
      this.#source.putBack(head.subarray(small.used + 4));
      if (small.plain.length !== size) throw damaged();
      return Buffer.from(small.plain.buffer, small.plain.byteOffset, small.plain.length);
    }
    this.#source.putBack(head);
    const parts: Buffer[] = [];
    let length = 0;
    for await (const bytes of this.#engine()) {
      length += bytes.length;
      if (length > size) throw damaged();
      parts.push(Buffer.from(bytes));
    }
    if (length !== size) throw damaged();
    return Buffer.concat(parts, length);
  }

  #engine(): AsyncGenerator<Uint8Array> {
    const engine = zlib.createInflate({ ...ENGINE_OPTIONS, chunkSize: 256 * 1024 });
    return stream(engine, this.#source, Number.MAX_SAFE_INTEGER);
  }

  /** The distance back to the base: groups of seven bits, highest first, each carrying one more. */
  async #distance(): Promise<number> {
    let byte = await this.#byte();
    let value = byte & 0x7f;
    for (let i = 0; (byte & 0x80) !== 0; i++) {
      byte = await this.#byte();
      value = (value + 1) * 128 + (byte & 0x7f);
      if (i > 6) throw damaged();
    }
    return value;
  }

  async #byte(): Promise<number> {
    const byte = (await this.#source.take(1))[0];
    if (byte === undefined) throw damaged();
    return byte;
  }
}

function damaged(): FormatError {
  return new FormatError('the git pack is damaged or cut');
}
