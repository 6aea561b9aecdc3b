/** Inflates the streams of a PDF (ISO 32000-1, 7.3.8 and 7.4.4); of their meaning nothing is read. */
import { FormatError } from './budget.ts';
import { inflateRaw } from './deflate.ts';
import { isZlib } from './kind.ts';
import type { Nested } from './nested.ts';
import { Pull } from '../image/pull.ts';

/** Streams that are no deflate data, or are damaged, were searched as they are. */
export async function openPdf(bytes: Buffer, nested: Nested): Promise<void> {
  let damaged = 0;
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    nested.budget.step();
    let start = at + 6;
    if (bytes[start] === 0x0d) start++;
    if (bytes[start] !== 0x0a || bytes.toString('latin1', at - 3, at) === 'end') continue;
    start++;
    if (!isZlib(bytes, start)) continue;
    try {
      nested.open(`stream@${start}`);
      const source = new Pull(once(bytes.subarray(start + 2)));
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

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
