import { describe, expect, test } from '@jest/globals';
import { ignoreFileNames, readIgnore } from '../../src/context/ignore.ts';

const kept = (text: string | null, ...paths: string[]) =>
  paths.filter((path) => !readIgnore('.dockerignore', text).ignores(path));

describe('patterns', () => {
  test.each([
    ['*.log', ['a.log', 'd/a.log'], ['d/a.log']],
    ['**/*.log', ['a.log', 'd/e/a.log', 'x'], ['x']],
    ['*\n!src', ['a', 'src/b', 'src/c/d'], ['src/b', 'src/c/d']],
    ['src\n!src/keep', ['src/a', 'src/keep', 'src/keep/x'], ['src/keep', 'src/keep/x']],
    ['!x\nx', ['x'], []],
    ['/a/', ['a/b', 'c/a'], ['c/a']],
    ['./a/../b', ['a', 'b'], ['a']],
    ['# note\n #x\n', ['# note', '#x'], ['# note']],
    ['  a  \r\nb\r\n', ['a', 'b'], []],
    ['a?c', ['abc', 'a/c'], ['a/c']],
    ['[ab]', ['a', 'b', 'c'], ['c']],
    ['A', ['a', 'A'], ['a']],
    ['a(b)+c\na|b\n{x}', ['a(b)+c', 'abbc', 'a|b', 'a', 'b', '{x}', 'x'], ['abbc', 'a', 'b', 'x']],
    ['\\*', ['*', 'a'], ['a']],
    ['\uFEFFa', ['a'], []],
    ['.', ['a', 'b/c'], ['a', 'b/c']],
  ])('%j', (text, paths, expected) => {
    expect(kept(text, ...paths)).toEqual(expected);
  });

  test('no file ignores nothing', () => {
    expect(kept(null, 'a', 'b/c')).toEqual(['a', 'b/c']);
  });

  test('names of Object.prototype are names like others', () => {
    expect(kept('constructor\n__proto__', 'constructor', '__proto__', 'toString')).toEqual([
      'toString',
    ]);
    expect(kept('*\n!constructor', 'constructor', 'valueOf')).toEqual(['constructor']);
  });
});

describe('errors', () => {
  test.each([
    ['ok\n[a', /^\.dockerignore:2 is no valid pattern/],
    [`\n\n${'x'.repeat(5000)}`, /^\.dockerignore:3 is too long/],
    ['*a'.repeat(30), /^\.dockerignore:1 is too long or has too many wildcards/],
    ['x'.repeat((1 << 20) + 1), /^\.dockerignore has 1048577 characters/],
  ])('file and line are named', (text, message) => {
    expect(() => readIgnore('.dockerignore', text)).toThrow(message);
  });
});

test("the Dockerfile's own ignore file goes before the context's", () => {
  expect(ignoreFileNames('build/app.Dockerfile')).toEqual([
    'build/app.Dockerfile.dockerignore',
    '.dockerignore',
  ]);
});
