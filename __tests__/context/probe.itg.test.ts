/**
 * Asks the real builders what `.dockerignore` and the sources of COPY mean: a probe image is built and
 * its files are compared with what src/context says.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readIgnore } from '../../src/context/ignore.ts';
import { sentFiles, takenFiles } from '../../src/context/select.ts';
import { buildImage, findDocker } from '../dockerfile/engine.ts';
import type { Builder } from '../dockerfile/engine.ts';

const docker = findDocker();
const BUILDERS: Builder[] = ['classic', 'buildkit'];

/** Every file has a name of its own, so that a copy that flattens folders can be read back. */
const FILES = [
  '.env',
  '.env.local',
  'a.txt',
  'b.log',
  'dir/.env2',
  'dir/c.txt',
  'dir/sub/d.log',
  'dir/sub/e',
  'src/f.js',
  'src/.git/g',
  'x y',
  'dir.d/h',
  '#i',
  '!j',
];

async function probe(builder: Builder, ignore: string, copies: string[]): Promise<string[][]> {
  const files = Object.fromEntries(FILES.map((name) => [name, name]));
  const dockerfile = [
    'FROM scratch',
    ...copies.map((source, at) => `COPY ["${source}", "/${at}/"]`),
  ].join('\n');
  const image = await buildImage(
    docker as string,
    { ...files, Dockerfile: dockerfile, '.dockerignore': ignore },
    { builder },
  );
  return copies.map((_, at) => {
    const own = image.files.filter((file) => file.path.startsWith(`${at}/`));
    return own
      .map((file) => file.content.toString())
      .filter((name) => FILES.includes(name))
      .sort();
  });
}

const step = fc.constantFrom(
  '*',
  '**',
  '.env',
  '.env*',
  'dir',
  'sub',
  'src',
  '*.txt',
  '*.log',
  'd?r',
  '[a-c].*',
  '.git',
  'e',
  'dir*',
  '.',
  '..',
  'x y',
  '\\#i',
);
const line = fc
  .tuple(
    fc.constantFrom('', '', '!', '!', '/', '# '),
    fc.array(step, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '/', ' '),
  )
  .map(([before, steps, after]) => before + steps.join('/') + after);
const ignoreFiles = fc.sample(fc.array(line, { minLength: 1, maxLength: 5 }), {
  numRuns: 12,
  seed: 6,
});

(docker === null ? describe.skip : describe)('.dockerignore, asked of the engine', () => {
  const table = BUILDERS.flatMap((builder) =>
    ignoreFiles.map((lines) => [builder, lines] as const),
  );
  test.each(table)('%s %j', async (builder, lines) => {
    const text = lines.join('\n');
    const expected = sentFiles(FILES, readIgnore('.dockerignore', text)).sort();
    const found = await probe(builder, text, ['.']);
    expect(found).toEqual([expected]);
  });
});

(docker === null ? describe.skip : describe)('sources of COPY, asked of the engine', () => {
  const sources = [
    '.',
    '/',
    'dir',
    '/dir/',
    './dir/../src',
    '*',
    '*.txt',
    'd*',
    'dir/*',
    '*/*.txt',
    '.e*',
    '[ab].*',
    'dir/su?',
    '**/*.js',
    '**',
    'x y',
    'dir*/[!x]',
    '*/.*',
  ];
  test.each(BUILDERS)('%s', async (builder) => {
    // The classic builder refuses a source that climbs out; BuildKit takes it from the root.
    const all = builder === 'classic' ? sources : [...sources, '../../a.txt'];
    const wanted = all.map((source) =>
      takenFiles({ line: 1, sources: [source], exclude: [], parents: false }, FILES).sort(),
    );
    const tried = all.filter((_, at) => wanted[at]?.length !== 0);
    const found = await probe(builder, '', tried);
    expect(Object.fromEntries(tried.map((source, at) => [source, found[at]]))).toEqual(
      Object.fromEntries(
        all
          .map((source, at) => [source, wanted[at]] as const)
          .filter(([, files]) => files?.length !== 0),
      ),
    );
  });

  test.each(BUILDERS)('%s takes nothing for what is not there', async (builder) => {
    for (const source of ['absent', '[z]*']) {
      const copy = { line: 1, sources: [source], exclude: [], parents: false };
      expect(takenFiles(copy, FILES)).toEqual([]);
    }
    await expect(probe(builder, '', ['absent'])).rejects.toThrow(/docker build/);
    const wild = probe(builder, '', ['[z]*']);
    if (builder === 'classic') await expect(wild).rejects.toThrow(/docker build/);
    else await expect(wild).resolves.toEqual([[]]);
  });
});
