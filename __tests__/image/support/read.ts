/** Reads an image and gives it with all texts. */
import { readImage } from '../../../src/image/read.ts';
import type { ImageReading, ReadOptions } from '../../../src/image/read.ts';
import type { ImageSource } from '../../../src/model/source.ts';
import { Collector } from './collector.ts';

export async function read(
  source: ImageSource,
  options: ReadOptions = {},
  reference = 'img:latest',
): Promise<ImageReading & { texts: Collector; reasons: string[] }> {
  const texts = new Collector();
  const reading = await readImage(source, reference, 'oci', texts, options);
  return { ...reading, texts, reasons: reading.unread.map((one) => one.reason) };
}
