/** Tells models, modules and databases by a text's first bytes. Asked last: most files are none. */
import { OPCODES } from './pickle-opcodes.ts';
import { isRecordLog } from './record-log.ts';

export const DATA_KINDS = [
  'wasm',
  'gguf',
  'onnx',
  'pickle',
  'safetensors',
  'sqlite-wal',
  'sqlite-journal',
  'record-log',
  'npy',
  'dex',
  'android-resources',
  'android-xml',
] as const;

export type DataKind = (typeof DATA_KINDS)[number];

/** Bytes of the smallest file that is told: a pickle of one word. */
const SMALLEST = 16;

/** `word`: the first four bytes, highest first. */
export function dataKind(head: Buffer, word: number): DataKind | null {
  if (head.length < SMALLEST) return null;
  // WebAssembly core specification 2.0, 5.5.16: the magic number, and version 1.
  if (word === 0x0061736d) return head.readUInt32LE(4) === 1 ? 'wasm' : null;
  // ggml-org/ggml, docs/gguf.md: 1 had other lengths, and a file of the other order has it reversed.
  if (word === 0x47475546) return [2, 3].includes(head.readUInt32LE(4)) ? 'gguf' : null;
  // sqlite.org/fileformat2.html, 4.1: by the order of the bytes that checksums are made in; and 3.
  if (word === 0x377f0682 || word === 0x377f0683) return 'sqlite-wal';
  if (word === 0xd9d505f9) return head.readUInt32BE(4) === 0x20a163d7 ? 'sqlite-journal' : null;
  // numpy/lib/format.py: "\x93NUMPY", then the version.
  if (word === 0x934e554d) return head[4] === 0x50 && head[5] === 0x59 ? 'npy' : null;
  // source.android.com, "Dalvik executable format": a version of three digits follows.
  if (word === 0x6465780a) return head[7] === 0 ? 'dex' : null;
  // ResourceTypes.h of frameworks/base: a table is led by 12 bytes, XML by 8, and a pool of strings follows.
  if (word === 0x02000c00) return isPool(head, 12) ? 'android-resources' : null;
  if (word === 0x03000800) return isPool(head, 8) ? 'android-xml' : null;
  if (isPickle(head)) return 'pickle';
  if (isOnnx(head)) return 'onnx';
  if (head[8] === 0x7b && isSafetensors(head)) return 'safetensors';
  return isRecordLog(head) ? 'record-log' : null;
}

/** A chunk of type 1 whose header has 28 bytes. */
function isPool(head: Buffer, at: number): boolean {
  return head.readUInt32LE(at) === 0x001c0001;
}

/**
 * Lib/pickle.py: since protocol 2 the number of the protocol comes first, since 4 followed by a frame's
 * length. Before that a pickle begins with its first object, of which only those that may hold a name
 * and a value are of interest.
 */
function isPickle(head: Buffer): boolean {
  const first = head[0];
  const second = head[1];
  const third = head[2];
  if (first === 0x80) {
    if (second === 2 || second === 3)
      return third !== 0x80 && OPCODES[third as number] !== undefined;
    if (second === 4 || second === 5) return third === 0x95 && head[10] === 0 && head[9] === 0;
    return false;
  }
  if (first === 0x28)
    return /^\((?:[dl]p\d+\n|i[\w.]+\n\w+\n)/.test(head.toString('latin1', 0, 128));
  if (first === 0x63)
    return /^c[a-zA-Z_][\w.]*\n\w+\n(?:[pq(]|$)/.test(head.toString('latin1', 0, 128));
  // An empty dictionary or list that is remembered as the first value.
  return (first === 0x7d || first === 0x5d) && second === 0x71 && third === 0;
}

/**
 * onnx/onnx.proto, ModelProto: no magic number, but its fields come in their order: the version of the
 * format (a small number), then the producer's name, or the graph, or the sets of operators.
 */
function isOnnx(head: Buffer): boolean {
  if (head[0] !== 0x08 || (head[1] as number) > 0x20 || head[1] === 0) return false;
  if (head[2] === 0x3a || head[2] === 0x42) return true;
  const length = head[3] as number;
  if (head[2] !== 0x12 || length > 64 || 4 + length > head.length) return false;
  return /^[\w.+\- /]*$/.test(head.toString('latin1', 4, 4 + length)) && ONNX.has(head[4 + length]);
}

/** What may follow the producer's name: its version, domain, the model's version and text, the graph. */
const ONNX = new Set<number | undefined>([0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42]);

/** huggingface/safetensors, README, "Format": a header of at most 100 MB, which is a JSON object. */
function isSafetensors(head: Buffer): boolean {
  if (head.readUInt32LE(4) !== 0 || head.readUInt32LE(0) > 100_000_000) return false;
  return head[9] === 0x22 || head[9] === 0x7d || head[9] === 0x20;
}
