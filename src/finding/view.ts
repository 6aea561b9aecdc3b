/** The image of each platform beside the Dockerfile: which entry of its history which instruction made. */
import type { Attestation, Image, PlatformImage } from '../model/image.ts';
import type { DockerfileText } from '../model/request.ts';
import type { ContextDigests } from '../context/digests.ts';
import type { BlameInput } from '../dockerfile/cause.ts';
import { alignHistory, type HistoryAlignment } from '../dockerfile/history.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import {
  layerSource,
  readSourceMaps,
  type SourceMap,
  type SourceRange,
} from '../dockerfile/provenance.ts';

export interface PlatformView {
  platform: PlatformImage;
  /** Null without a Dockerfile. */
  input: BlameInput | null;
  alignment: HistoryAlignment | null;
}

/** BuildKit's source maps that speak of this very Dockerfile, attached to the image or given beside it. */
const sourceMaps = (
  attestations: readonly Attestation[],
  metadata: unknown,
  dockerfile: DockerfileText,
): SourceMap[] =>
  [...attestations.map((one) => one.statement), metadata]
    .filter((document) => document !== null && document !== undefined)
    .flatMap((document) => readSourceMaps(document))
    .filter((map) => map.files.some((file) => file.text === dockerfile.text));

const lineFinder =
  (maps: readonly SourceMap[], image: Image, platform: PlatformImage, text: string) =>
  (layer: number): SourceRange | null => {
    const digests = platform.layers.map((index) => image.layers[index]?.digest ?? '');
    const position = platform.layers.lastIndexOf(layer);
    for (const map of maps) {
      const range = layerSource(map, digests, position);
      if (range !== null && map.files[range.file]?.text === text) return range;
    }
    return null;
  };

/**
 * @param metadata Parsed metadata of buildx, or null.
 * @param digests Of the build context's files.
 * @throws GateError when `target` names no stage.
 */
export const viewPlatforms = (
  image: Image,
  dockerfile: DockerfileText | null,
  target: string | null,
  metadata: unknown,
  digests: ContextDigests,
): PlatformView[] => {
  if (dockerfile === null) {
    return image.platforms.map((platform) => ({ platform, input: null, alignment: null }));
  }
  const parsed = parseDockerfile(dockerfile.path, dockerfile.text);
  const maps = sourceMaps(image.attestations, metadata, dockerfile);
  return image.platforms.map((platform) => {
    const alignment = alignHistory(parsed, platform.history, target === null ? {} : { target });
    const layerLines = lineFinder(maps, image, platform, dockerfile.text);
    return {
      platform,
      alignment,
      input: {
        dockerfile: parsed,
        alignment,
        history: platform.history,
        layerLines,
        contextFiles: digests.files,
      },
    };
  });
};

/** Marks the layers that came with the image named by `FROM`. */
export const markBaseLayers = (image: Image, views: readonly PlatformView[]): void => {
  for (const { platform, alignment } of views) {
    if (alignment === null || !alignment.belongs) continue;
    for (const entry of alignment.entries) {
      const layer = platform.history[entry.index]?.layer ?? null;
      const known = layer === null ? undefined : image.layers[layer];
      if (known !== undefined && entry.kind === 'base') known.base = true;
    }
  }
};
