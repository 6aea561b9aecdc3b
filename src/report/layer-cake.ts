/** Draws the layers of an image as a stack, the top one first, with the secrets that lie in each. */
import type { Report, ReportImage } from '../model/report.ts';
import { openFindings } from './groups.ts';
import { safeTextWithin } from './safe-text.ts';
import { counted, formatBytes, shortDigest } from './units.ts';

/** Blocks of the longest bar. */
const BAR = 16;

/** Columns of the instruction. */
const MADE_BY = 72;

/** One safe line for each layer: number from 0, bar by size, size, digest, secrets, what made it. */
export function layerCake(report: Report): string[] {
  const { layers } = report.image;
  const largest = layers.reduce((max, { size }) => Math.max(max, size), 1);
  const secrets = secretsByLayer(report);
  const digits = String(layers.length).length;
  return layers.toReversed().map((layer) => {
    const found = secrets.get(layer.index) ?? 0;
    return [
      String(layer.index).padStart(digits),
      bar(layer.size / largest),
      formatBytes(layer.size).padStart(9),
      safeTextWithin(shortDigest(layer.digest), 12).padEnd(12),
      (found === 0 ? '' : counted(found, 'secret')).padEnd(10),
      `${layer.base ? 'base: ' : ''}${madeBy(layer, MADE_BY)}`,
    ]
      .join('  ')
      .trimEnd();
  });
}

function bar(share: number): string {
  const full = share <= 0 ? 0 : Math.max(1, Math.round(share * BAR));
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}

/**
 * The instruction as the Dockerfile had it, as far as the builders' wrapping can be taken off: safe,
 * at most `limit` UTF-16 units; empty where nothing is known.
 */
export function madeBy({ createdBy }: ReportImage['layers'][number], limit: number): string {
  if (createdBy === null) return '';
  const bare = createdBy
    .slice(0, 400 + limit)
    .replace(/^\/bin\/sh -c #\(nop\) */, '')
    .replace(/^(?:RUN )?\/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '');
  return safeTextWithin(bare.replace(/\s+/g, ' '), limit);
}

function secretsByLayer(report: Report): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { places } of openFindings(report)) {
    for (const layer of new Set(places.map((place) => place.layer))) {
      if (layer !== null) counts.set(layer, (counts.get(layer) ?? 0) + 1);
    }
  }
  return counts;
}
