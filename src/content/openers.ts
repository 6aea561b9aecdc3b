/** Which opener takes which kind of file. */
import { Pull } from '../image/pull.ts';
import { openAsar } from './asar.ts';
import { FormatError } from './budget.ts';
import { decompress } from './decompress.ts';
import type { Compression } from './decompress.ts';
import { HEAD, kindOf } from './kind.ts';
import type { Kind } from './kind.ts';
import type { Nested } from './nested.ts';
import { openAr, openCpio } from './records.ts';
import { skipRpmHeaders } from './rpm.ts';
import { openTar } from './tar-members.ts';
import { openZip } from './zip.ts';

/** Reads a file's bytes as they come. Throws FormatError, LimitError. */
export type Opener = (source: Pull, nested: Nested) => Promise<void>;

const compressed =
  (kind: Compression): Opener =>
  async (source, nested) => {
    const plain = decompress(kind, source);
    try {
      await openPlain(new Pull(plain), nested);
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
  rpm: async (source, nested) => {
    await skipRpmHeaders(source, nested);
    const kind = kindOf(await source.peek(HEAD));
    const opener = kind === null ? undefined : STREAMED[kind];
    if (opener === undefined) throw new FormatError('the payload of the RPM package is unknown');
    await opener(source, nested);
  },
};

/**
 * What a compressed file holds: the files of a tar or cpio, which need no step of their own in the
 * path, or one text.
 */
async function openPlain(plain: Pull, nested: Nested): Promise<void> {
  const kind = kindOf(await plain.peek(HEAD));
  if (kind === 'tar') return openTar(plain, nested, false);
  if (kind === 'cpio') return openCpio(plain, nested);
  nested.open(plainName(nested.origin.path));
  for (;;) {
    const bytes = await plain.next();
    if (bytes === null) break;
    nested.write(bytes);
    await nested.room();
  }
  nested.end();
}

/** `changelog.gz` holds `changelog`; what has no such ending holds `(unpacked)`. */
function plainName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const plain = name.replace(/\.(?:gz|zst|xz|bz2|Z|lzma)$/i, '').replace(/\.(?:svgz|tgz)$/i, '');
  return plain === '' || plain === name ? '(unpacked)' : plain;
}
