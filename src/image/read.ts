/**
 * The front door of image/: bytes in, an image out, its texts pushed on the way. Blobs first, since
 * their names come last; then the documents, which only the manifests explain.
 */
import { GateError } from '../model/error.ts';
import type { Image } from '../model/image.ts';
import type { Unread } from '../model/ledger.ts';
import type { ImageSource } from '../model/source.ts';
import type { TextSink } from '../model/text.ts';
import { readArchive } from './archive.ts';
import type { BlobWatch, BlobWork, Reading } from './archive.ts';
import { assemble } from './assemble.ts';
import { readBlob } from './blob.ts';
import type { BlobReader, BlobRecord } from './blob.ts';
import type { Blobs } from './blobs.ts';
import { pushDocument, pushRaw } from './documents.ts';
import type { EntryIndex } from './entry-index.ts';
import { FOLDER_KEY, readFolder } from './folder.ts';
import { readLayout } from './layout.ts';
import { READ_LIMITS } from './limits.ts';
import type { ReadLimits } from './limits.ts';
import type { DocumentRole, Shape } from './shape.ts';
import type { Content } from './sniff.ts';

export interface ReadOptions {
  limits?: Partial<ReadLimits>;
  /** Called around each blob. */
  progress?: BlobWatch;
  /** Reads one blob; another may do it in a thread of its own. */
  readBlob?: BlobReader;
}

/** Where a text's blob (`TextOrigin.blob`) belongs. */
export interface BlobPlace {
  digest: string;
  /** `Layer.index`; null for a blob that is no layer. */
  layer: number | null;
}

export interface ImageReading {
  image: Image;
  /** By `Layer.index`: the paths of the layer, for `hiddenBy`. */
  entries: (EntryIndex | null)[];
  /** By `TextOrigin.blob`. */
  blobs: Map<string, BlobPlace>;
  unread: Unread[];
  layersRead: number;
  filesRead: number;
}

/**
 * Reads an image to its end. `transport` goes into `Image.source`. Throws GateError where there is no
 * image or no layer to read, and what the source throws; all else that is wrong is in `unread`.
 */
export async function readImage(
  source: ImageSource,
  reference: string,
  transport: string,
  sink: TextSink,
  options: ReadOptions = {},
): Promise<ImageReading> {
  const work: BlobWork = {
    sink,
    limits: { ...READ_LIMITS, ...options.limits },
    read: options.readBlob ?? readBlob,
    watch: options.progress ?? (() => undefined),
  };
  if (source.kind === 'folder')
    return readPlainFolder(source.entries(), reference, transport, sink);
  let reading: Reading;
  if (source.kind === 'archive') {
    const archive = await readArchive(source.open(), work);
    if (archive.content !== 'tar') throw noArchive(reference, archive.content);
    reading = archive;
  } else {
    reading = await readLayout(source.files(), work);
  }
  return join(reading, reference, transport, work);
}

async function readPlainFolder(...args: Parameters<typeof readFolder>): Promise<ImageReading> {
  const { image, entries, unread, filesRead } = await readFolder(...args);
  const digest = image.layers[0]?.digest ?? '';
  if (filesRead === 0) {
    throw new GateError(
      `${args[1]}: the folder holds no file that can be read; name the folder that holds the files`,
    );
  }
  return {
    image,
    entries: [entries],
    blobs: new Map([[FOLDER_KEY, { digest, layer: 0 }]]),
    unread,
    layersRead: 1,
    filesRead,
  };
}

async function join(
  reading: Reading,
  reference: string,
  transport: string,
  work: BlobWork,
): Promise<ImageReading> {
  const { blobs, problems } = reading;
  const colon = reference.lastIndexOf(':');
  const tag = colon < 0 ? null : reference.slice(colon + 1);
  const { shape, digest, roots } = assemble(blobs, work.limits, tag);
  if (roots === 0) throw noImage(reference, transport, blobs.size, problems[0]);
  for (const reason of problems) shape.note('image', reference, reason);
  const entries: (EntryIndex | null)[] = shape.layers.map(() => null);
  const places = new Map<string, BlobPlace>();
  let filesRead = 0;
  for (const record of blobs.all()) {
    const layer = shape.layerOf(record);
    places.set(record.key, { digest: record.digest, layer });
    if (layer !== null) entries[layer] ??= record.index;
    filesRead += record.files;
    for (const reason of record.unread) {
      const path = layer === null ? record.key : record.digest;
      shape.note(layer === null ? 'image' : 'layer', path, reason);
    }
    await pushDocumentOf(record, shape.roles.get(record.key), blobs, work.sink);
  }
  shape.closeNotes(reference);
  if (shape.layers.length === 0) throw noLayers(reference, shape);
  const damaged = new Set(
    shape.unread.filter((one) => one.where === 'layer').map((one) => one.path),
  );
  return {
    image: {
      reference,
      source: transport,
      digest,
      platforms: shape.platforms,
      layers: shape.layers,
      attestations: shape.attestations,
    },
    entries,
    blobs: places,
    unread: shape.unread,
    layersRead: shape.layers.filter((layer) => !damaged.has(layer.digest)).length,
    filesRead,
  };
}

/** Pushes a kept document: by its strings where a manifest explains it, else as it is. */
async function pushDocumentOf(
  record: BlobRecord,
  role: DocumentRole | undefined,
  blobs: Blobs,
  sink: TextSink,
): Promise<void> {
  if (record.document === null) return;
  const parsed = blobs.parsed(record);
  const { digest, key } = record;
  if (role === undefined || !parsed.ok) {
    await pushRaw(sink, record.document, 'annotation', key, key);
    return;
  }
  const config = role === 'config';
  const where = role === 'attestation' ? 'attestation' : 'annotation';
  await pushDocument(sink, parsed.value, {
    where: (pointer) => (!config ? where : pointer.startsWith('/history/') ? 'history' : 'config'),
    path: (pointer) => (config ? pointer : `${digest}!${pointer}`),
    blob: key,
  });
  if (parsed.lossy)
    await pushRaw(sink, record.document, config ? 'config' : where, config ? '' : digest, key);
}

function noArchive(reference: string, content: Content): GateError {
  const is: Record<Content, string> = {
    empty: 'is empty',
    json: 'is a JSON document, no tar archive',
    opaque: 'is no tar archive',
    gzip: 'is compressed twice',
    zstd: 'is compressed twice',
    tar: 'is a tar archive',
  };
  return new GateError(
    `${reference}: ${is[content]}; give what "docker save" or "skopeo copy" wrote, or dir:PATH for a plain folder`,
  );
}

function noImage(
  reference: string,
  transport: string,
  files: number,
  problem: string | undefined,
): GateError {
  if (problem !== undefined) {
    return new GateError(`${reference}: no image could be read: ${problem}; save the image again`);
  }
  const what = transport === 'oci' ? 'is a folder' : 'is a tar archive';
  return new GateError(
    `${reference}: ${what} of ${files} files, but holds no manifest.json and no index.json, so it is no image; ` +
      'make it with "docker save" (not "docker export"), or unpack it and use dir:PATH',
  );
}

function noLayers(reference: string, shape: Shape): GateError {
  const first = shape.unread[0];
  // A name from the archive is only repeated where it is plain.
  const name = /^[\w./:-]{1,100}$/.test(first?.path ?? '') ? `${first?.path} ` : '';
  const why = first === undefined ? '' : ` (${name}${first.reason})`;
  return new GateError(
    `${reference}: no layer of the image could be read${why}; check that the image has layers and was saved whole`,
  );
}
