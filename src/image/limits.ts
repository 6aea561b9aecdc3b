/** Every bound on what an image may cost, in one place: hitting one is told in the ledger. */
import { TAR_LIMITS } from './tar.ts';
import type { TarLimits } from './tar.ts';

export interface ReadLimits {
  /** False where another reads the same source and compares digests: then none is computed. */
  digests: boolean;
  tar: TarLimits;
  /** Uncompressed bytes of one layer. */
  layerBytes: number;
  /** One JSON document that is kept to be understood, in bytes. */
  documentBytes: number;
  /** All kept JSON documents together, in bytes. */
  documentsBytes: number;
  /** Paths of all layers together that are remembered, to tell what a layer hides. */
  indexedPaths: number;
  /** Blobs of one archive or layout. */
  blobs: number;
  /** Descriptors of all indexes and manifests that are followed. */
  descriptors: number;
  /** What one blob may add to the ledger before the rest is only counted. */
  problems: number;
}

export const READ_LIMITS: ReadLimits = {
  digests: true,
  tar: TAR_LIMITS,
  layerBytes: 64 * 1024 ** 3,
  documentBytes: 64 * 1024 ** 2,
  documentsBytes: 128 * 1024 ** 2,
  indexedPaths: 8_000_000,
  blobs: 20_000,
  descriptors: 100_000,
  problems: 50,
};
