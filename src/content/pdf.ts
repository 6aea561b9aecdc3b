/**
 * Inflates the streams of a PDF (ISO 32000-1, 7.3.8 and 7.4), also those that were written down as
 * ASCII before; of their meaning nothing is read.
 */
import { decodeAscii85 } from './ascii85.ts';
import { FormatError } from './budget.ts';
import { inflateRaw } from './deflate.ts';
import { isZlib } from './kind.ts';
import type { Nested } from './nested.ts';
import { Pull } from '../image/pull.ts';

/** Bytes in front of a stream in which its dictionary is looked for. */
const DICTIONARY = 512;

/** Streams that are no deflate data, or are damaged, were searched as they are. */
export async function openPdf(bytes: Buffer, nested: Nested): Promise<void> {
  let damaged = 0;
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    nested.budget.step();
    let start = at + 6;
    if (bytes[start] === 0x0d) start++;
    if (bytes[start] !== 0x0a || bytes.toString('latin1', at - 3, at) === 'end') continue;
    start++;
    const packed = packedAt(bytes, at, start);
    if (packed === null) continue;
    try {
      nested.open(`stream@${start}`);
      const source = new Pull(once(packed));
      for await (const piece of inflateRaw(source, Number.MAX_SAFE_INTEGER)) {
        nested.write(piece);
        await nested.room();
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      damaged++;
    }
    nested.end();
    await nested.room();
  }
  if (damaged > 0) nested.unopened(null, `${damaged} streams of the PDF are damaged`);
}

/** The deflate data of the stream that begins at `start`; `at` is where its keyword does. */
function packedAt(bytes: Buffer, at: number, start: number): Buffer | null {
  if (isZlib(bytes, start)) return bytes.subarray(start + 2);
  const dictionary = bytes.toString('latin1', Math.max(0, at - DICTIONARY), at);
  const own = dictionary.slice(dictionary.lastIndexOf('obj') + 1);
  if (!/\/(?:ASCII85Decode|A85)\b/.test(own)) return null;
  const plain = decodeAscii85(bytes, start);
  return plain !== null && isZlib(plain, 0) ? plain.subarray(2) : null;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
