/**
 * What the documents of an image say: OCI indexes, manifests and configs (image-spec image-index.md,
 * manifest.md, config.md, descriptor.md) and the `manifest.json` of `docker save`. Each function
 * reads a parsed document of any shape and gives null for one that is no such thing.
 */
import { list, member, text } from './json.ts';

export interface Descriptor {
  mediaType: string;
  digest: string;
  /** Null where it is missing or no number. */
  size: number | null;
  /** `os/architecture[/variant]`; null where not told. */
  platform: string | null;
  artifactType: string | null;
  /** The manifest is an attestation for this digest (`vnd.docker.reference.digest`). */
  attests: string | null;
  /** Names it goes by: `org.opencontainers.image.ref.name`, `io.containerd.image.name`. */
  tags: string[];
  /** True where the blob is said to lie elsewhere (`urls`, a foreign layer). */
  foreign: boolean;
}

export interface Manifest {
  config: Descriptor | null;
  layers: Descriptor[];
  /** Digest of the manifest that this one is about (OCI 1.1 `subject`). */
  subject: string | null;
}

export interface Config {
  platform: string;
  diffIds: string[];
  history: { createdBy: string; comment: string; empty: boolean }[];
}

/** One image of `manifest.json`; names are names of archive entries. */
export interface SavedImage {
  config: string;
  layers: string[];
  tags: string[];
}

/** The manifests an index lists; entries that are no descriptor are null. */
export function readIndex(value: unknown): (Descriptor | null)[] | null {
  return list(value, 'manifests')?.map(readDescriptor) ?? null;
}

/** A manifest; a layer that is no descriptor makes it none. */
export function readManifest(value: unknown): Manifest | null {
  const layers = (list(value, 'layers') ?? list(value, 'blobs'))?.map(readDescriptor);
  if (layers === undefined || layers.includes(null)) return null;
  return {
    config: readDescriptor(member(value, 'config')),
    layers: layers as Descriptor[],
    subject: text(member(value, 'subject'), 'digest'),
  };
}

export function readConfig(value: unknown): Config | null {
  const diffIds = list(member(value, 'rootfs'), 'diff_ids');
  if (diffIds === null || !diffIds.every((id) => typeof id === 'string')) return null;
  return {
    platform: readPlatform(value) ?? 'unknown/unknown',
    diffIds,
    history: (list(value, 'history') ?? []).map((entry) => ({
      createdBy: text(entry, 'created_by') ?? '',
      comment: text(entry, 'comment') ?? '',
      empty: member(entry, 'empty_layer') === true,
    })),
  };
}

export function readSaved(value: unknown): (SavedImage | null)[] | null {
  if (!Array.isArray(value)) return null;
  return value.map((item: unknown) => {
    const config = text(item, 'Config');
    const layers = list(item, 'Layers') ?? [];
    if (config === null || !layers.every((name) => typeof name === 'string')) return null;
    const tags = (list(item, 'RepoTags') ?? []).filter((tag) => typeof tag === 'string');
    return { config, layers, tags };
  });
}

function readDescriptor(value: unknown): Descriptor | null {
  const digest = text(value, 'digest');
  if (digest === null) return null;
  const size = member(value, 'size');
  const notes = member(value, 'annotations');
  const tags = ['io.containerd.image.name', 'org.opencontainers.image.ref.name'].flatMap(
    (key) => text(notes, key) ?? [],
  );
  const mediaType = text(value, 'mediaType') ?? '';
  const attestation = text(notes, 'vnd.docker.reference.type') === 'attestation-manifest';
  return {
    mediaType,
    digest,
    size: typeof size === 'number' ? size : null,
    platform: readPlatform(member(value, 'platform')),
    artifactType: text(value, 'artifactType'),
    attests: attestation ? (text(notes, 'vnd.docker.reference.digest') ?? '') : null,
    tags,
    foreign: list(value, 'urls') !== null || /nondistributable|foreign/.test(mediaType),
  };
}

/** Members `os`, `architecture`, `variant` of a config or of a descriptor's platform. */
function readPlatform(value: unknown): string | null {
  const os = text(value, 'os');
  const architecture = text(value, 'architecture');
  if (os === null && architecture === null) return null;
  const variant = text(value, 'variant');
  const base = `${os ?? 'unknown'}/${architecture ?? 'unknown'}`;
  return variant === null || variant === '' ? base : `${base}/${variant}`;
}
