/**
 * Whether a file that lies in a layer can still be seen in the image that stands on it. A file that
 * cannot is still in the image and still leaks: this is only about how its story is told.
 */
import { Effect, hasEntry } from './entry-index.ts';
import type { EntryIndex } from './entry-index.ts';
import { parentOf } from './path.ts';

export type Hidden = null | 'deleted' | 'overwritten';

/**
 * `layers`: `Layer.index` of a platform's layers, lowest first; `entries`: by `Layer.index`, null
 * where a layer's paths are not known. `layer`: index of the layer the file lies in. `path`: as in
 * its text, nested steps allowed. The first layer above that touches the path decides (OCI
 * image-spec layer.md, "Whiteouts": a whiteout hides lower layers only, an opaque one all children).
 */
export function hiddenBy(
  entries: readonly (EntryIndex | null)[],
  layers: readonly number[],
  layer: number,
  path: string,
): Hidden {
  const position = layers.lastIndexOf(layer);
  if (position < 0) return null;
  const file = outermost(entries[layer] ?? null, path);
  for (let above = position + 1; above < layers.length; above++) {
    const index = entries[layers[above] as number] ?? null;
    if (index === null) continue;
    const hidden = hiddenIn(index, file);
    if (hidden !== null) return hidden;
  }
  return null;
}

function hiddenIn(index: EntryIndex, path: string): Hidden {
  if (hasEntry(index, path, Effect.file) || hasEntry(index, path, Effect.folder)) {
    return 'overwritten';
  }
  if (hasEntry(index, path, Effect.whiteout)) return 'deleted';
  for (let folder = path; folder !== '';) {
    folder = parentOf(folder);
    if (hasEntry(index, folder, Effect.opaque)) return 'deleted';
    if (folder === '') return null;
    if (hasEntry(index, folder, Effect.whiteout)) return 'deleted';
    if (hasEntry(index, folder, Effect.file)) return 'deleted';
  }
  return null;
}

/** The file of the layer in which a nested text lies: `a.jar` of `a.jar!/b`; names may hold `!/` too. */
function outermost(own: EntryIndex | null, path: string): string {
  for (let at = path.indexOf('!/'); at >= 0; at = path.indexOf('!/', at + 1)) {
    const outer = path.slice(0, at);
    if (own === null || hasEntry(own, outer, Effect.file)) return outer;
  }
  return path;
}
