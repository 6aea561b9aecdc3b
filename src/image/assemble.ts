/**
 * Joins names to blobs once all of them have been read: follows `index.json` (OCI image-spec
 * image-layout.md) and the `manifest.json` of `docker save`, and holds every blob against what is
 * said about it. What is said and not there, or there and different, is unread: a secret could lie
 * in the bytes that were meant.
 */
import type { BlobRecord } from './blob.ts';
import type { Blobs } from './blobs.ts';
import { member, text } from './json.ts';
import type { ReadLimits } from './limits.ts';
import { readConfig, readIndex, readManifest, readSaved } from './manifest.ts';
import type { Config, Descriptor, Manifest } from './manifest.ts';
import { cleanPath } from './path.ts';
import { Shape } from './shape.ts';

/** Media type of an in-toto statement (BuildKit docs/attestations/attestation-storage.md). */
const IN_TOTO = 'application/vnd.in-toto+json';

/** Follows all manifests; gives the shape of what they tell, and the digest a registry would know. */
export function assemble(
  blobs: Blobs,
  limits: ReadLimits,
  tag: string | null,
): { shape: Shape; digest: string | null; roots: number } {
  const assembly = new Assembly(blobs, limits);
  const index = blobs.named('index.json');
  const saved = blobs.named('manifest.json');
  const digest = index === null ? null : assembly.followRoot(index, tag);
  if (saved !== null) assembly.followSaved(saved);
  const roots = (index === null ? 0 : 1) + (saved === null ? 0 : 1);
  return { shape: assembly.shape, digest, roots };
}

class Assembly {
  readonly shape = new Shape();
  readonly #blobs: Blobs;
  readonly #limits: ReadLimits;
  readonly #visited = new Set<string>();
  /** Descriptors of all indexes and manifests so far, each time they were followed. */
  #followed = 0;

  constructor(blobs: Blobs, limits: ReadLimits) {
    this.#blobs = blobs;
    this.#limits = limits;
  }

  /** Follows `index.json`; gives the digest of the one thing it names, or of the one tagged `tag`. */
  followRoot(record: BlobRecord, tag: string | null): string | null {
    const descriptors = this.#readIndexDocument(record, record.key);
    for (const descriptor of descriptors) this.#visit(descriptor, descriptor.tags);
    const tagged = descriptors.filter((one) => tag !== null && one.tags.includes(tag));
    const named = tagged.length > 0 ? tagged : descriptors.filter((one) => one.attests === null);
    return named.length === 1 ? (named[0] as Descriptor).digest : null;
  }

  /** Follows the `manifest.json` of `docker save`. */
  followSaved(record: BlobRecord): void {
    const parsed = this.#blobs.parsed(record);
    const images = parsed.ok ? readSaved(parsed.value) : null;
    this.shape.role(record, 'manifest');
    if (images === null) {
      const reason = parsed.ok ? 'is no list of images' : parsed.reason;
      this.shape.note('image', record.key, reason);
      return;
    }
    for (const image of images) {
      if (image === null) this.shape.note('image', record.key, 'names an image without a config');
      else this.#saved(image.config, image.layers, image.tags);
    }
  }

  #saved(configName: string, layerNames: string[], tags: string[]): void {
    const record = this.#named(configName, 'config');
    const config = record === null ? null : this.#config(record, configName);
    const layers = layerNames.map((name) => this.#named(name, 'layer'));
    const found = layers.map((layer, i) =>
      layer === null ? null : this.shape.layer(layer, layerNames[i] as string, ''),
    );
    if (record === null || config === null) return;
    this.#checkDiffIds(config, layers, record.digest);
    this.shape.platform(config, record.digest, null, found, tags);
  }

  /** A blob by its name in the archive; where the name is a digest, the bytes must have it. */
  #named(name: string, where: 'config' | 'layer'): BlobRecord | null {
    const record = this.#blobs.named(cleanPath(name));
    if (record === null) {
      this.shape.note(where, name, 'is named by manifest.json and is not in the archive');
      return null;
    }
    const claimed =
      where === 'config' ? /([0-9a-f]{64})(?:\.json)?$/ : /^blobs\/sha256\/([0-9a-f]{64})$/;
    const digest = claimed.exec(name)?.[1];
    if (digest !== undefined && record.digest !== `sha256:${digest}`) {
      this.shape.note(where, name, 'holds other bytes than its name says');
    }
    return record;
  }

  #readIndexDocument(record: BlobRecord, name: string): Descriptor[] {
    this.shape.role(record, 'manifest');
    const parsed = this.#blobs.parsed(record);
    const entries = parsed.ok ? readIndex(parsed.value) : null;
    if (entries === null) {
      this.shape.note('image', name, parsed.ok ? 'is no index of manifests' : parsed.reason);
      return [];
    }
    if (entries.includes(null)) this.shape.note('image', name, 'lists something without a digest');
    return entries.filter((entry) => entry !== null);
  }

  /** Follows one descriptor of an index and all below it, breadth first; each manifest once. */
  #visit(first: Descriptor, tags: string[]): void {
    const queue = [first];
    for (let i = 0; i < queue.length; i++) {
      const descriptor = queue[i] as Descriptor;
      this.#followed++;
      if (this.#followed > this.#limits.descriptors) {
        const reason = `the manifests name more than ${this.#limits.descriptors} blobs; the rest was not followed`;
        this.shape.note('image', 'index.json', reason);
        return;
      }
      const visit = `${descriptor.digest} ${tags.join(' ')}`;
      if (this.#visited.has(visit)) continue;
      this.#visited.add(visit);
      const record = this.#described(descriptor, 'image');
      if (record === null) continue;
      const parsed = this.#blobs.parsed(record);
      if (parsed.ok && readIndex(parsed.value) !== null) {
        const below = this.#readIndexDocument(record, descriptor.digest);
        // One more than may be followed is enough to notice that there are too many.
        const waiting = queue.length - i - 1;
        const room = this.#limits.descriptors + 1 - this.#followed - waiting;
        for (const entry of below.slice(0, Math.max(room, 0))) queue.push(entry);
      }
      const manifest = parsed.ok ? readManifest(parsed.value) : null;
      if (manifest !== null) this.#manifest(record, manifest, descriptor, tags);
      else if (!parsed.ok || readIndex(parsed.value) === null) {
        const reason = parsed.ok ? 'is neither a manifest nor an index' : parsed.reason;
        this.shape.note('image', descriptor.digest, reason);
      }
    }
  }

  #manifest(record: BlobRecord, manifest: Manifest, by: Descriptor, tags: string[]): void {
    this.shape.role(record, 'manifest');
    this.#followed += manifest.layers.length;
    const statements = manifest.layers.filter((layer) => layer.mediaType === IN_TOTO);
    if (
      by.attests !== null ||
      (statements.length > 0 && statements.length === manifest.layers.length)
    ) {
      this.#attestations(manifest, by.attests ?? manifest.subject);
      return;
    }
    const configRecord =
      manifest.config === null ? null : this.#described(manifest.config, 'config');
    const parsed = configRecord === null ? null : this.#blobs.parsed(configRecord);
    const config = parsed?.ok === true ? readConfig(parsed.value) : null;
    if (config === null || configRecord === null) {
      const claimsImage = manifest.config !== null && /image/.test(manifest.config.mediaType);
      if (configRecord !== null && claimsImage) this.#config(configRecord, configRecord.digest);
      else if (configRecord !== null) this.shape.role(configRecord, 'artifact');
      this.#artifact(manifest);
      return;
    }
    this.shape.role(configRecord, 'config');
    const layers = manifest.layers.map((layer) => this.#described(layer, 'layer'));
    const found = layers.map((layer, i) => {
      const { digest, mediaType } = manifest.layers[i] as Descriptor;
      return layer === null ? null : this.shape.layer(layer, digest, mediaType);
    });
    this.#checkDiffIds(config, layers, configRecord.digest);
    // What an index says of a platform is what a client chooses by.
    const platform = by.platform ?? config.platform;
    this.shape.platform({ ...config, platform }, configRecord.digest, record.digest, found, tags);
  }

  /** A manifest without an image config: a chart, a model, a signature; its tars are layers too. */
  #artifact(manifest: Manifest): void {
    for (const layer of manifest.layers) {
      const record = this.#described(layer, 'layer');
      if (record === null) continue;
      if (record.kind === 'tar') this.shape.layer(record, layer.digest, layer.mediaType);
      else if (record.kind === 'json' && !this.#statement(record, manifest.subject)) {
        this.shape.role(record, 'artifact');
      }
    }
  }

  #attestations(manifest: Manifest, subject: string | null): void {
    const config = manifest.config === null ? null : this.#described(manifest.config, 'config');
    if (config !== null) this.shape.role(config, 'config');
    for (const layer of manifest.layers) {
      const record = this.#described(layer, 'attestation');
      if (record === null) continue;
      if (record.kind === 'tar') this.shape.layer(record, layer.digest, layer.mediaType);
      else if (!this.#statement(record, subject)) {
        const parsed = this.#blobs.parsed(record);
        const reason = parsed.ok ? 'is no in-toto statement' : parsed.reason;
        this.shape.role(record, 'artifact');
        this.shape.note('attestation', layer.digest, `${reason}; its raw bytes were searched`);
      }
    }
  }

  /** Takes a document up as an attestation; false where it is no in-toto statement. */
  #statement(record: BlobRecord, subject: string | null): boolean {
    const parsed = this.#blobs.parsed(record);
    const predicateType = parsed.ok ? text(parsed.value, 'predicateType') : null;
    if (!parsed.ok || predicateType === null || member(parsed.value, 'predicate') === undefined) {
      return false;
    }
    this.shape.role(record, 'attestation');
    this.shape.attestation({
      digest: record.digest,
      predicateType,
      subject: subject === '' ? null : subject,
      statement: parsed.value,
    });
    return true;
  }

  #config(record: BlobRecord, name: string): Config | null {
    this.shape.role(record, 'config');
    const parsed = this.#blobs.parsed(record);
    const config = parsed.ok ? readConfig(parsed.value) : null;
    if (config === null) {
      this.shape.note('config', name, parsed.ok ? 'is no image config' : parsed.reason);
    }
    return config;
  }

  /** The blob a descriptor speaks of; digests are computed here, so a wrong one is simply not found. */
  #described(
    descriptor: Descriptor,
    where: 'image' | 'config' | 'layer' | 'attestation',
  ): BlobRecord | null {
    const { digest } = descriptor;
    const record = this.#blobs.digested(digest);
    if (record === null) {
      const platform = /^[\w./-]{1,60}$/.test(descriptor.platform ?? '')
        ? ` for ${descriptor.platform}`
        : '';
      let reason = `is named by a manifest${platform} and is not in the image's files`;
      if (!digest.startsWith('sha256:'))
        reason = 'has a digest that is not sha256 and cannot be checked';
      else if (this.#blobs.hasBlobFile(digest)) reason = 'holds other bytes than its digest says';
      else if (descriptor.foreign) reason = 'is a foreign layer that lies elsewhere';
      this.shape.note(where, digest, reason);
      return null;
    }
    if (descriptor.size !== null && descriptor.size !== record.size) {
      this.shape.note(
        where,
        digest,
        `has ${record.size} bytes, its descriptor says ${descriptor.size}`,
      );
    }
    return record;
  }

  /** OCI image-spec config.md, `rootfs.diff_ids`: digests of the uncompressed layers, in order. */
  #checkDiffIds(config: Config, layers: (BlobRecord | null)[], imageId: string): void {
    if (config.diffIds.length !== layers.length) {
      const reason = `lists ${config.diffIds.length} layers, its manifest ${layers.length}`;
      this.shape.note('config', imageId, reason);
    }
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[i];
      const expected = config.diffIds[i];
      if (!layer || expected === undefined || layer.diffId === expected) continue;
      const reason = 'unpacks to other bytes than the diff ID in the config says';
      this.shape.note('layer', layer.digest, reason);
    }
  }
}
