/** Where in the image, the context or the Dockerfile an occurrence lies, and which instruction put it there. */
import type { Place } from '../model/finding.ts';
import type { Image } from '../model/image.ts';
import type { TextOrigin } from '../model/text.ts';
import type { ContextDigests } from '../context/digests.ts';
import { blame, instructionRef } from '../dockerfile/blame.ts';
import type { Blame } from '../dockerfile/cause.ts';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { EntryIndex } from '../image/entry-index.ts';
import { hiddenBy } from '../image/hidden.ts';
import type { BlobPlace } from '../image/read.ts';
import type { Occurrence } from './collect.ts';
import type { PlatformView } from './view.ts';

/** What places are looked up in. */
export interface Surroundings {
  image: Image;
  views: readonly PlatformView[];
  /** Paths of each layer, by `Layer.index`. */
  entries: readonly (EntryIndex | null)[];
  /** Which files of the image are files of the build context. */
  digests: ContextDigests;
  /** By `TextOrigin.blob`. */
  blobs: ReadonlyMap<string, BlobPlace>;
  /** Whether the text is a package's own file. */
  isPackaged: (origin: TextOrigin) => boolean;
}

export interface PlacedOccurrence {
  place: Place;
  blame: Blame | null;
  hiddenBy: Instruction | null;
  base: boolean;
  /** True in a package's own file. */
  packaged: boolean;
}

/** The platforms that hold the occurrence; all, where it lies outside the image. */
const viewsOf = (
  { origin }: Occurrence,
  layer: number | null,
  { views, blobs }: Surroundings,
): PlatformView[] => {
  if (layer !== null) return views.filter(({ platform }) => platform.layers.includes(layer));
  const digest = origin.blob === null ? undefined : blobs.get(origin.blob)?.digest;
  const own = views.filter(({ platform }) => platform.imageId === digest);
  return own.length > 0 ? own : [...views];
};

/** The instruction whose layer, above `layer`, hides the path. */
const hidingInstruction = (
  view: PlatformView,
  layer: number,
  path: string,
  { entries }: Surroundings,
): Instruction | null => {
  if (view.alignment === null) return null;
  const { layers } = view.platform;
  for (let at = layers.lastIndexOf(layer) + 1; at < layers.length; at += 1) {
    const above = layers[at] as number;
    if (hiddenBy(entries, [layer, above], layer, path) === null) continue;
    const history = view.platform.history.find((entry) => entry.layer === above);
    if (history === undefined) return null;
    return view.alignment.entries[history.index]?.instruction ?? null;
  }
  return null;
};

/** @returns The place, with what is to blame for it on the first platform that holds it. */
export const placeOccurrence = (
  occurrence: Occurrence,
  surroundings: Surroundings,
): PlacedOccurrence => {
  const { origin, match } = occurrence;
  const { image, entries, blobs } = surroundings;
  const blob = origin.blob === null ? undefined : blobs.get(origin.blob);
  const layer = origin.where === 'layer' ? (blob?.layer ?? null) : null;
  const views = viewsOf(occurrence, layer, surroundings);
  const view = views[0];
  const hidden =
    view === undefined || layer === null
      ? null
      : hiddenBy(entries, view.platform.layers, layer, origin.path);
  const place: Place = {
    where: origin.where,
    path: origin.path,
    layer,
    line: match.line,
    column: match.column,
    offset: match.offset,
    length: match.length,
    hidden,
    platforms:
      origin.where === 'context' || origin.where === 'dockerfile'
        ? []
        : views.map((v) => v.platform.platform),
    instruction: null,
  };
  const belongs = view?.alignment?.belongs === true || origin.where === 'dockerfile';
  const input = belongs ? (view?.input ?? null) : null;
  const sha256 = surroundings.digests.digestOf({
    ...origin,
    path: origin.path.split('!/')[0] ?? '',
  });
  const hints = { secret: match.secret, ...(sha256 === undefined ? {} : { sha256 }) };
  const guilty = input === null ? null : blame(place, input, hints);
  if (input !== null && guilty !== null)
    place.instruction = instructionRef(input.dockerfile, guilty);
  return {
    place,
    blame: guilty,
    hiddenBy:
      view === undefined || layer === null || hidden === null
        ? null
        : hidingInstruction(view, layer, origin.path, surroundings),
    base: layer !== null && image.layers[layer]?.base === true,
    packaged: surroundings.isPackaged(origin),
  };
};
