/** Makes OCI layouts and docker-archives in memory. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ImageSource } from '../../../src/model/source.ts';
import { chunked } from './chunked.ts';
import { tar } from './tar-maker.ts';
import type { Entry } from './tar-maker.ts';

export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const INDEX = 'application/vnd.oci.image.index.v1+json';
export const CONFIG = 'application/vnd.oci.image.config.v1+json';
export const LAYER = 'application/vnd.oci.image.layer.v1.tar';

export const sha256 = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export type Json = Record<string, unknown>;

export class LayoutMaker {
  readonly files = new Map<string, Buffer>([
    ['oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')],
  ]);

  /** Adds a blob and gives its descriptor. */
  blob(content: Buffer | Json, mediaType: string, more: Json = {}): Json & { digest: string } {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
    const digest = sha256(bytes);
    this.files.set(`blobs/${digest.replace(':', '/')}`, bytes);
    return { mediaType, digest, size: bytes.length, ...more };
  }

  /** Adds a gzip layer with these entries. */
  layer(...entries: Entry[]): { descriptor: Json & { digest: string }; diffId: string } {
    const plain = tar(...entries);
    return { descriptor: this.blob(gzipSync(plain), `${LAYER}+gzip`), diffId: sha256(plain) };
  }

  /** Adds config and manifest of an image; gives the manifest's descriptor. */
  image(
    layers: { descriptor: Json; diffId: string }[],
    config: Json = {},
    more: { descriptor?: Json; manifest?: Json } = {},
  ): Json & { digest: string } {
    const descriptor = this.blob(
      {
        os: 'linux',
        architecture: 'amd64',
        rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
        ...config,
      },
      CONFIG,
    );
    return this.blob(
      {
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: descriptor,
        layers: layers.map((layer) => layer.descriptor),
        ...more.manifest,
      },
      MANIFEST,
      more.descriptor,
    );
  }

  index(...manifests: Json[]): this {
    this.files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })));
    return this;
  }

  /** The files as a folder. */
  layout(): ImageSource {
    const files = this.files;
    return {
      kind: 'layout',
      files: async function* () {
        for (const [name, bytes] of files) {
          yield { name, size: bytes.length, open: () => chunked(bytes, 1000) };
        }
      },
    };
  }

  /** The files as one tar, in the order they were added. */
  archive(): Buffer {
    return tar(...[...this.files].map(([name, body]) => ({ name, body })));
  }
}

export const archiveOf = (bytes: Uint8Array, chunk = 10_000): ImageSource => ({
  kind: 'archive',
  open: () => chunked(bytes, chunk),
});
