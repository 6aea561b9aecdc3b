import { describe, expect, test } from '@jest/globals';
import { originsOf } from '../../src/dockerfile/file-origin.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { copiesOf, normalPath } from '../../src/dockerfile/sources.ts';

function copies(lines: string[], options = {}) {
  const file = parseDockerfile('D', lines.join('\n'));
  const stage = file.stages.at(-1);
  if (stage === undefined) throw new Error('no stage');
  return copiesOf(file, stage, options);
}

describe('what is copied from where', () => {
  test('context, stages by name and number, images, named contexts', () => {
    const found = copies(
      [
        'ARG W=one',
        'FROM a AS One',
        'FROM b',
        'COPY x /',
        'COPY --from=ONE x /',
        'COPY --from=0 x /',
        'COPY --from=$W x /',
        'COPY --from=alpine:3 x /',
        'COPY --from=shared x /',
        'COPY --from=1 x /',
      ],
      { namedContexts: ['shared'] },
    );
    expect(found.map((one) => one.origin)).toEqual([
      { kind: 'context' },
      { kind: 'stage', stage: 0 },
      { kind: 'stage', stage: 0 },
      { kind: 'stage', stage: 0 },
      { kind: 'image', name: 'alpine:3' },
      { kind: 'named-context', name: 'shared' },
      { kind: 'image', name: '1' },
    ]);
  });

  test('kinds of sources; only ADD downloads', () => {
    const [add, copy] = copies([
      'FROM b',
      'ADD https://h/f https://h/r.git#main git@h:r <<E x /',
      'E',
      'COPY https://h/f /',
    ]);
    expect(add?.sources.map((one) => one.kind)).toEqual(['url', 'git', 'git', 'heredoc', 'path']);
    expect(copy?.sources.map((one) => one.kind)).toEqual(['path']);
  });

  test('variables, working directories, flags, lower stages, triggers', () => {
    const found = copies([
      'FROM scratch AS a',
      'WORKDIR /w',
      'COPY one ./',
      'ONBUILD COPY two d/',
      'FROM a',
      'ARG V=x',
      'ENV D=/$V',
      'WORKDIR sub',
      'COPY --exclude=*.md --exclude=.env --parents ["$V y", "${D}/"]',
      'COPY z .',
    ]);
    expect(
      found.map((one) => [
        one.instruction.line,
        one.sources.map((source) => [source.text, source.sure]),
        one.target,
        one.folder,
      ]),
    ).toEqual([
      [3, [['one', true]], '/w', true],
      [4, [['two', true]], '/w/d', true],
      [9, [['x y', false]], '/x', true],
      [10, [['z', true]], '/w/sub', true],
    ]);
    expect(found[2]).toMatchObject({ exclude: ['*.md', '.env'], parents: true });
  });
});

describe('where a copied file was before', () => {
  const origins = (line: string, path: string) =>
    originsOf(path, copies(['FROM scratch', line])[0] as ReturnType<typeof copies>[0]);
  test.each([
    ['COPY a /x', '/x', ['a']],
    ['COPY a /x/', '/x/a', ['a', 'a/a']],
    ['COPY . /app', '/app/d/e', ['d/e']],
    ['COPY src /app', '/app/d/e', ['src/d/e']],
    ['COPY *.env /app/', '/app/.env', ['.env']],
    ['COPY --parents a/b /x/', '/x/a/b', ['a/b']],
    ['COPY a /x', '/xy', []],
    ['COPY / /', '/etc/x', ['etc/x']],
    ['COPY ../../up /x/', '/x/up', ['up', 'up/up']],
  ])('%s, %s', (line, path, expected) => {
    expect(origins(line, path)).toEqual(expected);
  });
});

test('paths never climb out', () => {
  expect(normalPath('../../a/./b//c/..', true)).toBe('/a/b');
  expect(normalPath('..', false)).toBe('');
});
