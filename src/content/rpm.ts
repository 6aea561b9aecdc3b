/**
 * Opens an RPM package: a lead, two headers of fields, and the payload, a compressed cpio
 * (rpm.org, "RPM V4 Package format"). Which compression it is, its first bytes tell.
 */
import { FormatError } from './budget.ts';
import type { Nested } from './nested.ts';
import type { Pull } from '../image/pull.ts';

const LEAD = 96;

/** Leaves the source in front of the payload. Throws FormatError. */
export async function skipRpmHeaders(source: Pull, nested: Nested): Promise<void> {
  await skip(source, LEAD, nested);
  const signature = await headerSize(source);
  // Only the first header is padded to eight bytes.
  await skip(source, signature + (-signature & 7), nested);
  await skip(source, await headerSize(source), nested);
}

/** Bytes that follow the 16 of the header's intro: entries of 16 bytes, then their values. */
async function headerSize(source: Pull): Promise<number> {
  const intro = Buffer.from(await source.take(16));
  if (intro.length < 16 || intro.readUIntBE(0, 3) !== 0x8eade8) {
    throw new FormatError('the RPM package is damaged or cut');
  }
  return intro.readUInt32BE(8) * 16 + intro.readUInt32BE(12);
}

async function skip(source: Pull, count: number, nested: Nested): Promise<void> {
  for (let left = count; left > 0;) {
    const bytes = await source.next(left);
    if (bytes === null) throw new FormatError('the RPM package is damaged or cut');
    left -= bytes.length;
    nested.budget.step();
  }
}
