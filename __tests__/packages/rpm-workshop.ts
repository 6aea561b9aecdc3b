/**
 * rpm databases in all three formats. rpm itself makes the packages and the SQLite database; Debian's
 * rpm writes no other, so Berkeley DB's own tool makes a hash of the same headers, and ndb is written
 * here (checked by hand against the one of SUSE's bci-base 15).
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { has, Workshop } from '../content/support/workshop.ts';

export const hasRpm = has('rpm', 'rpmbuild', 'sqlite3', 'db5.3_load');

/** Files of many packages, so that tables have inner pages and long headers go on elsewhere. */
const PACKAGES = 30;
const FILES = 600;

export interface RpmFile {
  package: 'tool' | 'old' | 'closed';
  path: string;
  text: string;
  /** In the spec's words: `%config(noreplace)`, `%ghost`. */
  attribute?: string;
}

const spec = (files: readonly RpmFile[]): string => {
  const many = Array.from({ length: PACKAGES }, (_, i) => `many${i}`);
  const names = [...new Set(files.map((file) => file.package)), ...many];
  const licence = (name: string): string => (name === 'closed' ? 'Proprietary' : 'MIT');
  const packages = names.map(
    (name) =>
      `%package -n ${name}\nSummary: ${name}\nLicense: ${licence(name)}\n%description -n ${name}\n${name}\n`,
  );
  const lists = names.map((name) =>
    [
      `%files -n ${name}`,
      ...(many.includes(name) ? [`/usr/share/${name}`] : []),
      ...files
        .filter((file) => file.package === name)
        .map(({ path, attribute = '' }) => `${attribute} /${path}`.trim()),
    ].join('\n'),
  );
  return [
    'Name: all\nVersion: 1\nRelease: 1\nSummary: a\nLicense: MIT\nBuildArch: noarch\n%description\na',
    ...packages,
    // What rpm adds or changes on its own would not be the file that was asked for.
    `%install\nmkdir -p %{buildroot}\ncp -a $OLDPWD/files/. %{buildroot}/`,
    `for i in $(seq 0 ${PACKAGES - 1}); do mkdir -p %{buildroot}/usr/share/many$i; for f in $(seq ${FILES / PACKAGES}); do echo $i $f > %{buildroot}/usr/share/many$i/file-$f; done; done`,
    `mkdir -p %{buildroot}/usr/share/many0/much; for f in $(seq ${FILES}); do echo > %{buildroot}/usr/share/many0/much/$f; done`,
    ...lists,
  ].join('\n');
};

const le32 = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, at) => bytes.writeUInt32LE(number, 4 * at));
  return bytes;
};

const padded = (bytes: Buffer, to: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);

/** As rpm's lib/backend/ndb/rpmpkg.c lays it out; sums are left out, which only repairs ask for. */
const ndbOf = (headers: readonly Buffer[]): Buffer => {
  const blobs = headers.map((header, at) => {
    const head = le32(at + 1, 0, header.length);
    const room = Buffer.concat([Buffer.from('BlbS'), head, header, Buffer.alloc(12)]);
    return padded(room, 16);
  });
  let block = 4096 / 16;
  const slots = blobs.map((blob, at) => {
    const slot = Buffer.concat([Buffer.from('Slot'), le32(at + 1, block, blob.length / 16)]);
    block += blob.length / 16;
    // Where a package was removed there is an empty slot.
    return Buffer.concat([slot, Buffer.from('Slot'), le32(0, 0, 0)]);
  });
  const head = Buffer.concat([Buffer.from('RpmP'), le32(0, 7, 1, headers.length + 1, 0, 0, 0)]);
  const page = Buffer.concat([head, ...slots]);
  const free = Buffer.concat([Buffer.from('Slot'), le32(0, 0, 0)]);
  const rest = Array.from({ length: (4096 - page.length) / 16 }, () => free);
  return Buffer.concat([page, ...rest, ...blobs]);
};

export class RpmWorkshop extends Workshop {
  /** Builds the packages and installs them below `root`. */
  install(files: readonly RpmFile[]): void {
    for (const { path, text } of files) this.file(`files/${path}`, text);
    this.file('all.spec', spec(files));
    const common = `--define "_topdir $PWD/rpm" --define "_build_id_links none" --define "__os_install_post %{nil}"`;
    this.run(`rpmbuild -bb --quiet ${common} all.spec`);
    this.run(`mv rpm/RPMS/noarch rpms`);
    if (files.some((file) => file.package === 'old')) {
      this.run(`rpmbuild -bb --quiet ${common} --define "_binary_filedigest_algorithm 1" all.spec`);
      this.run('mv rpm/RPMS/noarch/old-*.rpm rpms/');
    }
    mkdirSync(join(this.folder, 'root'));
    this.run('rpm --root $PWD/root --dbpath /var/lib/rpm --nodeps -i rpms/*.rpm');
  }

  /** What rpm itself says of the database in that folder: path and digest. */
  dump(folder: string, backend: string): string[] {
    return this.run(
      `rpm --define '_db_backend ${backend}' --dbpath $PWD/${folder} -qa --qf '[%{FILEFLAGS:fflags}|%{FILENAMES} %{FILEDIGESTS}\n]' | grep -v '^[a-z]*g' | grep -v ' $' | sed 's/.*|//' | LC_ALL=C sort`,
    )
      .toString()
      .trim()
      .split('\n');
  }

  sqlite(): Buffer {
    return this.read('root/var/lib/rpm/rpmdb.sqlite');
  }

  headers(): Buffer[] {
    return this.run(`sqlite3 root/var/lib/rpm/rpmdb.sqlite 'SELECT hex(blob) FROM Packages'`)
      .toString()
      .trim()
      .split('\n')
      .map((line) => Buffer.from(line, 'hex'));
  }

  ndb(): Buffer {
    return ndbOf(this.headers());
  }

  /** @param order `1234` little endian, `4321` big. */
  berkeley(order: 1234 | 4321): Buffer {
    // Number 0 tells the next package's number.
    const records = [le32(this.headers().length + 1), ...this.headers()].map(
      (value, at) => ` ${le32(at).toString('hex')}\n ${value.toString('hex')}\n`,
    );
    const head = `VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=4096\ndb_lorder=${order}\nHEADER=END\n`;
    this.file('dump', `${head}${records.join('')}DATA=END\n`);
    this.run(`rm -rf bdb-${order}; mkdir bdb-${order}; db5.3_load -f dump bdb-${order}/Packages`);
    return this.read(`bdb-${order}/Packages`);
  }
}

/** A line with a value that only its name calls a secret. */
export const vagueLine = (): string => `password = "${randomBytes(12).toString('base64url')}"\n`;
