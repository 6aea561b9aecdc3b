import { describe, expect, test } from '@jest/globals';
import { readIgnore } from '../../src/context/ignore.ts';
import { sentFiles, takenFiles } from '../../src/context/select.ts';

const PATHS = ['.env', 'a.txt', 'b.txt', 'src/a.txt', 'src/.env', 'src/lib/c.js', 'srcs/d', 'x y'];
const taken = (sources: string[], more: { exclude?: string[]; parents?: boolean } = {}) =>
  takenFiles(
    { line: 1, sources, exclude: more.exclude ?? [], parents: more.parents ?? false },
    PATHS,
  );

describe('sources', () => {
  test.each([
    [['.'], PATHS],
    [['/'], PATHS],
    [['../..'], PATHS],
    [['src'], ['src/a.txt', 'src/.env', 'src/lib/c.js']],
    [['/src/'], ['src/a.txt', 'src/.env', 'src/lib/c.js']],
    [['./src/../a.txt'], ['a.txt']],
    [['*.txt'], ['a.txt', 'b.txt']],
    [['*'], PATHS],
    [['s*'], ['src/a.txt', 'src/.env', 'src/lib/c.js', 'srcs/d']],
    [['*/*.txt'], ['src/a.txt']],
    [
      ['.e*', 'x y'],
      ['.env', 'x y'],
    ],
    [['[a-b].txt'], ['a.txt', 'b.txt']],
    [['[a'], []],
    [['absent'], []],
    [['**/*.js'], []],
  ])('%j', (sources, expected) => {
    expect(taken(sources)).toEqual(expected);
  });
});

describe('--exclude and --parents', () => {
  test('patterns count from the folder that is copied', () => {
    expect(taken(['.'], { exclude: ['.env', '**/*.txt'] })).toEqual([
      'src/.env',
      'src/lib/c.js',
      'srcs/d',
      'x y',
    ]);
    expect(taken(['src'], { exclude: ['.env', 'lib'] })).toEqual(['src/a.txt']);
  });

  test('two stars as a step are known with --parents only', () => {
    expect(taken(['**/*.js'], { parents: true })).toEqual(['src/lib/c.js']);
    expect(taken(['src/**'], { parents: true })).toEqual(['src/a.txt', 'src/.env', 'src/lib/c.js']);
    expect(taken(['./src/./lib'], { parents: true })).toEqual(['src/lib/c.js']);
  });
});

test('what is ignored is not sent', () => {
  expect(sentFiles(PATHS, readIgnore('i', '**/.env\nsrc/lib'))).toEqual([
    'a.txt',
    'b.txt',
    'src/a.txt',
    'srcs/d',
    'x y',
  ]);
});
