/**
 * The image as it takes shape while its manifests are followed: layers in canonical order, each blob
 * once; platforms; and the list of what should be here and is not.
 */
import type { Attestation, HistoryEntry, Layer, PlatformImage } from '../model/image.ts';
import type { Unread } from '../model/ledger.ts';
import type { BlobRecord } from './blob.ts';
import type { Config } from './manifest.ts';

/** What a JSON document is, once a manifest has told. */
export type DocumentRole = 'config' | 'attestation' | 'manifest' | 'artifact';

/** Notes that are kept; a manifest can name a million blobs that are not there. */
const NOTES = 1000;

export class Shape {
  readonly layers: Layer[] = [];
  readonly platforms: PlatformImage[] = [];
  readonly attestations: Attestation[] = [];
  readonly unread: Unread[] = [];
  /** By `BlobRecord.key`. */
  readonly roles = new Map<string, DocumentRole>();
  /** `Layer.index` by digest. */
  readonly #layerOf = new Map<string, number>();
  readonly #said = new Set<string>();
  #unsaid = 0;
  readonly #platforms = new Map<string, PlatformImage>();
  readonly #statements = new Set<string>();

  /** Notes something unread, once. */
  note(where: Unread['where'], path: string, reason: string): void {
    const said = `${where}\n${path}\n${reason}`;
    if (this.#said.has(said)) return;
    if (this.unread.length >= NOTES) {
      this.#unsaid++;
      return;
    }
    this.#said.add(said);
    this.unread.push({ where, path, reason });
  }

  /** Says how many notes were too many; call it last. */
  closeNotes(reference: string): void {
    if (this.#unsaid === 0) return;
    const reason = `and ${this.#unsaid} more parts that were not read`;
    this.unread.push({ where: 'image', path: reference, reason });
  }

  /** The first role stays: a config that an attestation names too is still a config. */
  role(record: BlobRecord, role: DocumentRole): void {
    if (!this.roles.has(record.key)) this.roles.set(record.key, role);
  }

  /** Index of the layer that `record` is; null and a note where its bytes are no layer. */
  layer(record: BlobRecord, name: string, mediaType: string): number | null {
    const known = this.#layerOf.get(record.digest);
    if (known !== undefined) return known;
    if (record.kind !== 'tar' && record.kind !== 'empty') {
      // The media type is a stranger's text: told only where it looks like one.
      const kind = /^[\w.+/-]{1,100}$/.test(mediaType) ? `, media type ${mediaType}` : '';
      this.note(
        'layer',
        name,
        `is in a format that is not known here${kind}; its raw bytes were searched`,
      );
      return null;
    }
    const index = this.layers.length;
    this.#layerOf.set(record.digest, index);
    this.layers.push({
      index,
      diffId: record.diffId,
      digest: record.digest,
      compression: record.compression,
      size: record.size,
      files: record.entries,
      createdBy: null,
      base: false,
    });
    return index;
  }

  layerOf(record: BlobRecord): number | null {
    return this.#layerOf.get(record.digest) ?? null;
  }

  /**
   * Adds a platform. `found` stands for the config's layers one by one, null for one that was not
   * read. A platform that is known already (an archive may tell it twice) only gets the new tags.
   */
  platform(
    config: Config,
    imageId: string,
    manifestDigest: string | null,
    found: (number | null)[],
    tags: string[],
  ): void {
    const layers = found.filter((index) => index !== null);
    const key = `${imageId} ${layers.join()}`;
    const same = this.#platforms.get(manifestDigest === null ? key : `${key} ${manifestDigest}`);
    if (same !== undefined) {
      for (const tag of tags) if (!same.tags.includes(tag)) same.tags.push(tag);
      return;
    }
    const history = pairHistory(config, found);
    for (const entry of history) {
      const layer = entry.layer === null ? undefined : this.layers[entry.layer];
      if (layer !== undefined) layer.createdBy ??= entry.createdBy;
    }
    const image: PlatformImage = {
      platform: config.platform,
      manifestDigest,
      imageId,
      history,
      layers,
      tags: [...new Set(tags)],
    };
    this.platforms.push(image);
    if (!this.#platforms.has(key)) this.#platforms.set(key, image);
    this.#platforms.set(`${key} ${manifestDigest ?? ''}`, image);
  }

  /** Adds a statement, once for each manifest it speaks of. */
  attestation(attestation: Attestation): void {
    const key = `${attestation.digest} ${attestation.subject ?? ''}`;
    if (this.#statements.has(key)) return;
    this.#statements.add(key);
    this.attestations.push(attestation);
  }
}

/** Non-empty history entries made the layers, in order; where the counts differ nobody can tell. */
function pairHistory(config: Config, found: (number | null)[]): HistoryEntry[] {
  const makers = config.history.filter((entry) => !entry.empty).length;
  const agree = makers === found.length;
  let next = 0;
  return config.history.map((entry, index) => ({
    index,
    ...entry,
    layer: entry.empty || !agree ? null : (found[next++] ?? null),
  }));
}
