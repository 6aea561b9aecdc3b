/**
 * BuildKit's own source map, as its provenance carries it (moby/buildkit
 * docs/attestations/slsa-definitions.md, SLSA v0.2 and v1): which lines of which Dockerfile made
 * which layer. Found in attestations attached to the image and in the `--metadata-file` of buildx.
 * The JSON comes from the image, so every step into it is checked.
 */
import { LONGEST_DOCKERFILE } from './parse.ts';

export interface SourceRange {
  /** Position in `SourceMap.files`. */
  file: number;
  /** From 1. */
  line: number;
  endLine: number;
}

export interface SourceMap {
  /** `os/architecture` where the metadata file names one. */
  platform: string | null;
  /** Dockerfiles that the provenance carries; `text` is null where it is too long or not text. */
  files: { name: string; text: string | null }[];
  /** By step, `step3`. */
  steps: Map<string, SourceRange>;
  /** By digest of the compressed layer, `sha256:<hex>`. */
  layers: Map<string, SourceRange>;
  /** Digests of the layers below and including each mapped one, lowest first. */
  chains: string[][];
}

type Json = Record<string, unknown>;

const V02_METADATA = 'https://mobyproject.org/buildkit@v1#metadata';
const METADATA_KEY = /^buildx\.build\.provenance(?:\/(.+))?$/;
/** Steps and layers that are read of one provenance. */
const MOST = 20_000;

/**
 * @param value a parsed in-toto statement, a bare predicate, or a parsed metadata file
 * @returns one map for each provenance in it that tells lines; none where it is something else
 */
export function readSourceMaps(value: unknown): SourceMap[] {
  // Bake puts one metadata object for each target into the file; nothing lies deeper.
  const targets = Object.values(object(value)).slice(0, MOST).filter(hasProvenance);
  return [value, ...targets].flatMap(readMetadata);
}

function readMetadata(value: unknown): SourceMap[] {
  const found: SourceMap[] = [];
  const json = object(value);
  const direct = readPredicate(object(json['predicate'] ?? json), null);
  if (direct !== null) found.push(direct);
  for (const [key, inner] of Object.entries(json).slice(0, MOST)) {
    const named = METADATA_KEY.exec(key);
    const map = named === null ? null : readPredicate(object(inner), named[1] ?? null);
    if (map !== null) found.push(map);
  }
  return found;
}

/**
 * The lines that made one layer.
 *
 * @param digests of all layers of the image as stored, lowest first; where they are not the
 *   digests that the provenance knows (a graph driver's save), positions are compared instead
 * @param position of the layer among them, from 0
 */
export function layerSource(
  map: SourceMap,
  digests: string[],
  position: number,
): SourceRange | null {
  const digest = digests[position];
  if (digest === undefined) return null;
  if (digests.some((one) => map.layers.has(one))) return map.layers.get(digest) ?? null;
  const chain = map.chains.filter((one) => one.length === digests.length);
  const twin = chain.length === 1 ? chain[0]?.[position] : undefined;
  return twin === undefined ? null : (map.layers.get(twin) ?? null);
}

function hasProvenance(value: unknown): boolean {
  return Object.keys(object(value)).some((key) => METADATA_KEY.test(key));
}

function readPredicate(predicate: Json, platform: string | null): SourceMap | null {
  const details = object(predicate['runDetails']);
  const metadata = object(object(details['metadata'])['buildkit_metadata']);
  const old = object(object(predicate['metadata'])[V02_METADATA]);
  const holder = Object.keys(metadata).length > 0 ? metadata : old;
  const source = object(holder['source']);
  const locations = object(source['locations']);
  if (Object.keys(locations).length === 0) return null;
  const files = array(source['infos']).map((info) => ({
    name: text(object(info)['filename']),
    text: decode(object(info)['data']),
  }));
  const steps = readSteps(locations, files.length);
  return { platform, files, steps, ...readLayers(object(holder['layers']), steps) };
}

function readSteps(locations: Json, files: number): Map<string, SourceRange> {
  const steps = new Map<string, SourceRange>();
  for (const [step, value] of Object.entries(locations).slice(0, MOST)) {
    for (const location of array(object(value)['locations'])) {
      const file = number(object(location)['sourceIndex']);
      const lines = array(object(location)['ranges']).flatMap((range) => [
        number(object(object(range)['start'])['line']),
        number(object(object(range)['end'])['line']),
      ]);
      const known = lines.filter((line) => line > 0);
      if (file >= files || known.length === 0) continue;
      const line = known.reduce((a, b) => Math.min(a, b));
      const endLine = known.reduce((a, b) => Math.max(a, b));
      steps.set(step, { file, line, endLine });
      break;
    }
  }
  return steps;
}

/** The last descriptor of a step's chain is the layer that the step made. */
function readLayers(
  layers: Json,
  steps: Map<string, SourceRange>,
): Pick<SourceMap, 'layers' | 'chains'> {
  const found = new Map<string, SourceRange>();
  const chains = new Map<string, string[]>();
  const names = Object.keys(layers).slice(0, MOST);
  names.sort((a, b) => stepNumber(a) - stepNumber(b));
  for (const name of names) {
    const range = steps.get(name.replace(/:\d+$/, ''));
    for (const chain of array(layers[name])) {
      const digests = array(chain).map((one) => text(object(one)['digest']));
      const own = digests.at(-1);
      if (own === undefined || own === '') continue;
      chains.set(digests.join(' '), digests);
      if (range !== undefined && !found.has(own)) found.set(own, range);
    }
  }
  return { layers: found, chains: [...chains.values()] };
}

function stepNumber(name: string): number {
  return Number(/^step(\d+)/.exec(name)?.[1] ?? Number.MAX_SAFE_INTEGER);
}

function decode(value: unknown): string | null {
  const encoded = text(value);
  if (encoded === '' || encoded.length > 2 * LONGEST_DOCKERFILE) return null;
  return new TextDecoder().decode(Uint8Array.from(Buffer.from(encoded, 'base64')));
}

/** A view without inherited members, so a key of the JSON can be read by any name. */
function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.assign(Object.create(null) as Json, value);
}

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
