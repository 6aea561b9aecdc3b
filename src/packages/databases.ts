/**
 * Keeps the package databases of an image as they go by, to prove afterwards that a file is as its
 * package brought it. What lists can be made of them are made when there is a file to prove. A folder's
 * name proves nothing.
 */
import type { FileDigests } from '../model/match.ts';
import type { TextOrigin, TextSink } from '../model/text.ts';
import {
  readApkInstalled,
  readConffiles,
  readMd5Sums,
  readRecord,
  type Listed,
} from './listing.ts';
import { RpmPackages } from './rpm/packages.ts';
import { PackageTap, type Keeper } from './tap.ts';

/** Bytes of one database and of all that are kept; what is larger proves nothing. */
const LARGEST = 12 * 1024 * 1024;
const LARGEST_METADATA = 64 * 1024;
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_DATABASES = 20_000;
/** Compressed files whose digests are kept. */
const MOST_HASHED = 50_000;

type Kind = 'rpm' | 'md5sums' | 'status' | 'apk' | 'record' | 'metadata' | 'direct-url';

const kinds: readonly [RegExp, Kind][] = [
  // Distroless images have their packages below status.d.
  [/^var\/lib\/dpkg\/(?:info|status\.d)\/[^/]+\.md5sums$/, 'md5sums'],
  [/^var\/lib\/dpkg\/status$/, 'status'],
  [/^(?:usr\/)?lib\/apk\/db\/installed$/, 'apk'],
  // Where it lies hangs on the distribution: SUSE and new Fedora the second, rpm-ostree the third.
  [/^(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/(?:rpmdb\.sqlite|Packages(?:\.db)?)$/, 'rpm'],
  [/\.dist-info\/RECORD$/, 'record'],
  [/\.dist-info\/METADATA$/, 'metadata'],
  [/\.dist-info\/direct_url\.json$/, 'direct-url'],
];

const kindOf = ({ where, path }: TextOrigin): Kind | null => {
  if (where !== 'layer' || path.includes('!/')) return null;
  return kinds.find(([pattern]) => pattern.test(path))?.[1] ?? null;
};

interface Database {
  kind: Kind;
  path: string;
  chunks: Uint8Array[];
}

const isOpenLicence =
  /^(?:License-Expression: |Classifier: License :: OSI Approved|License: .{0,40}\b(?:MIT|Apache|BSD|MPL|ISC|PSF|L?GPL)\b)/im;
const isPrivate = /^Classifier: Private ::/im;

/** With merged folders (wiki.debian.org/UsrMerge) a package lists `lib/x` for what lies in `usr/lib/x`. */
const mergedPath = (path: string): string =>
  path.replace(/^usr\/(?=s?bin\/|lib(?:32|64|x32)?\/)/, '');

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** A file of one layer. */
const fileKey = ({ blob, path }: TextOrigin): string => `${blob ?? ''} ${path}`;

/** A name for a file with its content. */
const keyOf = (path: string, digests: FileDigests): string => `${path}\0${digests.sha256}`;

export class PackageDatabases {
  readonly #databases: Database[] = [];
  readonly #rpm = new RpmPackages();
  readonly #hashed = new Map<string, FileDigests>();
  #bytes = 0;

  /** Passes texts on and keeps those that are package databases. */
  tap(inner: TextSink): TextSink {
    return new PackageTap(inner, {
      open: (origin) => this.#open(origin),
      hashed: (origin, digests) => {
        if (this.#hashed.size < MOST_HASHED) this.#hashed.set(fileKey(origin), digests);
      },
    });
  }

  /** Of a compressed file that went by: what lies in it is searched as texts of their own. */
  digestsOf(origin: TextOrigin): FileDigests | null {
    return this.#hashed.get(fileKey(origin)) ?? null;
  }

  /**
   * @param files Path in the image, and digests, of whole files.
   * @returns A function that tells whether a file of these is one that a package lists with its digest.
   */
  prove(
    files: readonly { path: string; digests: FileDigests }[],
  ): (path: string, digests: FileDigests) => boolean {
    const wanted = new Map<string, { path: string; digests: FileDigests }[]>();
    for (const file of files) {
      for (const path of new Set([file.path, mergedPath(file.path)])) {
        const list = wanted.get(path) ?? [];
        list.push(file);
        wanted.set(path, list);
      }
    }
    const proven = new Set<string>();
    for (const { path, algorithm, digest } of wanted.size === 0 ? [] : this.#listed()) {
      for (const file of wanted.get(path) ?? []) {
        if (file.digests[algorithm] === digest) proven.add(keyOf(file.path, file.digests));
      }
    }
    return (path, digests) => proven.has(keyOf(path, digests));
  }

  #open(origin: TextOrigin): Keeper | null {
    const kind = kindOf(origin);
    if (kind === 'rpm') return this.#rpm.keeper();
    if (kind === null || this.#databases.length >= MOST_DATABASES) return null;
    const database: Database = { kind, path: origin.path, chunks: [] };
    this.#databases.push(database);
    const largest = kind === 'metadata' ? LARGEST_METADATA : LARGEST;
    let size = 0;
    const write = (bytes: Uint8Array): void => {
      if (kind === 'direct-url') return;
      const room = Math.max(0, Math.min(largest - size, MOST_BYTES - this.#bytes));
      const part = new Uint8Array(bytes.subarray(0, room));
      size += part.length;
      this.#bytes += part.length;
      if (part.length > 0) database.chunks.push(part);
    };
    return { write, end: () => undefined };
  }

  *#listed(): Generator<Listed> {
    yield* this.#rpm.listed();
    const open = this.#openWheels();
    for (const { kind, path, chunks } of this.#databases) {
      const text = Buffer.concat(chunks).toString('utf8');
      if (kind === 'md5sums') yield* readMd5Sums(text);
      else if (kind === 'status') yield* readConffiles(text);
      else if (kind === 'apk') yield* readApkInstalled(text);
      else if (kind === 'record' && open.has(folderOf(path))) {
        yield* readRecord(text, folderOf(folderOf(path)));
      }
    }
  }

  /**
   * The `.dist-info` folders of wheels that are taken to be public. RECORD proves that nobody changed
   * a file, not that everybody can read it. So it counts only where the package says that it is open
   * (an open licence in its METADATA, no `Private ::` classifier) and pip did not note that it came
   * from elsewhere than an index (direct_url.json, packaging.python.org/specifications/direct-url).
   */
  #openWheels(): ReadonlySet<string> {
    const open = new Set<string>();
    // A note that a wheel is private may be among what was not kept.
    if (this.#databases.length >= MOST_DATABASES) return open;
    for (const { kind, path, chunks } of this.#databases) {
      if (kind !== 'metadata') continue;
      const head =
        Buffer.concat(chunks)
          .toString('utf8')
          .split(/\r?\n\r?\n/, 1)[0] ?? '';
      if (isOpenLicence.test(head) && !isPrivate.test(head)) open.add(folderOf(path));
    }
    for (const { kind, path } of this.#databases) {
      if (kind === 'direct-url') open.delete(folderOf(path));
    }
    return open;
  }
}
