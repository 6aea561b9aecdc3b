/** Draws how far a run has come, for a terminal line that is painted over and for plain logs. */
import { counted, formatBytes } from './units.ts';

export interface Progress {
  /** Bytes read from the source. */
  bytes: number;
  /** Bytes that the source has; null where it does not tell, as a pipe. */
  totalBytes: number | null;
  files: number;
  /** Layers begun, so the one being read counts. */
  layer: number;
  /** Layers of the image; null until a manifest has told. */
  layers: number | null;
}

/** One line of at most 80 columns, without a line end: `layer 3 of 8, 12,345 files, 1.2 GB of 3.4 GB (35 %)`. */
export function progressLine({ bytes, totalBytes, files, layer, layers }: Progress): string {
  const parts: string[] = [];
  if (layer > 0) {
    parts.push(
      layers === null ? `layer ${layer}` : `layer ${Math.min(layer, layers)} of ${layers}`,
    );
  }
  parts.push(counted(files, 'file'));
  if (totalBytes === null || totalBytes <= 0) parts.push(formatBytes(bytes));
  else {
    const percent = Math.min(100, Math.floor((100 * bytes) / totalBytes));
    parts.push(`${formatBytes(bytes)} of ${formatBytes(totalBytes)} (${percent} %)`);
  }
  return parts.join(', ');
}
