/** A file is proven by path and digest in a package database of the image, and by nothing else. */
import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { Finder } from '../../src/detect/finder.ts';
import { compileRules } from '../../src/detect/ruleset.ts';
import { siftInherited, type Sifted } from '../../src/finding/inherited.ts';
import { PackageDatabases } from '../../src/packages/databases.ts';
import { rules } from '../../src/rules/index.ts';
import { key } from '../e2e/engine.ts';

const ruleSet = compileRules(rules);

const hash = (algorithm: string, text: string, encoding: 'hex' | 'base64' | 'base64url'): string =>
  createHash(algorithm).update(text).digest(encoding);

/** Searches the files of one layer, in their order. */
const sift = async (
  files: [string, string][],
  where: 'layer' | 'context' = 'layer',
): Promise<Sifted> => {
  const databases = new PackageDatabases();
  const finder = new Finder(ruleSet);
  const sink = databases.tap(finder);
  for (const [path, text] of files) {
    sink.begin({ where, path, blob: 'sha256:1' });
    // One buffer for all, as the readers of archives have.
    const chunk = Buffer.alloc(50);
    for (let at = 0; at < text.length; at += 50) {
      sink.write(chunk.subarray(0, chunk.write(text.slice(at, at + 50))));
    }
    sink.end();
  }
  return siftInherited(finder.results(), rules, databases);
};

const kept = ({ texts }: Sifted): string[] =>
  texts.flatMap(({ origin, matches }) =>
    matches.map((match) => `${origin.path}: ${rules[match.rule]?.id ?? ''}`),
  );

/** A value that only its name calls a secret. */
const vague = `password = "${hash('sha256', 'vague', 'base64url').slice(0, 16)}"\n`;
const edited = vague.replace('password', 'Password');
const path = 'etc/tool/app.conf';

const licence = 'Metadata-Version: 2.1\nName: tool\nLicense-Expression: MIT\n\nText\n';
const wheel = (record: string, metadata = licence): [string, string][] => [
  ['usr/lib/python3/site-packages/tool-1.dist-info/METADATA', metadata],
  ['usr/lib/python3/site-packages/tool-1.dist-info/RECORD', record],
];
const module = 'usr/lib/python3/site-packages/tool/conf.py';
const recorded = `tool/conf.py,sha256=${hash('sha256', vague, 'base64url')},${vague.length}\ntool-1.dist-info/RECORD,,\n`;

const listings: [string, string, [string, string][]][] = [
  [
    'dpkg md5sums',
    path,
    [['var/lib/dpkg/info/tool.md5sums', `${hash('md5', vague, 'hex')}  ${path}\n`]],
  ],
  [
    'a distroless image',
    path,
    [['var/lib/dpkg/status.d/tool.md5sums', `${hash('md5', vague, 'hex')}  ./${path}\n`]],
  ],
  [
    'dpkg conffiles',
    path,
    [
      [
        'var/lib/dpkg/status',
        `Package: tool\nConffiles:\n /${path} ${hash('md5', vague, 'hex')}\nDescription: a\n`,
      ],
    ],
  ],
  [
    'apk',
    path,
    [
      [
        'lib/apk/db/installed',
        `P:tool\nF:etc/tool\nR:app.conf\na:0:0:644\nZ:Q1${hash('sha1', vague, 'base64')}\n`,
      ],
    ],
  ],
  ['a wheel', module, wheel(recorded)],
  [
    'a merged /usr',
    'usr/lib/tool/app.conf',
    [['var/lib/dpkg/info/tool.md5sums', `${hash('md5', vague, 'hex')}  lib/tool/app.conf\n`]],
  ],
];

describe.each(listings)('a file that %s lists', (_name, file, databases) => {
  test('loses its vague findings, whichever comes first', async () => {
    for (const files of [
      [[file, vague] as [string, string], ...databases],
      [...databases, [file, vague] as [string, string]],
    ]) {
      const sifted = await sift(files);
      expect(kept(sifted)).toEqual([]);
      expect(sifted.dropped).toBe(1);
      expect(sifted.isPackaged({ where: 'layer', path: file, blob: 'sha256:1' })).toBe(true);
    }
  });

  test('keeps them when it was edited', async () => {
    const sifted = await sift([[file, edited], ...databases]);
    expect(kept(sifted)).toEqual([`${file}: assigned-password`]);
    expect(sifted.dropped).toBe(0);
  });

  test('says nothing of its neighbour', async () => {
    const sifted = await sift([[`${file}.local`, vague], ...databases]);
    expect(kept(sifted)).toEqual([`${file}.local: assigned-password`]);
  });

  test('says nothing of the build context', async () => {
    expect(kept(await sift([[file, vague], ...databases], 'context'))).toHaveLength(1);
  });
});

test('a credential of a known format stays, and its file is told apart', async () => {
  const text = `${vague}token=${key('github-personal-access-token', 4)}\n`;
  const sifted = await sift([
    [path, text],
    ['var/lib/dpkg/info/tool.md5sums', `${hash('md5', text, 'hex')}  ${path}\n`],
  ]);
  expect(kept(sifted)).toEqual([`${path}: github-personal-access-token`]);
  expect(sifted.isPackaged({ where: 'layer', path, blob: 'sha256:1' })).toBe(true);
  expect(sifted.isPackaged({ where: 'layer', path, blob: 'sha256:2' })).toBe(false);
});

describe('a wheel proves nothing', () => {
  test.each<[string, [string, string][]]>([
    ['without a licence that is open', wheel(recorded, 'Name: tool\nLicense: Proprietary\n\n')],
    ['with the licence in its description alone', wheel(recorded, 'Name: tool\n\nLicense: MIT\n')],
    [
      'that says it is private',
      wheel(recorded, `Classifier: Private :: Do Not Upload\n${licence}`),
    ],
    [
      'that came from elsewhere than an index',
      [
        ...wheel(recorded),
        ['usr/lib/python3/site-packages/tool-1.dist-info/direct_url.json', '{}'],
      ],
    ],
    ['without METADATA', wheel(recorded).slice(1)],
    [
      'by a path that leads out of the root',
      wheel(recorded.replace('tool/', '../../../../../../tool/')),
    ],
  ])('%s', async (_name, databases) => {
    expect(kept(await sift([[module, vague], ...databases]))).toEqual([
      `${module}: assigned-password`,
    ]);
  });

  test('but its scripts beside the interpreter are told by the way from its folder', async () => {
    const record = `../../../bin/tool,sha256=${hash('sha256', vague, 'base64url')},1\n`;
    expect((await sift([['usr/bin/tool', vague], ...wheel(record)])).dropped).toBe(1);
  });
});

test('a database of 60 MB is kept in part, and proves what was kept', async () => {
  const first = `${hash('md5', vague, 'hex')}  ${path}\n`;
  const filler = `${hash('md5', 'other', 'hex')}  usr/share/doc/other/file\n`;
  const databases = new PackageDatabases();
  const before = process.memoryUsage().arrayBuffers;
  for (let number = 0; number < 6; number += 1) {
    const sink = databases.tap(new Finder(ruleSet));
    sink.begin({ where: 'layer', path: `var/lib/dpkg/info/p${number}.md5sums`, blob: null });
    if (number === 0) sink.write(Buffer.from(first));
    const block = Buffer.from(filler.repeat(16_000));
    for (let part = 0; part < 10; part += 1) sink.write(block);
    sink.end();
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(80 * 1024 * 1024);
  const digests = {
    md5: hash('md5', vague, 'hex'),
    sha1: hash('sha1', vague, 'hex'),
    sha256: hash('sha256', vague, 'hex'),
  };
  expect(databases.prove([{ path, digests }])(path, digests)).toBe(true);
});

const dpkg = spawnSync('dpkg-query', ['-W', '-f', '${Package}', 'dpkg'], { encoding: 'utf8' });
(dpkg.status === 0 ? test : test.skip)(
  'the database of this machine is read as dpkg reads it',
  async () => {
    const { readFileSync } = await import('node:fs');
    const { readMd5Sums, readConffiles } = await import('../../src/packages/listing.ts');
    const listed = [...readMd5Sums(readFileSync('/var/lib/dpkg/info/dpkg.md5sums', 'utf8'))];
    expect(listed.length).toBeGreaterThan(50);
    for (const { path: file, digest } of listed.filter(({ path: at }) =>
      at.startsWith('usr/bin/'),
    )) {
      expect(
        createHash('md5')
          .update(readFileSync(`/${file}`))
          .digest('hex'),
      ).toBe(digest);
    }
    const asked = spawnSync('dpkg-query', ['-W', '-f', '${Conffiles}\n'], {
      encoding: 'utf8',
    }).stdout;
    const theirs = [...asked.matchAll(/^ \/(\S.*?) ([0-9a-f]{32})/gm)].map((match) => match[1]);
    const ours = [...readConffiles(readFileSync('/var/lib/dpkg/status', 'utf8'))];
    expect(ours.map(({ path: file }) => file).sort()).toEqual(theirs.sort());
  },
);
