/**
 * What package managers write down about the files they installed: a path and a digest for each. The
 * readers are generators over a database's text; a line that is none of theirs is passed over.
 */

export interface Listed {
  /** As it lies in the image, without a leading slash. */
  path: string;
  algorithm: 'md5' | 'sha1' | 'sha256';
  /** Lower-case hexadecimal. */
  digest: string;
}

const md5Line = /^([0-9a-f]{32}) [ *](\S.*)$/;

/** dpkg's `info/NAME.md5sums` (deb-md5sums(5)): sum, two blanks, path. */
export function* readMd5Sums(text: string): Generator<Listed> {
  for (const line of text.split('\n')) {
    const match = md5Line.exec(line);
    if (match === null) continue;
    yield {
      path: (match[2] ?? '').replace(/^\.?\//, ''),
      algorithm: 'md5',
      digest: match[1] ?? '',
    };
  }
}

const conffileLine = /^ (\/\S.*?) ([0-9a-f]{32})(?: obsolete| remove-on-upgrade)?$/;

/** The field Conffiles of dpkg's `status` (deb-conffiles(5); dpkg's own database): path and sum. */
export function* readConffiles(text: string): Generator<Listed> {
  let inside = false;
  for (const line of text.split('\n')) {
    if (!line.startsWith(' ')) inside = line === 'Conffiles:';
    const match = inside ? conffileLine.exec(line) : null;
    if (match === null) continue;
    yield { path: (match[1] ?? '').slice(1), algorithm: 'md5', digest: match[2] ?? '' };
  }
}

/**
 * apk's `installed` (wiki.alpinelinux.org/wiki/Apk_spec, installed database): `F:` begins a folder,
 * `R:` a file in it, `Z:` is that file's sum, `Q1` and base64 of its sha1.
 */
export function* readApkInstalled(text: string): Generator<Listed> {
  let folder = '';
  let file = '';
  for (const line of text.split('\n')) {
    const value = line.slice(2);
    if (line.startsWith('F:')) {
      folder = value;
      file = '';
    } else if (line.startsWith('R:')) {
      file = value;
    } else if (line.startsWith('Z:Q1') && file !== '') {
      const digest = Buffer.from(value.slice(2), 'base64').toString('hex');
      yield { path: folder === '' ? file : `${folder}/${file}`, algorithm: 'sha1', digest };
    }
  }
}

/** `a/b/../c` -> `a/c`; null where it leads out of the root. */
const normalised = (path: string): string | null => {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return null;
    } else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
};

const recordLine = /^(?:"((?:[^"]|"")*)"|([^,]*)),sha256=([A-Za-z0-9_-]{43}),\d*\r?$/;

/**
 * A wheel's RECORD (packaging.python.org/specifications/recording-installed-packages): path, sha256
 * in base64url, size. Paths are relative to the folder that holds the `.dist-info`.
 * @param folder That folder.
 */
export function* readRecord(text: string, folder: string): Generator<Listed> {
  for (const line of text.split('\n')) {
    const match = recordLine.exec(line);
    if (match === null) continue;
    const written = match[1]?.replaceAll('""', '"') ?? match[2] ?? '';
    const path = normalised(written.startsWith('/') ? written : `${folder}/${written}`);
    if (path === null) continue;
    const digest = Buffer.from(match[3] ?? '', 'base64url').toString('hex');
    yield { path, algorithm: 'sha256', digest };
  }
}
