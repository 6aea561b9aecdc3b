/** The words for an image once its archive has been read. Types only. */

export type Compression = 'none' | 'gzip' | 'zstd';

/** One layer blob. A blob that several platforms or positions share stands here once. */
export interface Layer {
  /** Position in `Image.layers`, from 0, lowest layer first. */
  index: number;
  /** sha256 of the uncompressed tar, `sha256:<hex>`. */
  diffId: string;
  /** sha256 of the bytes as stored, `sha256:<hex>`; equal to `diffId` where nothing is compressed. */
  digest: string;
  compression: Compression;
  /** Bytes as stored. */
  size: number;
  /** Entries of any type in the tar, whiteouts included. */
  files: number;
  /** `created_by` of the history entry that made it; null where history does not tell. */
  createdBy: string | null;
  /** True where the layer is known to lie below the Dockerfile's `FROM`. */
  base: boolean;
}

/** One entry of the image config's `history` (OCI image-spec config.md, property history). */
export interface HistoryEntry {
  /** Position in the config's `history`, from 0. */
  index: number;
  createdBy: string;
  comment: string;
  /** True for `empty_layer: true`. */
  empty: boolean;
  /** `Layer.index` of the layer it made; null for an empty one or where the counts do not agree. */
  layer: number | null;
}

/** One runnable image: what one platform of an index points to. */
export interface PlatformImage {
  /** `os/architecture[/variant]`, for instance `linux/arm64/v8`. */
  platform: string;
  /** Digest of its manifest; null where the archive has none (docker-archive without OCI layout). */
  manifestDigest: string | null;
  /** sha256 of the config bytes: the image ID, `sha256:<hex>`. */
  imageId: string;
  history: HistoryEntry[];
  /** `Layer.index` of each layer, lowest first; the same blob may appear twice. */
  layers: number[];
  /** `RepoTags` or ref.name annotations, as written. */
  tags: string[];
}

/** An in-toto statement that the archive carried, parsed (BuildKit docs/attestations/attestation-storage.md). */
export interface Attestation {
  /** Digest of the statement's blob. */
  digest: string;
  predicateType: string;
  /** Digest of the image manifest it speaks of; null where no manifest ties it. */
  subject: string | null;
  statement: unknown;
}

export interface Image {
  /** As the user gave it. */
  reference: string;
  /** Transport: `docker-daemon`, `docker-archive`, `oci`, `oci-archive`, `dir`, … */
  source: string;
  /** Digest of the index or manifest that a registry would know; null where the source has none. */
  digest: string | null;
  platforms: PlatformImage[];
  layers: Layer[];
  attestations: Attestation[];
}
