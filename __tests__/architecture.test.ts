/** Reads the imports and holds the arrows of ARCHITECTURE.md. */
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const src = join(import.meta.dirname, '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

interface Import {
  file: string;
  target: string;
  typeOnly: boolean;
}

const imports: Import[] = files.flatMap((file) =>
  [
    ...readFileSync(join(src, file), 'utf8').matchAll(
      /(?:^(?:import|export) (type )?[^'"]*?from |\bimport\()'([^']+)'/gms,
    ),
  ].map((match) => ({ file, target: match[2] ?? '', typeOnly: match[1] !== undefined })),
);

const folderOf = (file: string): string =>
  file.includes('/') ? (file.split('/')[0] ?? '') : file.replace(/\.ts$/, '');

/** Which folders (or front doors) may import which. Every one may import `model`. */
const arrows: Record<string, string[]> = {
  action: ['built-in', 'front-door', 'host', 'policy', 'pull-request', 'report'],
  cli: ['built-in', 'front-door', 'subcommands', 'host', 'policy', 'report'],
  'built-in': ['detect', 'rules'],
  subcommands: ['front-door', 'commands', 'host'],
  'front-door': ['gate', 'detect', 'host', 'policy'],
  thread: ['built-in', 'host', 'serve-texts'],
  'serve-texts': ['detect', 'inside'],
  gate: ['search-image', 'share', 'detect', 'finding', 'policy'],
  'search-image': ['inside', 'share', 'image', 'detect', 'finding', 'context', 'packages'],
  share: ['detect'],
  inside: ['content'],
  commands: ['policy', 'report'],
  content: ['image', 'kernel'],
  context: ['image'],
  detect: ['kernel'],
  dockerfile: [],
  finding: ['image', 'dockerfile', 'context', 'packages', 'policy', 'detect'],
  host: ['report'],
  image: [],
  kernel: [],
  model: [],
  packages: ['content', 'image'],
  policy: ['detect', 'report', 'rules'],
  'pull-request': ['report'],
  report: ['policy'],
  rules: [],
};

const local = imports
  .filter(({ target }) => target.startsWith('.'))
  .map((one) => ({
    ...one,
    to: relative(src, resolve(src, dirname(one.file), one.target)).replaceAll('\\', '/'),
  }));

describe('the arrows', () => {
  test('every folder is known', () => {
    expect(
      [...new Set(files.map(folderOf))].filter((folder) => arrows[folder] === undefined),
    ).toEqual([]);
  });

  test('point one way', () => {
    const wrong = local.filter(({ file, to }) => {
      const [from, into] = [folderOf(file), folderOf(to)];
      return from !== into && into !== 'model' && !arrows[from]?.includes(into);
    });
    expect(wrong.map(({ file, to }) => `${file} -> ${to}`)).toEqual([]);
  });

  test('form no cycle between files', () => {
    const next = new Map<string, string[]>();
    for (const { file, to, typeOnly } of local) {
      if (!typeOnly) next.set(file, [...(next.get(file) ?? []), to]);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (done.has(file) || path.includes(file)) return;
      for (const to of next.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    files.forEach((file) => visit(file, []));
    expect(cycles).toEqual([]);
  });

  test('only host/ touches the machine', () => {
    const machine = /^(?:node:(?:fs|child_process|worker_threads|os|net|http|https)|@actions\/)/;
    const wrong = imports.filter(
      ({ file, target }) => machine.test(target) && folderOf(file) !== 'host',
    );
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });
});
