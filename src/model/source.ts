/** How host/ hands an image's bytes to image/. Types only. */

/** A file of an OCI layout folder. */
export interface SourceFile {
  /** Path inside the layout with `/` between steps: `blobs/sha256/…`, `index.json`. */
  name: string;
  size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** An entry of a plain folder that is read as one layer. */
export interface FolderEntry {
  /** Path below the folder with `/` between steps. */
  path: string;
  size: number;
  /** Null where it cannot be read; then `reason` says why. */
  open: (() => AsyncIterable<Uint8Array>) | null;
  reason?: string;
}

export type ImageSource =
  /** A tar: `docker save` on a pipe, docker-archive, oci-archive; read once, front to back. */
  | {
      kind: 'archive';
      open(): AsyncIterable<Uint8Array>;
      /** Gives bytes from anywhere, fewer at the end; absent on a pipe. */
      readAt?: (offset: number, length: number) => Promise<Uint8Array>;
    }
  | { kind: 'layout'; files(): AsyncIterable<SourceFile> }
  | { kind: 'folder'; entries(): AsyncIterable<FolderEntry> };
