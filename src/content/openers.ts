/** Which opener takes which kind of file. */
import { Pull } from '../image/pull.ts';
import { openAsar } from './asar.ts';
import { FormatError } from './budget.ts';
import { decompress } from './decompress.ts';
import type { Compression } from './decompress.ts';
import { HEAD, kindOf } from './kind.ts';
import type { Kind } from './kind.ts';
import { openGguf } from './gguf.ts';
import { looseHeader, pushObject } from './git-object.ts';
import type { Repositories } from './git-names.ts';
import { openPack } from './git-pack.ts';
import type { ContentLimits } from './limits.ts';
import type { Nested } from './nested.ts';
import { openNpy } from './npy.ts';
import { openOnnx } from './onnx.ts';
import { openPickle } from './pickle.ts';
import { openRecordLog } from './record-log.ts';
import { openAr, openCpio } from './records.ts';
import { skipRpmHeaders } from './rpm.ts';
import { openSafetensors } from './safetensors.ts';
import { openSortedTable } from './sorted-table.ts';
import { openTar } from './tar-members.ts';
import { openWasm } from './wasm.ts';
import { openZip } from './zip.ts';

export interface OpenContext {
  limits: ContentLimits;
  repositories: Repositories;
}

/** Reads a file's bytes as they come. Throws FormatError, LimitError. */
export type Opener = (source: Pull, nested: Nested, context: OpenContext) => Promise<void>;

const compressed =
  (kind: Compression): Opener =>
  async (source, nested, context) => {
    const plain = decompress(kind, source);
    try {
      await openPlain(new Pull(plain), nested, kind === 'zlib' ? context : null);
    } finally {
      // Left in the middle it would keep its engine and its window.
      await plain.return(undefined);
    }
  };

export const STREAMED: Partial<Record<Kind, Opener>> = {
  gzip: compressed('gzip'),
  zstd: compressed('zstd'),
  xz: compressed('xz'),
  bzip2: compressed('bzip2'),
  zlib: compressed('zlib'),
  zip: (source, nested) => openZip(source, nested, false),
  'prefixed-zip': (source, nested) => openZip(source, nested, true),
  tar: (source, nested) => openTar(source, nested, true),
  ar: openAr,
  cpio: openCpio,
  asar: openAsar,
  rpm: async (source, nested, context) => {
    await skipRpmHeaders(source, nested);
    const kind = kindOf(await source.peek(HEAD));
    const opener = kind === null ? undefined : STREAMED[kind];
    if (opener === undefined) throw new FormatError('the payload of the RPM package is unknown');
    await opener(source, nested, context);
  },
  'git-pack': (source, nested, { limits, repositories }) =>
    openPack(source, nested, repositories, limits.bases),
  wasm: openWasm,
  gguf: openGguf,
  onnx: openOnnx,
  pickle: openPickle,
  npy: openNpy,
  safetensors: openSafetensors,
  'record-log': openRecordLog,
  'sorted-table': openSortedTable,
};

/**
 * What a compressed file holds: the files of a tar or cpio, which need no step of their own in the
 * path, or one text. `git`: where it may be a loose object.
 */
async function openPlain(plain: Pull, nested: Nested, git: OpenContext | null): Promise<void> {
  const head = await plain.peek(HEAD);
  const kind = kindOf(head);
  if (kind === 'tar') return openTar(plain, nested, false);
  if (kind === 'cpio') return openCpio(plain, nested);
  const loose = git === null ? null : looseHeader(head);
  if (git !== null && loose !== null) {
    const bytes = Buffer.from(await plain.take(LOOSE));
    if (bytes.length < LOOSE) {
      pushObject(nested, git.repositories, loose.type, bytes.subarray(loose.from));
      return;
    }
    plain.putBack(bytes);
  }
  nested.open(plainName(nested.origin.path));
  for (;;) {
    const bytes = await plain.next();
    if (bytes === null) break;
    nested.write(bytes);
    await nested.room();
  }
  nested.end();
}

/** Bytes of a loose object that is taken in one piece. */
const LOOSE = 1024 * 1024;

/** `changelog.gz` holds `changelog`; what has no such ending holds `(unpacked)`. */
function plainName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const plain = name.replace(/\.(?:gz|zst|xz|bz2|Z|lzma)$/i, '').replace(/\.(?:svgz|tgz)$/i, '');
  return plain === '' || plain === name ? '(unpacked)' : plain;
}
